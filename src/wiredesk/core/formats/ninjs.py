"""ninjs, the IPTC's news in JSON: 1.0 to 3.1 in, 3.1 out."""

from __future__ import annotations

from wiredesk.core.formats.ninjs_in import load, read
from wiredesk.core.formats.ninjs_json import objects
from wiredesk.core.formats.ninjs_out import dump

__all__ = ["dump", "load", "objects", "read"]
