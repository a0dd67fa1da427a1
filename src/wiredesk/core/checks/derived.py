"""Numbers that a reader can work out from the sources' own: a difference, a sum, a part, a time of several units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wiredesk.core import text
from wiredesk.core.checks import amounts, meaning
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.model import Span
from wiredesk.core.text import Number

PERCENT = "percent"
SMALL = 12
"""A plain count up to this size is never worked out: small numbers are everywhere."""
_POINTS = re.compile(r"^[\s-]*(?:percentage )?points?\b", re.IGNORECASE)
_BASIS = re.compile(r"^[\s-]*basis[\s-]points?\b", re.IGNORECASE)
_PART_OF_POINT = re.compile(
    r"\b(?P<part>half|a quarter|three[- ]quarters|a tenth)(?: of)? an? (?:percentage )?point", re.I
)
_OF_A_POINT = {"half": 0.5, "a quarter": 0.25, "three-quarters": 0.75, "three quarters": 0.75, "a tenth": 0.1}
_WORKED = re.compile(
    r"\b(?:more|fewer|less|higher|lower|above|below|ahead|behind|lead|led|leads|gap|difference|margin|from|original\w*|initial\w*"
    r"|total|combined|together|altogether|in all|between|remain\w*|rest|left|other|half|third|quarter|double\w*|up|down|rise|rose"
    r"|fall|fell|increase\w*|decrease\w*|cut|previous\w*|before|further|extra|additional|over|short|late|early|longer|older"
    r"|younger|points?)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"^\s*(?:\w+\s+){0,2}(?:fewer|more|less|higher|lower|above|below|ahead|behind|short|later|earlier|of (?:them|these|those))\b",
    re.I,
)
_LATER = re.compile(r"\b(?:days?|weeks?) (?P<way>later|after|afterwards|earlier|before)\b", re.IGNORECASE)
_SCALE = {"hour": 3600.0, "minute": 60.0, "second": 1.0}
_AND = re.compile(r"\s*(?:hours?|minutes?|seconds?|hrs?|mins?|secs?)?(?:,| and|, and)?\s*", re.IGNORECASE)


class Quantity(NamedTuple):
    """An amount with its kind of unit: percent, a currency, "count", or "" for a bare large number."""

    value: float
    unit: str


def quantity(sentence: str, number: Number) -> Quantity | None:
    """Return a number as an amount; points and basis points count as percent. None for dates and ranks."""
    if number.kind in ("date", "time", "ordinal", "year"):
        return None
    after = sentence[number.span[1] : number.span[1] + 24]
    if number.kind == "percent" or _POINTS.match(after):
        return Quantity(number.value, PERCENT)
    if _BASIS.match(after):
        return Quantity(number.value / 100, PERCENT)
    if number.kind in ("money", "measure"):
        return Quantity(number.value, amounts.unit(number))
    return Quantity(number.value, "" if number.value >= 1e6 else "count")


@lru_cache(maxsize=4_096)
def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Return the amounts of a sentence."""
    found = [each for n in text.numbers(sentence) if (each := quantity(sentence, n)) is not None]
    found += [Quantity(_OF_A_POINT[m["part"].lower()], PERCENT) for m in _PART_OF_POINT.finditer(sentence)]
    return tuple(found)


def worked_out(sentence: str, number: Number, sources: Sources) -> bool:
    """Say whether a number of a sentence follows from two of the sources', or from one and a share of it."""
    ours = quantity(sentence, number)
    if ours is None or not ours.value:
        return False
    told = _WORKED.search(sentence) is not None
    if ours.value <= SMALL and ours.unit != PERCENT and not _COMPARED.search(sentence[number.span[1] :]):
        return False
    wanted = meaning.stems(sentence) - meaning.LIGHT
    for stems, words in _windows(sources):
        shared = len(wanted & stems)
        if shared < (1 if told else 2):
            continue
        there = quantities(words)[:16]
        if any(_fits(ours, value, number) for value in _outcomes(ours, there, amounts.shares(words))):
            return True
    return False


def _windows(sources: Sources) -> Iterator[tuple[frozenset[str], str]]:
    """Yield each passage with the one before it in its item: what belongs together often stands in two sentences."""
    before: Passage | None = None
    for passage in sources.passages:
        if before is not None and before.item == passage.item:
            yield before.stems | passage.stems, f"{before.text} {passage.text}"
        else:
            yield passage.stems, passage.text
        before = passage


def _outcomes(ours: Quantity, there: tuple[Quantity, ...], shares: frozenset[float]) -> Iterator[float]:
    fitting = [each.value for each in there if _alike(ours, each)]
    if ours.unit == PERCENT:
        yield from fitting  # "25 basis points" for a quarter of a point
        yield from (100 - value for value in fitting if 0 < value < 100)
    for at, one in enumerate(fitting):
        if ours.unit != PERCENT:
            percents = (each.value for each in there if each.unit == PERCENT)
            yield from (one * share / 100 for share in (*shares, *percents) if 0 < share < 100)
        for other in fitting[at + 1 :]:
            if one != other:
                yield from (one + other, abs(one - other))


def _alike(ours: Quantity, theirs: Quantity) -> bool:
    if ours.unit == theirs.unit:
        return True
    large = ours.value >= 1e5 and theirs.value >= 1e5
    return large and "" in (ours.unit, theirs.unit) and PERCENT not in (ours.unit, theirs.unit)


def _fits(ours: Quantity, value: float, number: Number) -> bool:
    if abs(ours.value - value) <= 1e-6 * abs(value) + 1e-9:
        return True
    plain = Number((0, 0), ours.value, "count", "", number.qualifier or "about")
    if ours.unit == "count" and not number.qualifier:
        return False
    return amounts.same_value(plain, plain._replace(value=value, qualifier=""))


def days_on(number: Number, sources: Sources) -> bool:
    """Say whether a date is another date of a source and the days that it counts from there: "twelve days later"."""
    for _, words in _windows(sources):
        dates = [n for n in text.numbers(words) if n.kind == "date"]
        for match in _LATER.finditer(words):
            counted = [n for n in text.numbers(words) if n.kind == "count" and 0 <= match.start() - n.span[1] <= 2]
            way = -1 if match["way"].lower() in ("earlier", "before") else 1
            step = 7 if match.group().lower().startswith("week") else 1
            for date in dates if counted else ():
                if _on(date.value, way * step * counted[0].value) == number.value % 10_000:
                    return True
    return False


def _on(date: float, days: float) -> float:
    """Return month and day, as 100 times the one and the other, so many days on in a common year."""
    month, day = divmod(int(date) % 10_000, 100)
    if not (1 <= month <= 12 and 1 <= day <= 28 + 3):
        return -1
    at = sum(_MONTHS[: month - 1]) + day + int(days)
    for number, length in enumerate(_MONTHS, 1):
        if at <= length:
            return 100 * number + at
        at -= length
    return -1


_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Lasting(NamedTuple):
    """A time told in several units: where it stands, and how many seconds it is."""

    span: Span
    seconds: float


@lru_cache(maxsize=4_096)
def lastings(sentence: str) -> tuple[Lasting, ...]:
    """Return the times of a sentence that are told in hours, minutes and seconds, two units or more."""
    found: list[Lasting] = []
    run: list[Number] = []
    for number in [*text.numbers(sentence), None]:
        size = _SCALE.get(amounts.unit(number), 0.0) if number is not None and number.kind == "count" else 0.0
        joined = bool(run) and number is not None and size and _follows(sentence, run[-1], number, size)
        if joined and number is not None:
            run.append(number)
            continue
        if len(run) > 1:
            total = sum(each.value * _SCALE[amounts.unit(each)] for each in run)
            found.append(Lasting((run[0].span[0], run[-1].span[1]), total))
        run = [number] if number is not None and size else []
    return tuple(found)


def _follows(sentence: str, one: Number, other: Number, size: float) -> bool:
    smaller = size < _SCALE[amounts.unit(one)]
    return smaller and _AND.fullmatch(sentence[one.span[1] : other.span[0]]) is not None


def lasts(sentence: str, number: Number, sources: Sources) -> bool:
    """Say whether a number is a piece of a time in several units that a source has, rounded or not."""
    ours = next((each for each in lastings(sentence) if each.span[0] <= number.span[0] < each.span[1]), None)
    if ours is None:
        return False
    there = (each.seconds for p in sources.passages for each in lastings(p.text))
    return any(abs(ours.seconds - seconds) <= 0.01 * seconds for seconds in there)
