"""number-unsupported: a number, date or weekday that no source bears out, or that lost what qualified it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from wiredesk.core import text
from wiredesk.core.checks import amounts, counted, derived, when
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding
from wiredesk.core.writing.days import days_meant

NAME = "number-unsupported"
DESCRIPTION = "A number, unit, date or weekday is in no source, or lost its “about”, “at least”, “fewer than”."

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_TURNS = {
    "at_least": "at least",
    "at_most": "up to",
    "more_than": "more than",
    "fewer_than": "fewer than",
    "about": "about",
}
_OR_MORE = re.compile(r"\b(?:or (?:more|fewer|less|so)|at (?:most|least|best)|and counting)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:as \w+ as|(?:over|under|above|below) the age of|younger than|older than|less than|under|below|above|over"
    r"|maximum of|minimum of|within|until|or more|just|only"
    r"|barely|max)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_MAY = re.compile(r"\b(?:can|could|may|might)\b[^,;.]*$", re.IGNORECASE)
"""What can take three days takes up to three."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each number that the sources do not bear out."""
    if sources.holds(line.text):
        return
    for number in line.numbers:
        yield from _number(line, number, sources)
    yield from _weekdays(line, sources)
    yield from when.find(line, sources)
    yield from counted.part_for_whole(line, sources)
    yield from counted.first_of_all(line, sources)


def _number(line: Line, number: text.Number, sources: Sources) -> Iterator[Finding]:
    same = [(p, n) for p in sources.passages for n in p.numbers if amounts.same_value(number, n)]
    fitting = [(p, n) for p, n in same if _same_unit(number, n) and not _other_scale(line.text, number, p.text, n)]
    if _whole(line, number, same, sources):
        return
    if not fitting and _in_other_words(line, number, sources):
        return
    if not same:
        first = number.kind == "ordinal" and number.value <= 3
        if not first and not _part_of_share(line.text, number, sources):
            yield _missing(line, number, sources)
        return
    if number.kind in ("ordinal", "year", "date", "time"):
        return
    if not fitting and number.kind == "count" and number.value <= 12:
        return
    if not fitting:
        yield _other_unit(line, number, same[0])
        return
    other = _another(line, number, fitting, sources)
    if other is not None:
        yield other
    elif not any(_qualified(number, n) or _than_the(p.text, n) for p, n in fitting) and not _limited(line, number):
        yield _qualifier(line, number, fitting[0])


def _whole(line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources) -> bool:
    """Say whether a number is a piece of something that a source has whole: a result, a time, an age."""
    return (
        _score(line, number, sources)
        or derived.lasts(line.text, number, sources)
        or counted.age(line.text, number, same)
    )


def _another(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Return a finding for a number that the sources have for something else, or for another time."""
    return (
        counted.rate(line, number, same)
        or counted.of_them(line, number, same)
        or counted.otherwise(line, number, same, sources)
        or counted.elsewhere(line, number, same, sources)
    )


def _than_the(sentence: str, number: text.Number) -> bool:
    """Say whether "less than the 2.2 percent" compares with a number that is exact itself."""
    return re.search(r"\bthan (?:the|its|their|a)\s*$", sentence[: number.span[0]], re.IGNORECASE) is not None


_VAGUE = re.compile(r"^(?:dozens|hundreds|thousands|millions)$", re.IGNORECASE)
_SCORE = re.compile(r"\b(\d{1,3})\s?[-–]\s?(\d{1,3})\b")


def _vague(line: Line, number: text.Number, sources: Sources) -> bool:
    """Say whether "hundreds" or "thousands" have a number of that size behind them."""
    if not _VAGUE.match(line.words(number.span)):
        return False
    return any(2 * number.value <= n.value < 1000 * number.value for p in sources.passages for n in p.numbers)


def _score(line: Line, number: text.Number, sources: Sources) -> bool:
    """Say whether a number is half of a result that the sources have, from whichever side: 2-1, 1-2, "2 to 1"."""
    for match in _SCORE.finditer(line.text):
        if match.start() <= number.span[0] < match.end():
            both = rf"\b(?:{match[1]}\W?(?:[-–]|to|:)\W?{match[2]}|{match[2]}\W?(?:[-–]|to|:)\W?{match[1]})\b"
            return any(re.search(both, p.text) for p in sources.passages)
    return False


def _in_other_words(line: Line, number: text.Number, sources: Sources) -> bool:
    """Say whether the sources have a number as a share, a span of time, a result or a measure in another unit."""
    if _vague(line, number, sources) or derived.worked_out(line.text, number, sources):
        return True
    if number.kind == "percent" and any(
        abs(each - number.value) <= 0.7 for p in sources.passages for each in amounts.shares(p.text)
    ):
        return True
    if number.kind == "date" and derived.days_on(number, sources):
        return True
    if _part_of_share(line.text, number, sources) or _ranked(line, number, sources):
        return True
    if number.kind == "count" and number.value <= 5 and _THE.search(line.text[: number.span[0]]):
        return True
    days = amounts.lasting(number)
    if days and any(abs(each - days) <= 0.02 * days for p in sources.passages for each in amounts.periods(p.text)):
        return True
    if number.kind == "count" and number.value in (2, 3, 4) and amounts.multiples(line.text):
        return any(number.value in amounts.multiples(p.text) for p in sources.passages)
    return any(
        amounts.converted(number, n) or amounts.degrees(line.text, number, p.text, n)
        for p in sources.passages
        for n in p.numbers
    )


_ROUGHLY = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|over|more than|less than|close to)\b", re.I
)
_THE = re.compile(r"\b(?:the|these|those|both|all|his|her|its|their)\s+$", re.IGNORECASE)


_SO_FAR = re.compile(
    r"\b(?:so far|such|since|to date|in all|in a row|straight|now|this (?:year|season|month|week)|within)\b", re.I
)


def _ranked(line: Line, number: text.Number, sources: Sources) -> bool:
    """Say whether a count is the rank that a source gives the last of its kind: "four robberies", "the fourth robbery"."""
    if number.kind != "count" or not _SO_FAR.search(line.text):
        return False
    ranks = ((p, n) for p in sources.passages for n in p.numbers if n.kind == "ordinal" and n.value == number.value)
    return any(counted.beside(line.text, number.span, p.text, n.span) for p, n in ranks)


def _part_of_share(words: str, number: text.Number, sources: Sources) -> bool:
    """Say whether a number is a half of "one in five" and the sources have 20 percent, or a fifth."""
    start, end = number.span
    around = words[max(0, start - 16) : end + 18]
    mine = amounts.shares(around)
    if not mine:
        return False
    reach = 2.6 if _ROUGHLY.search(words[max(0, start - 24) : start]) else 0.7
    there = {each for p in sources.passages for each in amounts.shares(p.text)}
    there |= {n.value for p in sources.passages for n in p.numbers if n.kind == "percent"}
    return any(abs(each - other) <= reach for each in mine for other in there)


def _other_scale(sentence: str, ours: text.Number, other: str, theirs: text.Number) -> bool:
    """Say whether one figure stands for Celsius here and for Fahrenheit there, or for another country's dollars."""
    nations = {amounts.nation(sentence, ours), amounts.nation(other, theirs)} - {""}
    if len(nations) > 1:
        return True
    return {amounts.scale(sentence, ours), amounts.scale(other, theirs)} == {"c", "f"}


def _limited(line: Line, number: text.Number) -> bool:
    """Say whether a number is qualified in words that `text.numbers` does not know."""
    after = line.text[number.span[1] : number.span[1] + 24]
    if _MAY.search(line.text[max(0, number.span[0] - 60) : number.span[0]]):
        return True
    return bool(_LIMIT.search(line.text[: number.span[0]]) or _OR_MORE.search(after))


def _same_unit(ours: text.Number, theirs: text.Number) -> bool:
    loose = ("count", "year")
    if {ours.kind, theirs.kind} == {"count", "money"} and ours.value >= 1e6:
        return True  # "of 1.7 billion", the currency named before
    if ours.kind in loose and theirs.kind in loose:
        return True
    if ours.kind != theirs.kind:
        return False
    return amounts.unit(ours) == amounts.unit(theirs) or ours.kind == "percent"


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
        near.sort(key=lambda each: amounts.unit(each[1]) != amounts.unit(number))
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


def _weekdays(line: Line, sources: Sources) -> Iterator[Finding]:
    known = _days_of(sources)
    if not known and not any(day.lower() in sources.words for day in _DAYS):
        return
    beside = sources.beside(line.text)
    if beside and any(number.kind == "date" for number in beside[0][1].numbers):
        return  # the copy has the date, and a writer who looks its weekday up is right to name it
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
        found |= days_meant(item)
    return frozenset(found)
