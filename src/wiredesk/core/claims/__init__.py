"""Who says what: attributed statements of an item, and a story's ledger of them."""

from wiredesk.core.claims.cues import CUES
from wiredesk.core.claims.find import attribution, find, find_in_text

__all__ = ["CUES", "attribution", "find", "find_in_text"]
