"""Who says what: attributed statements of an item, and a story's ledger of them."""

from wiredesk.core.claims.cues import CUES
from wiredesk.core.claims.find import attribution, find, find_in_text
from wiredesk.core.claims.form import claim_to_json, ledger_to_json
from wiredesk.core.claims.join import ledger, silent

__all__ = ["CUES", "attribution", "claim_to_json", "find", "find_in_text", "ledger", "ledger_to_json", "silent"]
