"""Sample wires: agencies that do not exist, their copy in the formats of real wires, and a server for it.

`samples.toml` lists agencies and wires, `source/` holds the copy, `build.py` renders it, `serve.py` serves it.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
