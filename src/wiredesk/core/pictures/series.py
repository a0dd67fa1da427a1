"""Numbers of the copy that can be compared: three or more of one unit, each of its own month, year or place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.model import Item, Ledger, Span

LEAST, MOST = 3, 9
"""Values: fewer need no picture, more do not stand in three sentences."""

REACH = 3
"""Sentences in a row in which the values must stand, so that they speak of one thing."""

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_WHEN = re.compile(
    rf"\s*(?:\w+\s+){{0,2}}?(?:in|for|by|during|of)\s+(?P<month>{'|'.join(_MONTHS)})(?:\s+(?P<of>(?:19|20)\d\d))?\b"
    r"|\s*(?:\w+\s+){0,2}?in\s+(?P<year>(?:19|20)\d\d)\b"
)
_WHERE = re.compile(r"\s*(?:\w+\s+){0,2}?in\s+(?P<place>(?:the\s+)?[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2})")


@dataclass(frozen=True, slots=True)
class Point:
    """One value: its label, how the copy writes it, and where."""

    label: str
    value: float
    written: str
    span: Span
    order: int  # of time, as a number that rises; 0 for places


@dataclass(frozen=True, slots=True)
class Series:
    """Values that can be compared, as one item tells them."""

    unit: str
    over: str  # "month", "year" or "place"
    points: tuple[Point, ...]
    item: str  # guid
    agency: str
    source: str  # who gives the numbers in the copy; empty where it tells them itself
    told: str  # the sentence of the first value, to the letter


def series(items: Sequence[Item], ledger: Ledger) -> Series | None:
    """Return the longest series of comparable numbers, from the newest item that has one; None where there is none.

    Args:
        items: The items of a story, oldest first.
        ledger: Their claims, for who gives the numbers.
    """
    best: Series | None = None
    for item in reversed(items):
        for found in _in(item, ledger):
            if best is None or len(found.points) > len(best.points):
                best = found
    return best


def _in(item: Item, ledger: Ledger) -> Iterator[Series]:
    spans = text.sentences(item.body)
    for first in range(len(spans)):
        block = spans[first : first + REACH]
        theme = frozenset(text.content_words(item.body[slice(*block[0])]))
        found: dict[tuple[str, str], dict[str, Point]] = {}
        for place, span in enumerate(block):
            words = item.body[slice(*span)]
            if place and not theme & frozenset(text.content_words(words)):
                break
            for unit, over, point in _points(words, span[0]):
                found.setdefault((unit, over), {}).setdefault(point.label, point)
        for (unit, over), points in found.items():
            if LEAST <= len(points) <= MOST and len({each.value for each in points.values()}) > 1:
                ordered = sorted(points.values(), key=lambda each: (each.order, -each.value if not each.order else 0))
                yield Series(unit, over, tuple(ordered), item.guid, item.agency, *_told(item, block, ledger))


def _points(words: str, start: int) -> Iterator[tuple[str, str, Point]]:
    """Yield (unit, what it runs over, value) for the numbers of one sentence; one that is qualified is left out.

    A bar shows a value as exact, so "about 300" and "at least 300" are no values for it.
    """
    last = ""
    for number in text.numbers(words):
        if number.kind in ("date", "time", "ordinal", "year") or number.qualifier:
            continue
        if number.value == int(number.value) and 1900 <= number.value <= 2100 and not number.unit:
            continue
        label = _label(words, number.span[1])
        if label is None:
            continue
        unit = number.unit or last
        last = unit or last
        over, named, order = label
        span = (start + number.span[0], start + number.span[1])
        yield unit, over, Point(named, number.value, words[slice(*number.span)], span, order)


def _label(words: str, end: int) -> tuple[str, str, int] | None:
    """Return (what it runs over, label, order) of the number that ends here."""
    when = _WHEN.match(words, end)
    if when and when["month"]:
        month = _MONTHS.index(when["month"]) + 1
        year = int(when["of"] or 0)
        return "month", f"{when['month']} {when['of']}" if year else when["month"], year * 12 + month
    if when and when["year"]:
        return "year", when["year"], int(when["year"])
    where = _WHERE.match(words, end)
    if where and text.places(f"They met in {where['place']}."):
        return "place", where["place"].removeprefix("the "), 0
    return None


def _told(item: Item, block: Sequence[Span], ledger: Ledger) -> tuple[str, str]:
    """Return who gives the numbers, and the first sentence."""
    sentence = " ".join(item.body[slice(*block[0])].split())
    for claim in ledger.claims:
        if claim.item == item.guid and claim.source and any(a <= claim.content[0][0] < b for a, b in block):
            return claim.speaker or claim.source_text, sentence
    return "", sentence
