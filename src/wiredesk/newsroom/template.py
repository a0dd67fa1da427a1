"""Make the migrated databases that a new SQLite newsroom begins with: `python -m wiredesk.newsroom.template`."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "templates_db"


def build() -> None:
    """Migrate two empty databases in a folder of their own, and pack them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "WIREDESK_HOME": home, "WIREDESK_SECRET_KEY": "k" * 40, "WIREDESK_DATABASE_URL": "", "WIREDESK_RECORD_URL": "",
        }  # fmt: skip
        for alias, name in (("default", "newsroom"), ("record", "record")):
            arguments = [sys.executable, "-m", "wiredesk", "manage", "migrate", "--database", alias, "--verbosity", "0"]
            subprocess.run(arguments, env=environment, check=True)  # noqa: S603
            file = Path(home) / f"{name}.sqlite3"
            connection = sqlite3.connect(file)
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("VACUUM")
            connection.close()
            (FOLDER / f"{alias}.sqlite3.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    build()
