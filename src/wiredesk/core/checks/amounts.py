"""When two amounts are one: rounding by rule, units of one kind converted, shares in words, spans of time."""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.text import Number

_MONEY = {
    "$": "dollar", "£": "pound", "€": "euro", "₹": "rupee", "¥": "yen", "us dollar": "dollar", "usd": "dollar", "eur": "euro",
    "gbp": "pound", "rs": "rupee", "rs.": "rupee", "inr": "rupee", "₽": "rouble", "ruble": "rouble", "rub": "rouble",
    "₴": "hryvnia", "uah": "hryvnia", "ksh": "shilling", "sh": "shilling",
}  # fmt: skip
_SPELT = {
    "km": "kilometre", "kms": "kilometre", "kilometer": "kilometre", "meter": "metre", "ton": "tonne", "kg": "kilogram",
    "kilo": "kilogram", "mw": "megawatt", "gw": "gigawatt", "liter": "litre", "feet": "foot", "mm": "millimetre",
    "cm": "centimetre", "inche": "inch", "millimeter": "millimetre", "centimeter": "centimetre",
}  # fmt: skip
_BASE = {
    "kilometre": ("length", 1000.0), "metre": ("length", 1.0), "mile": ("length", 1609.344), "foot": ("length", 0.3048),
    "centimetre": ("length", 0.01), "millimetre": ("length", 0.001), "inch": ("length", 0.0254), "yard": ("length", 0.9144),
    "hectare": ("area", 10_000.0), "acre": ("area", 4046.86), "tonne": ("mass", 1000.0), "kilogram": ("mass", 1.0),
    "pound": ("mass", 0.45359), "litre": ("volume", 1.0), "gallon": ("volume", 3.785), "barrel": ("volume", 158.987),
    "kph": ("speed", 1.0), "mph": ("speed", 1.609344), "megawatt": ("power", 1.0), "gigawatt": ("power", 1000.0),
    "kilowatt": ("power", 0.001),
    "second": ("time", 1 / 86_400), "minute": ("time", 1 / 1440), "hour": ("time", 1 / 24), "day": ("time", 1.0),
    "night": ("time", 1.0), "week": ("time", 7.0), "fortnight": ("time", 14.0), "month": ("time", 30.4375),
    "quarter": ("time", 91.3125), "year": ("time", 365.25), "decade": ("time", 3652.5), "century": ("time", 36_525.0),
}  # fmt: skip
_PERIODS = (
    (re.compile(r"\b(?:first|second|1st|2nd) half\b|\bhalf[- ]year\b|\bsix months\b", re.IGNORECASE), 182.625),
    (re.compile(r"\bquarter(?:ly)?\b", re.IGNORECASE), 91.3125),
    (re.compile(r"\b(?:a|an|one|the|full|last|this|past|half-) ?year\b|\bannual\b|\byearly\b", re.IGNORECASE), 365.25),
    (re.compile(r"\b(?:a|one|the|last|past) week\b", re.IGNORECASE), 7.0),
    (re.compile(r"\b(?:a|one|the|last|past) (?:month)\b", re.IGNORECASE), 30.4375),
    (re.compile(r"\b(?:a|one|the|last|past) decade\b", re.IGNORECASE), 3652.5),
    (re.compile(r"\bfortnight\b", re.IGNORECASE), 14.0),
    (re.compile(r"\b(?:a|one|the) day\b|\b24 hours\b", re.IGNORECASE), 1.0),
    (re.compile(r"\b(?:an|one|the) hour\b", re.IGNORECASE), 1 / 24),
)
_COUNTS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_COUNT = "|".join([*_COUNTS, r"\d{1,3}"])
_PARTS = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
_RATIO = re.compile(
    rf"\b(?P<a>{_COUNT})[\s-](?:in|out of)(?: every)?[\s-](?P<b>{_COUNT})\b(?! (?:january|february|march))"
    rf"|\b(?:(?P<n>{_COUNT}|a|an)[\s-])?(?P<part>{'|'.join(_PARTS)})\b(?!-)(?! (?:of \d{{4}}\b|time|place|day|week|month|year|man))",
    re.IGNORECASE,
)
_TIMES = (
    (re.compile(r"\b(?:doubl\w+|twice|twofold|two-fold|two times|twice as)\b", re.IGNORECASE), 2.0),
    (re.compile(r"\b(?:trebl\w+|tripl\w+|threefold|three-fold|three times|thrice)\b", re.IGNORECASE), 3.0),
    (re.compile(r"\b(?:quadrupl\w+|fourfold|four-fold|four times)\b", re.IGNORECASE), 4.0),
)
EXACT, CONVERTED, ROUGH, ONE_SIDED = 1e-9, 0.035, 0.08, 0.15
"""How far a number may be from the source's, as a part of it: by itself, in another unit, with "about" before it, and a
round number with "more than" before it."""


def unit(number: Number) -> str:
    """Return the unit in one spelling."""
    words = number.unit.lower().removeprefix("square ").strip()
    return _MONEY.get(words, _SPELT.get(words, words))


_NATION = re.compile(
    r"^[\s-]*(?P<nation>canadian|australian|u\.?s\.?|american|hong kong|singapore|new zealand|jamaican|swiss|french|swedish|danish"
    r"|norwegian|czech|egyptian|turkish|syrian|lebanese|mexican|colombian|chilean|philippine|cuban)\s+(?:dollar|franc|crown|pound"
    r"|peso|lira)",
    re.IGNORECASE,
)
_SIGN = {
    "us$": "us",
    "c$": "canadian",
    "ca$": "canadian",
    "a$": "australian",
    "au$": "australian",
    "hk$": "hong kong",
    "nz$": "new zealand",
}


def nation(sentence: str, number: Number) -> str:
    """Return whose dollar, franc, crown or pound an amount is in, or "" where the sentence does not say."""
    found = _NATION.match(sentence[number.span[1] : number.span[1] + 32]) or _NATION.match(
        sentence[max(0, number.span[1] - len(number.unit) - 16) : number.span[1] + 16]
    )
    if found:
        name = found["nation"].lower().replace(".", "")
        return "us" if name == "american" else name
    sign = re.match(r"[A-Z]{1,2}\$", sentence[number.span[0] :])
    return _SIGN.get(sign.group().lower(), "") if sign else ""


def is_unit(word: str) -> bool:
    """Say whether a word is a unit of measure or a currency."""
    lowered = word.lower()
    return any(
        each in _UNITS for each in (lowered, lowered.removesuffix("s"), _SPELT.get(lowered.removesuffix("s"), ""))
    )


_UNITS = frozenset(
    [*_BASE, *_MONEY.values(), "rand", "yuan", "crown", "franc", "peso", "real", "baht", "dirham", "riyal", "zloty", "cent",
     "lira", "won", "naira", "dinar", "krona", "celsius", "fahrenheit", "degree"]
) - {"second"}  # fmt: skip


def _figures(value: float) -> int:
    return len(f"{abs(value):.10g}".replace(".", "").strip("0"))


def rounded(ours: float, theirs: float) -> bool:
    """Say whether ours is theirs rounded to fewer figures as schools teach it, by no more than a fiftieth."""
    if ours == theirs or not ours or _figures(ours) >= _figures(theirs):
        return False
    size = 10.0 ** _last_place(ours)
    near = abs(ours - theirs) <= 0.5 * size + 1e-9
    return near and abs(ours - theirs) <= 0.02 * abs(theirs)


def _last_place(value: float) -> int:
    """Return the power of ten of a number's last figure that is not 0: 3 for 18,000, -1 for 2.5."""
    if value == int(value):
        whole = str(int(abs(value)))
        return len(whole) - len(whole.rstrip("0"))
    return -len(f"{abs(value):.10g}".split(".")[-1])


def same_value(ours: Number, theirs: Number) -> bool:
    """Say whether our figure stands for theirs: the same, rounded, or near it with a word that says so."""
    dates = ("date", "time")
    if ours.kind in dates or theirs.kind in dates:
        return ours.kind == theirs.kind and ours.value % 10_000 == theirs.value % 10_000
    if ours.kind == "ordinal" or theirs.kind == "ordinal":
        return ours.value == theirs.value and ours.kind == "ordinal" and theirs.kind in ("ordinal", "count")
    gap = abs(ours.value - theirs.value)
    if gap <= EXACT * max(1.0, abs(ours.value)):
        return True
    if "year" in (ours.kind, theirs.kind):
        return False
    if rounded(ours.value, theirs.value):
        return _on_its_side(ours, theirs)
    fewer = _figures(ours.value) <= _figures(theirs.value)
    one_sided = ours.qualifier in ("more_than", "at_least", "fewer_than", "at_most") and _figures(ours.value) == 1
    reach = ONE_SIDED if one_sided and ours.value >= 100 else ROUGH
    return bool(ours.qualifier) and fewer and gap <= reach * abs(theirs.value) and _on_its_side(ours, theirs)


def _on_its_side(ours: Number, theirs: Number) -> bool:
    """Say whether "more than" has the greater number behind it: more than 200 may stand for 212, not for 198."""
    if ours.qualifier in ("more_than", "at_least"):
        return theirs.value >= ours.value
    if ours.qualifier in ("fewer_than", "at_most"):
        return theirs.value <= ours.value
    return True


def converted(ours: Number, theirs: Number, square: bool = False) -> bool:
    """Say whether our measure is theirs in another unit of its kind."""
    here, there = _BASE.get(unit(ours)), _BASE.get(unit(theirs))
    if here is None or there is None or here[0] != there[0] or unit(ours) == unit(theirs):
        return False
    if "money" in (ours.kind, theirs.kind):
        return False
    one, other = ours.value * here[1], theirs.value * there[1]
    return abs(one - other) <= CONVERTED * abs(other)


def convertible(ours: Number, theirs: Number) -> bool:
    """Say whether two units measure one thing."""
    here, there = _BASE.get(unit(ours)), _BASE.get(unit(theirs))
    return here is not None and there is not None and here[0] == there[0]


def degrees(sentence: str, ours: Number, other: str, theirs: Number) -> bool:
    """Say whether two temperatures are one, one of them in Celsius and one in Fahrenheit."""
    here, there = scale(sentence, ours), scale(other, theirs)
    if {here, there} != {"c", "f"}:
        return False
    return abs((ours.value * 9 / 5 + 32 if here == "c" else (ours.value - 32) * 5 / 9) - theirs.value) <= 1.5


def scale(sentence: str, number: Number) -> str:
    """Return "c" or "f" for a temperature, else ""."""
    after = sentence[number.span[1] : number.span[1] + 24]
    found = re.match(
        r"[\s-]*(?:degrees?\s+|°\s?)?(?P<scale>celsius|centigrade|fahrenheit|c\b|f\b)", after, re.IGNORECASE
    )
    return (
        {"celsius": "c", "centigrade": "c", "fahrenheit": "f"}.get(found["scale"].lower(), found["scale"].lower())
        if found
        else ""
    )


@lru_cache(maxsize=4_096)
def shares(sentence: str) -> frozenset[float]:
    """Return the shares that a sentence has in words, in percent: "a fifth", "three in four", "half"."""
    found = set()
    for match in _RATIO.finditer(sentence):
        if match["part"]:
            times = (match["n"] or "one").lower()
            value = 1 if times in ("a", "an") else int(_COUNTS.get(times, 0) or times)
            found.add(100.0 * value / _PARTS[match["part"].lower()])
        else:
            one, other = (_COUNTS.get(match[name].lower()) or int(match[name]) for name in "ab")
            if other:
                found.add(100.0 * one / other)
    return frozenset(found)


@lru_cache(maxsize=4_096)
def multiples(sentence: str) -> frozenset[float]:
    """Return the multiples that a sentence has in words: 2 for "doubled", 3 for "three times"."""
    return frozenset(times for pattern, times in _TIMES if pattern.search(sentence))


@lru_cache(maxsize=4_096)
def periods(sentence: str) -> tuple[float, ...]:
    """Return the spans of time in a sentence, in days."""
    found = [days for pattern, days in _PERIODS if pattern.search(sentence)]
    for number in text.numbers(sentence):
        base = _BASE.get(unit(number))
        if number.kind == "count" and base is not None and base[0] == "time":
            found.append(number.value * base[1])
    return tuple(found)


def lasting(number: Number) -> float:
    """Return how many days a number of hours, weeks or years is; 0 where it counts something else."""
    base = _BASE.get(unit(number))
    return number.value * base[1] if base is not None and base[0] == "time" and number.kind == "count" else 0.0
