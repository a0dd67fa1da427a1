"""Who speaks in a headline: the shortest name that still says who, and the verb that goes with it."""

from __future__ import annotations

import re

from wiredesk.core.model import Claim
from wiredesk.core.writing.naming import is_role, may_be

BEHIND = re.compile(r" (?:in|of|at|from|for|with|who|which|on|near) |, ")
WHEN = re.compile(r",? (?:early |late )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_PLURAL = re.compile(
    r"(?:officials|police|authorities|ministers|forces|lawyers|prosecutors|residents|witnesses|scientists|researchers|"
    r"doctors|workers|unions|leaders|experts|rescuers|organisers|organizers|analysts|engineers|farmers|traders|"
    r"lawmakers|members|medics|people|teachers|students|companies|groups|sources|voters|[a-z-]{2,}[^sui\W]s)$",
    re.IGNORECASE,
)


def source_of(claim: Claim) -> str:
    """Return who makes a claim as the copy names it, or by name where the copy has a pronoun or a role."""
    written = claim.source_text
    told = claim.speaker if claim.speaker and is_role(written) and may_be(written.lower(), claim.speaker) else written
    who = WHEN.sub("", " ".join(told.split()))
    if ", " in who:
        parts = who.split(", ")
        before = bool(claim.cue) and claim.source[0][1] <= claim.cue[0][0]
        beside = parts[-1] if before and re.match(r"(?:the|a|an) ", parts[-1]) else parts[0]
        who = next((part for part in parts if part[:1].isupper()), beside)
    return re.sub(r"^(?:the|a|an) ", "", who, flags=re.IGNORECASE)


def verb_for(verb: str, who: str) -> str:
    """Return "says" or "say", "denies" or "deny", as it goes with the noun that names who speaks."""
    who = BEHIND.split(who, maxsplit=1)[0]
    if not _PLURAL.search(who) or (who.split(" ")[-1][:1].isupper() and " " in who):
        return verb
    return {"denies": "deny"}.get(verb, verb[:-1])
