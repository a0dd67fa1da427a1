"""Is the one whom a draft names the one whom the source names? In doubt yes."""

from __future__ import annotations

import re

from wiredesk.core import text
from wiredesk.core.checks import meaning
from wiredesk.core.checks.index import Sources
from wiredesk.core.model import Claim

_PRONOUN = re.compile(
    r"^(?:(?:he|she|it|they|we|i|you|who|whose|which|that|her|his|him|them|us|me|my|their|its)(?: said)?|\W*)$",
    re.IGNORECASE,
)


def named(claim: Claim) -> str:
    """Return who speaks in a claim, or "" where only a pronoun or nothing says so."""
    if claim.speaker:
        return claim.speaker
    return "" if _PRONOUN.match(claim.source_text.strip()) else claim.source_text


def _marks(words: str) -> frozenset[str]:
    return meaning.stems(words) | frozenset(f"@{code.lower()}" for code in text.countries(words))


def _people(claim: Claim) -> frozenset[str]:
    """Return the last names of the people named as speaker."""
    found = text.names(f"{claim.source_text}, {claim.speaker or ''}")
    return frozenset(each.text.split()[-1].lower() for each in found if each.kind == "person")


def same_speaker(ours: Claim, theirs: Claim, sources: Sources) -> bool:
    """Say whether two claims may have one speaker.

    They differ only where the draft's speaker speaks elsewhere in the sources, and nothing links the two.
    """
    one, other = (
        _marks(f"{ours.speaker or ''} {ours.source_text}"),
        _marks(f"{theirs.speaker or ''} {theirs.source_text}"),
    )
    if not named(ours) or not named(theirs):
        return True
    mine, yours = _people(ours), _people(theirs)
    if mine and yours:
        return bool(mine & yours) or not any(mine & _people(claim) for claim in sources.ledger.claims)
    if one & other or _described(ours, theirs, sources) or _described(theirs, ours, sources):
        return True
    if any(
        one & _marks(" ".join((p.name, *p.aliases))) and other & _marks(" ".join((p.name, *p.aliases)))
        for p in sources.ledger.parties
    ):
        return True
    if _generic(theirs) and not _generic(ours):
        return True  # "the automaker" may be the company that the draft names
    if any(
        2 * len(one & _marks(f"{claim.speaker or ''} {claim.source_text}")) >= len(one)
        for claim in sources.ledger.claims
        if named(claim)
    ):
        return False
    return not _foreign(ours, sources)


def _generic(claim: Claim) -> bool:
    """Say whether a speaker is only called by a role: "the automaker", without a name."""
    return claim.speaker is None and re.fullmatch(r"(?:[Tt]he )?[a-z]+", claim.source_text) is not None


def _foreign(claim: Claim, sources: Sources) -> bool:
    """Say whether no source knows most of the words that name a speaker: nobody there can be meant."""
    words = _marks(claim.source_text) - meaning.LIGHT
    missing = [word for word in words if word not in sources.stems and word[1:].upper() not in sources.countries]
    return len(words) > 1 and 2 * len(missing) > len(words)


def _described(role: Claim, person: Claim, sources: Sources) -> bool:
    """Say whether the sources put a role beside a name: "Morocco coach Hassan Berrada" for "Morocco's coach"."""
    words = meaning.stems(role.source_text)
    names = _people(person)
    if not words or not names or _people(role):
        return False
    for passage in sources.passages:
        lowered = passage.text.lower()
        for name in names:
            for match in re.finditer(rf"\b{re.escape(name)}\b", lowered):
                if words <= meaning.stems(_beside(passage.text, match.span())):
                    return True
    return False


_BREAK = re.compile(r"[.;:\"“”]\s|\b(?:said|says|told)\b")
_APPOSED = re.compile(r"(?:'s)?,\s(?:\d+,\s)?([^,.;:]{1,80})[,.]")


def _beside(words: str, name: tuple[int, int]) -> str:
    """Return what tells who somebody is: the words before a name, and those between commas behind it."""
    before = _BREAK.split(words[max(0, name[0] - 60) : name[0]])[-1]
    after = _APPOSED.match(words, name[1])
    beyond = after[1] if after and not re.search(r"\b(?:said|says|told|who)\b", after[1]) else ""
    return f"{before} {beyond}"
