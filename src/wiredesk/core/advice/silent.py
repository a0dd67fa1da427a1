"""Who is accused in the copy and has not spoken in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.model import Claim, Item, Ledger, Span, Stance

_ACCUSES = re.compile(r"\b(?:accus|blam|criticis|criticiz|condemn|denounc|charg|su(?:e[ds]?|ing)\b)", re.IGNORECASE)
_WRONG = re.compile(
    r"\b(?:attack(?:ed|s)?|shell(?:ed|s)?|bomb(?:ed|s)?|kill(?:ed|s)?|violat\w+|"
    r"brok(?:e|en) (?:\w+ ){0,2}(?:laws?|rules?|agreements?|promises?|ceasefire|truce|deal|contract)|"
    r"lie[ds]?|lying|hid(?:den)?|"
    r"cover(?:ed)? up|"
    r"stole(?:n)?|fail(?:ed|s)? to|pollut\w+|poison\w*|cheat\w*|brib\w+|tortur\w+|threaten\w*|forc(?:ed|ing)|beat(?:en)?|"
    r"abus\w+|mislead|misled|withheld|withholding|responsible for|behind the|caused|to blame|guilty|undercount\w*|illegal\w*)\b",
    re.IGNORECASE,
)
_WHOM = re.compile(r"^\W*(?:that )?(?:by )?")
_BODY = re.compile(
    r"\b(?:the|its) (?:[a-z][\w'\u2019-]* ){0,3}?(?:company|government|ministry|army|military|police|union|owner|operator|"
    r"council|regulator|board|agency|authorities|utility|developer|manufacturer|airline|bank)\b"
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody of whom the copy says something bad, and who does not speak in it."""

    name: str
    accused_by: str
    words: str  # what is said of them
    item: str
    span: Span


def missing_sides(items: Sequence[Item], ledger: Ledger) -> tuple[Missing, ...]:
    """Return who is accused by a claim and makes no claim in any item, each once.

    Args:
        items: Usable ones.
        ledger: Their claims.
    """
    speaks = _speakers(ledger)
    asked = " ".join(_asked(items))
    found: dict[str, Missing] = {}
    for claim in ledger.claims:
        if (
            not claim.source
            or claim.stance is Stance.DENIES
            or not (_ACCUSES.search(claim.cue_text) or _WRONG.search(claim.content_text))
        ):
            continue
        for name in _accused(claim):
            stems = frozenset(text.content_words(name))
            own = frozenset(text.content_words(f"{claim.source_text} {claim.speaker or ''}"))
            if not stems or stems & own or any(stems & each for each in speaks):
                continue
            key = min(stems)
            words = " ".join(claim.content_text.split())[:160]
            more = " (asked; no answer)" if name.split()[-1] in asked else ""
            found.setdefault(
                key, Missing(f"{name}{more}", claim.speaker or claim.source_text, words, claim.item, claim.content[0])
            )
    return tuple(found.values())


def _speakers(ledger: Ledger) -> list[frozenset[str]]:
    """Return the stems of everybody who says something, with the other names and the side of each."""
    told = [f"{claim.speaker or ''} {claim.source_text}" for claim in ledger.claims if claim.source]
    told += [
        f"{each.name} {' '.join(each.aliases)} {each.side}"
        for each in ledger.parties
        if any((claim.speaker or claim.source_text) in (each.name, *each.aliases) for claim in ledger.claims)
    ]
    return [frozenset(text.content_words(each)) for each in told]


def _asked(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        for start, end in text.sentences(item.body):
            if re.search(
                r"\bdeclin|\bcould not be reached|did not (?:immediately )?(?:respond|reply|answer)",
                item.body[start:end],
            ):
                yield item.body[start:end]


def _accused(claim: Claim) -> Iterator[str]:
    """Yield the name that opens what is said, as far as its wrong: whom a claim accuses stands before the deed."""
    content = claim.content_text
    wrong = _WRONG.search(content)
    ahead = content[: wrong.start()] if wrong and not _ACCUSES.search(claim.cue_text) else content[:80]
    ahead = _WHOM.sub("", ahead)
    inside = not content[:1].isupper()  # a capital that opens a sentence makes no name
    for name in text.names(f"so {ahead}" if inside else ahead)[:1]:
        if name.kind != "place" or text.countries(name.text):
            yield name.text
            return
    body = _BODY.search(ahead)
    if body:
        yield re.sub(r"^its ", "the ", body.group())
