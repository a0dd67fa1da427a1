"""Which word of a line stands in the place of another word of the source: the trace of a single changed word.

Only where the rest of the line is the source's own: in a free rewrite nothing stands in the place of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.checks import amounts, forms, kin, opposites
from wiredesk.core.checks.align import Alignment, Word
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.status import status

LITERAL, LEAST = 0.7, 2
"""Of the line's other words, such a part, and so many, must be the passage's own."""
EXACT = 0.9
"""Of the other words, so many must be the passage's own before a small word counts."""
_BODIES = frozenset(
    "cabinet parliament senate court police army navy president premier king queen mayor governor council commission union "
    "regulator prosecutor prosecutors opposition congress ministry embassy hospital university company airline".split()
)
"""Who does it: one of them is never another."""
SMALL = frozenset("after before all both every most first last more less".split())
"""Words whose change tells something only where nothing else has changed."""
_MONTH = re.compile(r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)$")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A word of the line and the source's word in whose place it stands.

    `kind` is opposite, step, name, month, unit, sister, denied or other.
    """

    kind: str
    ours: Word
    theirs: Word
    passage: Passage


def replaced(sentence: str, sources: Sources) -> tuple[Replaced, ...]:
    """Return the words of a sentence that stand in the place of other words of the source."""
    known = sources.replaced.get(sentence)
    if known is None:
        known = sources.replaced[sentence] = tuple(_find(sentence, sources))
    return known


def _find(sentence: str, sources: Sources) -> Iterator[Replaced]:
    beside = sources.beside(sentence)
    if not beside or sources.holds(sentence):
        return
    top = beside[0][0]
    for coverage, passage, both in beside[:3]:
        if coverage < max(0.5, top - 0.1):
            return
        found = list(_in_place(sentence, passage, both, beside))
        if found:
            yield from found
            return


def _in_place(
    sentence: str, passage: Passage, both: Alignment, beside: tuple[tuple[float, Passage, Alignment], ...]
) -> Iterator[Replaced]:
    for number, pair in enumerate(both.pairs):
        part, close = both.covered_without(number)
        if both.ours[number].figure or part < LITERAL or close < LEAST:
            continue
        place = both.instead(number)
        if place is None:
            continue
        ours, theirs = both.ours[number], both.theirs[place]
        if pair is not None:  # "fell … from": paired with a word far off, and its opposite stands in its place
            if both.apart(number) and opposites.opposite(ours.raw, theirs.raw):
                yield Replaced("opposite", ours, theirs, passage)
            continue
        kind = _kind(ours, theirs)
        if ours.surface.lower() in SMALL and (part < EXACT or number == 0):
            continue
        least = both.coverage + 0.02 if kind in ("opposite", "step") else 0.6
        if not kind or _elsewhere(number, both, beside, at_least=least):
            continue
        if kind == "other":
            kind = _other(sentence, passage, ours, theirs)
        if kind == "name" and (not both.same_before(number, place) or _one_country(ours, theirs)):
            continue
        yield Replaced(kind, ours, theirs, passage)


def _other(sentence: str, passage: Passage, ours: Word, theirs: Word) -> str:
    """Return more of two words that are neither opposites nor names: two kinds of one thing, or a "not" that is gone."""
    if _sisters(ours, theirs):
        return "sister"
    if forms.past(sentence, ours.span) and status(passage.text, theirs.span).no and not status(sentence, ours.span).no:
        return "denied"  # "has accepted" for "has not replied"
    return "other"


def _elsewhere(
    number: int, both: Alignment, beside: tuple[tuple[float, Passage, Alignment], ...], at_least: float
) -> bool:
    """Say whether another passage has the word together with most of the line."""
    return any(
        other is not both and coverage >= at_least and other.pairs[number] is not None for coverage, _, other in beside
    )


_VERBAL = re.compile(r"(?:ed|ing|ly)$")


def _sisters(ours: Word, theirs: Word) -> bool:
    """Say whether two words are two kinds of one thing: boat and helicopter, euro and dollar."""
    if _VERBAL.search(ours.surface) or _VERBAL.search(theirs.surface):
        return False
    return kin.sisters(ours.raw, theirs.raw)


def _one_country(ours: Word, theirs: Word) -> bool:
    """Say whether one is the other's capital or people: "Moscow" may stand for "Russia"."""
    here, there = text.countries(ours.surface), text.countries(theirs.surface)
    if ours.sense[:1] != "@":
        return False
    return bool(set(here) & set(there)) and (
        any(each.is_country for each in text.places(theirs.surface)) or not text.places(theirs.surface)
    )


def _kind(ours: Word, theirs: Word) -> str:
    if opposites.opposite(ours.raw, theirs.raw):
        return "opposite"
    if opposites.step(ours.raw, theirs.raw):
        return "step"
    if amounts.is_unit(ours.surface) and amounts.is_unit(theirs.surface):
        return "unit"
    if ours.surface.lower() in _BODIES and theirs.surface.lower() in _BODIES:
        return "name"
    if _MONTH.match(ours.surface) and _MONTH.match(theirs.surface):
        return "month"
    if ours.name and theirs.name and not ours.surface.isupper() and not theirs.surface.isupper():
        return "name"
    if ours.name or theirs.name:
        return ""
    return "other"
