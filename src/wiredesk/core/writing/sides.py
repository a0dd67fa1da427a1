"""Whose words and whose things: what a headline must not mix up."""

from __future__ import annotations

import re

from wiredesk.core import text
from wiredesk.core.model import Claim, Ledger
from wiredesk.core.writing.lines import Line

_OWN = re.compile(r"\b(?:its|their|his|her)\b")


def by_a_side(line: Line, ledger: Ledger) -> bool:
    """Whether a side of a dispute speaks in a line: what the other side says belongs in its headline."""
    sides = {name: each.side or each.name for each in ledger.parties for name in (each.name, *each.aliases)}
    disputing = {
        sides.get(who, who)
        for statement in ledger.statements
        if statement.disputed
        for who in (*statement.said_by, *statement.denied_by)
    }
    lands = {land for who in disputing for land in text.countries(who)}
    if any(land in lands for claim in line.claims for land in text.countries(claim.source_text)):
        return True
    return any(
        sides.get(who, who) in disputing for claim in line.claims for who in (claim.speaker, claim.source_text) if who
    )


def whose(what: str, claim: Claim, line: Line) -> bool:
    """Whether "its mines" in a clause may be those of another than who speaks: of somebody named before the speaker."""
    own = _OWN.search(what)
    if own is None or text.names(f"so {what[: own.start()]}"):
        return False
    at = line.text.find(claim.source_text)
    return at > 0 and any(name.kind != "place" for name in text.names(line.text[:at]))
