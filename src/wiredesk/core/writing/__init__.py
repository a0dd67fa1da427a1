"""Sources into text, every sentence with the spans it stands on.

`Writer` is what a writer is; `draft_to_json` and `draft_from_json` are the form in which drafts travel.
"""

from wiredesk.core.writing.exchange import draft_from_json, draft_to_json
from wiredesk.core.writing.writer import Writer

__all__ = ["Writer", "draft_from_json", "draft_to_json"]
