"""Claims and ledgers as the JSON objects that the commands print and the site serves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wiredesk.core.model import Claim, Ledger, Party, Span, Statement


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as `wiredesk claims` prints it; `claim` is what is said, pieces joined by an ellipsis."""
    return {
        "item": claim.item,
        "claim": claim.content_text,
        "source": _spans(claim.source),
        "cue": _spans(claim.cue),
        "content": _spans(claim.content),
        "source_text": claim.source_text,
        "cue_text": claim.cue_text,
        "speaker": claim.speaker,
        "stance": claim.stance.value,
        "quoted": claim.quoted,
        "hedges": list(claim.hedges),
    }


def ledger_to_json(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger as `wiredesk ledger` prints it."""
    return {
        "claims": [{"id": each.id, "origin": each.origin, **claim_to_json(each)} for each in ledger.claims],
        "statements": [_statement(each) for each in ledger.statements],
        "parties": [_party(each) for each in ledger.parties],
        "countries": list(ledger.countries),
        "places": list(ledger.places),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "text": statement.text,
        "claims": list(statement.claims),
        "said_by": list(statement.said_by),
        "confirmed_by": list(statement.confirmed_by),
        "denied_by": list(statement.denied_by),
        "denials": list(statement.denials),
        "independent_origins": statement.independent_origins,
        "disputed": statement.disputed,
        "since": _time(statement.since),
        "denied_since": _time(statement.denied_since),
        "superseded_by": statement.superseded_by or None,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "aliases": list(party.aliases),
        "country": party.country or None,
        "side": party.side or None,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
