"""Bytes of any agency to items, and items to ninjs 3.1, NewsML-G2 and NITF.

The format is found by content, never by a file's name. Nothing is fetched, and no clock is read.
"""

from __future__ import annotations

from wiredesk.core.formats import g2_out, ninjs, nitf_out
from wiredesk.core.formats.reading import FORMATS, Reading, detect, read, read_with_warnings

__all__ = ["FORMATS", "Reading", "detect", "g2_out", "ninjs", "nitf_out", "read", "read_with_warnings"]
