"""What a sentence leans on: a word for something or somebody that only an earlier sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.core import text
from wiredesk.core.model import Claim
from wiredesk.core.writing.naming import PERSONS

_OF_WHAT = re.compile(
    r"\b(?:put|gave|confirm\w*|disput\w+|revis\w+|rais\w+|called) (?:the|that|this) "
    r"(?:number|figure|count|total|toll|move|decision|report)s?\b|\bden(?:ied|ies|y) (?:it|that|this|them)\b"
    r"(?=[.,;]| and | but | on | in )|\bthat (?:the|this) (?:number|figure|count|total|toll) (?:was|is|had|stood)\b"
)
"""A word for something that only the sentence before tells."""
_THERE = re.compile(
    r"\bthere(?=[.,;]|$| (?:and|but|for|since|on|in|at|after|before|said|to)\b)"
    r"|\b(?:for|of|about|with|from|to|on|in|at|by) it(?=[.,;]|$| this\b)"
    r"|\b(?:denied|rejected|confirmed|said|disputed|did|of) both\b(?! (?:sides|of|the|that|[a-z]+s)\b)"
    r"|, both (?:said|denied|confirmed)\b"
)
"""A word for a place or a thing that the sentence has not named; "the first village there", "no money for it"."""
_OF_THEM = re.compile(
    r"\b(?:one|two|three|four|five|some|many|most|all|none|each|half|few|thirds?|\d+|several|both) of them\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b\d[\d,.]*\b|\b[a-z]{2,}[^sui\W]s\b|\b(?:people|children|police|men|women)\b")
_OWN = re.compile(r"(?:its|their) ")
_HE = re.compile(r"\b(?:he|she|him|his|her|himself|herself)\b")
_POINTS_BACK = re.compile(
    r"(?:that )?(?:(?:it|this|these|those|such|both|they|some|most|more|many|few|several|all|none|neither|others)\b"
    r"(?! (?:[a-z-]+ )?[a-z]{2,}s\b)|(?:\w+ ){1,3}of (?:it|them|these|those)\b"
    r"|one (?:was|is|had|of)\b"
    r"|(?:that|so)[.,]?$)",
    re.IGNORECASE,
)


def unquoted(words: str) -> str:
    """Return words with blanks in place of what stands in quotation marks, so that places still count."""
    for quote in text.quotes(words):
        start, end = quote.span
        words = words[:start] + " " * (end - start) + words[end:]
    return words


def points_back(settled: str, claims: Sequence[Claim]) -> bool:
    """Whether a word stands for something said before: "he said it opened the way", "the union denied that"."""
    first = sorted(claims, key=lambda claim: claim.content[0])[:1]
    if any(_POINTS_BACK.match(claim.content_text.lstrip('"\u201c ')) for claim in first) or _OF_WHAT.search(settled):
        return True
    if _lacks_its_place(settled):
        return True
    if any(_OWN.match(claim.source_text) for claim in claims) and not text.names(settled.partition(" its ")[0]):
        return True
    who = _HE.search(settled)
    if who is None or settled[:1] in '"\u201c':
        return False
    before = settled[: who.start()]
    return PERSONS.search(before.lower()) is None and not any(
        name.kind in ("person", "other") for name in text.names(f"{before}.")
    )


def _lacks_its_place(settled: str) -> bool:
    """Whether "there", "of them" or "for it" stands for what only an earlier sentence names."""
    plain = unquoted(settled)
    there = _THERE.search(plain)
    if there is not None and not (there.group().startswith("there") and _place_in(plain[: there.start()])):
        return True
    them = _OF_THEM.search(plain)
    return them is not None and _SEVERAL.search(plain[: them.start()]) is None


def _place_in(words: str) -> bool:
    return any(not place.is_country for place in text.places(words))
