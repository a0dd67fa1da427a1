"""number-unsupported: a number, date or weekday that no source bears out, or that lost what qualified it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from wiredesk.core import text
from wiredesk.core.checks import meaning
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding, Span

NAME = "number-unsupported"
DESCRIPTION = "A number, unit, date or weekday is in no source, or lost its “about”, “at least”, “fewer than”."

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_MONEY = {
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "₹": "rupee",
    "¥": "yen",
    "us dollar": "dollar",
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound",
    "rs": "rupee",
    "rs.": "rupee",
    "inr": "rupee",
    "₽": "rouble",
    "ruble": "rouble",
    "rub": "rouble",
    "₴": "hryvnia",
    "uah": "hryvnia",
    "ksh": "shilling",
    "sh": "shilling",
}
_PLURAL_UNITS = {
    "km": "kilometre",
    "kms": "kilometre",
    "kilometer": "kilometre",
    "meter": "metre",
    "ton": "tonne",
    "kg": "kilogram",
    "kilo": "kilogram",
    "mw": "megawatt",
    "gw": "gigawatt",
    "liter": "litre",
    "foot": "foot",
    "feet": "foot",
}
_TURNS = {
    "at_least": "at least",
    "at_most": "up to",
    "more_than": "more than",
    "fewer_than": "fewer than",
    "about": "about",
}
_OR_MORE = re.compile(r"\b(?:or (?:more|fewer|less|so)|and counting)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:as \w+ as|younger than|older than|less than|under|below|above|over"
    r"|maximum of|minimum of|within|until|or more|just|only"
    r"|barely|max)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
NEAR, ROUGH = 0.005, 0.08
"""How far a number may be from the source's: by itself, and with "about" or "nearly" before it."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each number that the sources do not bear out."""
    if sources.holds(line.text):
        return
    for number in line.numbers:
        yield from _number(line, number, sources)
    yield from _weekdays(line, sources)


def unit(number: text.Number) -> str:
    """Return the unit in one spelling."""
    words = number.unit.lower().removeprefix("square ").strip()
    return _MONEY.get(words, _PLURAL_UNITS.get(words, words))


def _number(line: Line, number: text.Number, sources: Sources) -> Iterator[Finding]:
    same = [(p, n) for p in sources.passages for n in p.numbers if _same_value(number, n)]
    if not same:
        first = number.kind == "ordinal" and number.value <= 3
        if not first and not _other_words(line, number, sources):
            yield _missing(line, number, sources)
        return
    if number.kind in ("ordinal", "year", "date", "time") or any(n.kind == "ordinal" for _, n in same):
        return
    fitting = [(p, n) for p, n in same if _same_unit(number, n)]
    if not fitting and number.kind in ("count", "year") and number.value <= 12:
        return
    if not fitting:
        yield _other_unit(line, number, same[0])
        return
    if not any(_qualified(number, n) for _, n in fitting) and not _limited(line, number):
        yield _qualifier(line, number, fitting[0])
        return
    other = _counted_otherwise(line, number, fitting, sources) or _elsewhere(line, number, fitting, sources)
    if other is not None:
        yield other


_FRACTIONS = {10: "tenth", 20: "fifth", 25: "quarter", 33: "third", 50: "half", 66: "thirds", 75: "quarters"}


def _other_words(line: Line, number: text.Number, sources: Sources) -> bool:
    """Say whether the sources have a number as a fraction or a quarter of a year: "a fifth", "first quarter"."""
    if number.kind == "percent":
        return _FRACTIONS.get(int(number.value), " ") in sources.words
    months = line.text[number.span[1] :].lower().startswith(" months")
    return number.value == 3 and months and "quarter" in sources.words


def _limited(line: Line, number: text.Number) -> bool:
    """Say whether a number is qualified in words that `text.numbers` does not know."""
    after = line.text[number.span[1] : number.span[1] + 24]
    return bool(_LIMIT.search(line.text[: number.span[0]]) or _OR_MORE.search(after))


def _same_value(ours: text.Number, theirs: text.Number) -> bool:
    dates = ("date", "time")
    if ours.kind in dates or theirs.kind in dates:
        return ours.kind == theirs.kind and ours.value % 10_000 == theirs.value % 10_000
    if ours.kind == "ordinal" or theirs.kind == "ordinal":
        return ours.value == theirs.value and {ours.kind, theirs.kind} <= {"ordinal", "count"}
    gap = abs(ours.value - theirs.value)
    if gap < 1e-9 * max(1.0, abs(ours.value)):
        return True
    reach = NEAR if _sharp(theirs) else NEAR * 2
    if ours.qualifier in ("about", "more_than", "fewer_than", "at_least", "at_most") and _rounder(ours, theirs):
        above = theirs.value >= ours.value
        fits = above if ours.qualifier in ("more_than", "at_least") else not above or ours.qualifier == "about"
        return gap <= ROUGH * abs(theirs.value) and fits
    return theirs.value >= 10_000 and _rounder(ours, theirs) and gap <= reach * abs(theirs.value)


def _sharp(number: text.Number) -> bool:
    return number.value < 1_000_000


def _rounder(ours: text.Number, theirs: text.Number) -> bool:
    """Say whether our number has fewer figures than theirs: only that way is rounding."""
    return len(f"{ours.value:.10g}".rstrip("0").replace(".", "")) <= len(
        f"{theirs.value:.10g}".rstrip("0").replace(".", "")
    )


def _same_unit(ours: text.Number, theirs: text.Number) -> bool:
    loose = ("count", "year")
    if ours.kind in loose and theirs.kind in loose:
        return True
    if ours.kind != theirs.kind:
        return False
    return unit(ours) == unit(theirs) or ours.kind == "percent"


def _qualified(ours: text.Number, theirs: text.Number) -> bool:
    """Say whether our number keeps what qualifies theirs."""
    if ours.qualifier == theirs.qualifier or ours.value != theirs.value:
        return True
    pair = {ours.qualifier, theirs.qualifier}
    if pair <= {"at_least", "more_than"} or pair <= {"at_most", "fewer_than"}:
        return True
    return not theirs.qualifier and ours.qualifier == "about"


def _missing(line: Line, number: text.Number, sources: Sources) -> Finding:
    shown = line.words(number.span)
    near = [(p, n) for _, p in sources.best(line.stems, 4) for n in p.numbers if n.kind == number.kind]
    if number.unit:
        near.sort(key=lambda each: unit(each[1]) != unit(number))
    if not near:
        return line.finding(
            NAME, number.span, f"“{shown}” is in no source. Take it out, or add the source that has it."
        )
    passage, theirs = near[0]
    there = passage.text[theirs.span[0] : theirs.span[1]]
    return line.finding(
        NAME, number.span, f"“{shown}” is in no source; it has “{there}”. Use its number.", evidence=passage.evidence
    )


def _other_unit(line: Line, number: text.Number, same: tuple[Passage, text.Number]) -> Finding:
    passage, theirs = same
    there = passage.text[theirs.span[0] : theirs.span[1] + 12].strip()
    message = f"“{line.words(number.span)}” has another unit than the source's “{there}”. Use the source's unit."
    return line.finding(NAME, number.span, message, evidence=passage.evidence)


def _qualifier(line: Line, number: text.Number, found: tuple[Passage, text.Number]) -> Finding:
    passage, theirs = found
    start = max(0, theirs.span[0] - 16)
    there = passage.text[start : theirs.span[1]].split(" ", 1 if start else 0)[-1]
    kept = _TURNS.get(theirs.qualifier, "no such word")
    message = f"“{line.words(number.span)}” stands in the source as “… {there}”. Write “{kept}” with it."
    if not theirs.qualifier:
        message = (
            f"“{_TURNS[number.qualifier]} {line.words(number.span)}”: the source gives the number as exact. Drop it."
        )
    mild = "about" in (theirs.qualifier, number.qualifier)
    return line.finding(NAME, number.span, message, evidence=passage.evidence, warns=0.5 if mild else 0.0)


def _around(words: str, span: Span) -> frozenset[str]:
    """Return the classes of up to three words of meaning on each side of a number, within its clause."""
    before = re.split(r"[,;:.]\s|\band\b|\bbut\b|\d", words[max(0, span[0] - 60) : span[0]])[-1]
    after = re.split(r"[,;:.](?:\s|$)|\band\b|\bbut\b", words[span[1] : span[1] + 60])[0]
    after = re.split(r"\d", after)[0]
    near = [each for _, each in meaning.content(before)][-3:] + [each for _, each in meaning.content(after)][:3]
    return frozenset(near) - meaning.LIGHT


def _counted_otherwise(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Find a number that counts something else in the source, where the source has another number for this."""
    if number.kind not in ("count", "percent", "money") or number.value == 1:
        return None
    ours = _around(line.text, number.span)
    if not ours or any(ours & _around(p.text, n.span) for p, n in same):
        return None
    for _, passage in sources.best(line.stems, 4):
        for theirs in passage.numbers:
            shared = ours & _around(passage.text, theirs.span)
            if theirs.kind == number.kind and theirs.value != number.value and len(shared) >= 2:
                there = passage.text[theirs.span[0] : theirs.span[1]]
                message = f"“{line.words(number.span)}” counts something else in the source; for this it has “{there}”."
                return line.finding(NAME, number.span, f"{message} Use that number.", evidence=passage.evidence)
    return None


def _elsewhere(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Find a number that stands only far from what the line rests on, where that has another number of this unit."""
    near = sources.best(line.stems, 4)
    if not near or near[0][0] < 0.7 or not unit(number):
        return None
    top = near[0][1]
    close = [passage for share, passage in near if share >= near[0][0] - 0.25]
    if any(p is passage for p, _ in same for passage in close):
        return None
    here = {each.value for each in line.numbers}
    for theirs in top.numbers:
        if theirs.kind == number.kind and unit(theirs) == unit(number) and theirs.value not in here:
            there = top.text[theirs.span[0] : theirs.span[1]]
            message = (
                f"“{line.words(number.span)}” stands elsewhere in the source; here it has “{there}”. Use that number."
            )
            return line.finding(NAME, number.span, message, evidence=top.evidence)
    return None


def _weekdays(line: Line, sources: Sources) -> Iterator[Finding]:
    known = _days_of(sources)
    if not known and not any(day.lower() in sources.words for day in _DAYS):
        return
    for match in _DAY.finditer(line.text):
        if match.group().lower() in sources.words or match.group() in known:
            continue
        message = f"No source speaks of {match.group()}. Use the source's day."
        yield line.finding(NAME, match.span(), message)


def _days_of(sources: Sources) -> frozenset[str]:
    """Return the weekdays on which the items were made, and those before, since "today" and "yesterday" name them."""
    found = set()
    for item in sources.items:
        for time in (item.first_created, item.version_created):
            if time is not None:
                found |= {_DAYS[time.weekday()], _DAYS[(time - timedelta(days=1)).weekday()]}
    return frozenset(found)
