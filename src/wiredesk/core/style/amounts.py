"""Numbers, measures, money and times of day as the house writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import floor, log10

from wiredesk.core import text
from wiredesk.core.model import Span
from wiredesk.core.style.guide import Guide, Unit

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PERCENT = re.compile(r"(?<=\d)(?P<how>\s?%|[\s-]per\s?cent\b)")
_LONG = re.compile(r"(?<![\d.,-])\d{5,}(?![\d.,-]*\d)")
_BARE = re.compile(r"[1-9]|1[0-2]")
_CLOCK_24 = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])(?!\s*[ap]\.?m)")
_CLOCK_12 = re.compile(
    r"(?<![\d:.])(?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\(")
_AMOUNT = r"(?:[\d.,]+|[A-Za-z-]+)(?: (?:hundred|thousand|million|billion))?[\s-]"
_RANGE = re.compile(r"(?:[-\u2013]|\b(?:to|and|or|of|by)) ?$|^ ?(?:[-\u2013]|(?:to|and|or) \d)")


def counted(words: str, guide: Guide) -> Iterator[tuple[Span, str]]:
    """Yield numbers that the house writes otherwise: small ones in words, large ones with a mark, percent as one word."""
    if guide.percent:
        for match in _PERCENT.finditer(words):
            if match["how"].strip(" -") != guide.percent:
                yield match.span("how"), f"The house writes “{guide.percent}”."
    if guide.thousands:
        for match in _LONG.finditer(words):
            shown = f"{int(match.group()):,}".replace(",", guide.thousands)
            yield match.span(), f"The house writes “{shown}”."
    for number in text.numbers(words) if guide.words_below else ():
        start, end = number.span
        shown = words[start:end]
        if (
            number.kind != "count"
            or not _BARE.fullmatch(shown)
            or not 0 < number.value < min(guide.words_below, len(_WORDS))
        ):
            continue
        if not number.unit or _RANGE.search(words[:start]) or _RANGE.search(words[end:]):
            continue
        yield (
            number.span,
            f"The house writes numbers below {guide.words_below} in words: “{_WORDS[int(number.value)]}”.",
        )


def converted(words: str, guide: Guide) -> Iterator[tuple[Span, str]]:
    """Yield measures and money without the other measure in brackets, with what would stand there."""
    units = {name: unit for unit in guide.units for name in unit.names}
    for number in text.numbers(words):
        end = number.span[1]
        if _BRACKET.match(words, end) or not number.value:
            continue
        if number.kind == "money":
            rate = guide.rates.get(number.unit)
            if rate:
                told = f"{_large(number.value * rate)} {guide.money} at the rate of {guide.rates_date}"
                yield number.span, f"Add what it is in {guide.money}: “({told})”."
            continue
        unit, last = _unit(words, number.span, units)
        if unit is not None:
            worth = (number.value - unit.less) * unit.factor
            told = f"({_rounded(worth, words[slice(*number.span)], plain=bool(unit.less))} {unit.to})"
            yield (number.span[0], last), f"Add the other measure: “{words[number.span[0] : last]} {told}”."


def _unit(words: str, span: Span, units: dict[str, Unit]) -> tuple[Unit | None, int]:
    """Return the measure of a number and where its name ends; None where it is followed by a bracket already."""
    for name in sorted(units, key=len, reverse=True):
        found = re.compile(_AMOUNT + re.escape(name) + r"\b").match(words, span[0])
        if found and not _BRACKET.match(words, found.end()):
            return units[name], found.end()
    return None, 0


def _rounded(worth: float, written: str, *, plain: bool) -> str:
    """Return a converted value no finer than what was written: "45 miles" is 72 km, not 72.42."""
    digits = len(re.sub(r"\D", "", written).strip("0")) or 1
    if plain:
        return f"{round(worth)}"
    places = max(2, digits) - 1 - floor(log10(abs(worth))) if worth else 0
    rounded = round(worth, places)
    return f"{rounded:,.{max(0, places)}f}".rstrip("0").rstrip(".") if places > 0 else f"{rounded:,.0f}"


def _large(worth: float) -> str:
    """Return an amount of money in the words of copy: "5.4 million"."""
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if worth >= size:
            return f"{worth / size:.2g} {name}" if worth / size < 100 else f"{worth / size:,.0f} {name}"
    return _rounded(worth, "11", plain=False)


def timed(words: str, guide: Guide) -> Iterator[tuple[Span, str]]:
    """Yield times of day by another clock than the house's."""
    if guide.clock == 12:
        for match in _CLOCK_24.finditer(words):
            hour, minute = int(match["hour"]), match["minute"]
            half = "a.m." if hour < 12 else "p.m."
            shown = f"{hour % 12 or 12}{'' if minute == '00' else f'.{minute}'} {half}"
            yield match.span(), f"The house writes “{shown}”."
    elif guide.clock == 24:
        for match in _CLOCK_12.finditer(words):
            hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
            yield match.span(), f"The house writes “{hour:02d}:{match['minute'] or '00'}”."
