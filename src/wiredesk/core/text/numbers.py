"""Numbers, amounts, shares, dates and years, in digits and in English words, with what qualifies them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12, "mn": 10**6,
    "bn": 10**9, "lakh": 100_000, "crore": 10_000_000, "dozen": 12, "m": 10**6, "k": 1_000, "tn": 10**12,
    "bln": 10**9, "mln": 10**6, "trln": 10**12,
}  # fmt: skip
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_SPELT = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SCALE = "|".join(sorted((s for s in _SCALES if len(s) > 2), key=len, reverse=True))
_NUMBER = re.compile(
    rf"""
    (?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?\b
           | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*(?:million|billion|percent|%))(?:,?\s+\d{{4}}\b)?
           | \b\d{{4}}-\d{{2}}-\d{{2}}\b)
  | (?P<time>\b\d{{1,2}}[:.]\d{{2}}\s*(?:a\.?m\.?|p\.?m\.?|GMT|UTC|EST|EDT|CET|IST|hours)\b | \b\d{{1,2}}:\d{{2}}\b
           | \b\d{{1,2}}\s*(?:a\.m\.|p\.m\.|am\b|pm\b))
  | (?P<ordinal>\b\d+(?:st|nd|rd|th)\b | \b(?:{"|".join(_ORDINALS)})\b)
  | (?P<digits>(?P<money>(?:US|A|C|HK|NZ)?[$£€¥₹₽₴]\s?|\b(?:USD|EUR|GBP|Rs\.?|KSh|Sh|INR|RUB|UAH)\s?)?
        (?<![\w.,])[-−]?\d{{1,3}}(?:[,\u00a0\u202f]\d{{2,3}})+(?:\.\d+)?(?![\d])
      | (?P<money2>(?:US|A|C|HK|NZ)?[$£€¥₹₽₴]\s?|\b(?:USD|EUR|GBP|Rs\.?|KSh|Sh|INR|RUB|UAH)\s?)?
        (?<![\w.,])[-−]?\d+(?:\.\d+)?(?![\d]))
      (?:(?:[\s-]|\u00a0)?(?P<scale>(?:{_SCALE})s?\b|(?:mn|bn|tn|m|k)\b(?!\w)))?
  | (?P<words>\b(?:(?:half\s+)?a(?:n)?\s+(?:{_SCALE})\b
        | (?:{_SPELT})(?:[\s-]+(?:and[\s-]+)?(?:{_SPELT}|{_SCALE}))*\b(?:\s+(?:{_SCALE})s?\b)?
        | (?:dozens|hundreds|thousands|millions)\b))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    r"(?P<percent>\s?%|[\s-]per\s?cent\b|\s+percentage\s+points?\b)"
    r"|[\s-]?(?P<currency>(?:US\s+)?(?:dollars?|euros?|pounds?|rupees?|roubles?|rubles?|hryvnias?|yuan|yen|shillings?|soles?"
    r"|pesos?|rand|naira|cents?|kron(?:a|or|er|e)|crowns?|francs?|zlot(?:y|ys)|forints?|liras?|baht|ringgit|rupiah|dirhams?"
    r"|riyals?|dinars?|reais|reals?|cedis?|birr)\b)"
    r"|[\s-]?(?P<measure>(?:square\s+)?(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|km|kms|mm|cm|hectares?|acres?|tonnes?"
    r"|tons?|kg|kilograms?|kilos?|lit(?:er|re)s?|megawatts?|gigawatts?|kilowatts?|MW|GW|degrees?|feet|foot|inches|mph|kph)\b)",
    re.IGNORECASE,
)
_QUALIFIERS = (
    ("at_least", r"at least|no (?:fewer|less) than|a minimum of|or more"),
    ("at_most", r"at most|up to|no more than|as many as|as much as|a maximum of|not more than"),
    ("more_than", r"more than|over|above|in excess of|upwards of|exceed(?:s|ed|ing)?|greater than|topped"),
    ("fewer_than", r"fewer than|less than|under|below|short of"),
    ("about", r"about|around|some|nearly|almost|roughly|approximately|approx\.?|close to|an estimated|circa|or so"),
)
_BEFORE = re.compile(
    "(?:" + "|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _QUALIFIERS) + r")\s+(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:1[5-9]|20)\d{2}$")
_NOUN = re.compile(r"\s+(?:(?:other|more|new|additional|people|further)\s+)?([a-z][a-z-]{2,})")


_ANY = re.compile(rf"\d|\b(?:{_SPELT}|dozen|hundred|thousand|million|{'|'.join(_ORDINALS)})", re.IGNORECASE)
KEPT = 1000  # characters: sentences and clauses are asked for again and again


class Number(NamedTuple):
    """A number in a text: `value` in plain units, `unit` in the words of the text (singular, lower case)."""

    span: Span
    value: float
    kind: str
    unit: str
    qualifier: str


def numbers(text: str) -> list[Number]:
    """Return the numbers in order. A bare "one" or "first" counts nothing by itself and is left out, as is "a"."""
    return list(_numbers(text)) if len(text) > KEPT else list(_kept(text))


@lru_cache(maxsize=8192)
def _kept(text: str) -> tuple[Number, ...]:
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    if not _ANY.search(text):  # most sentences have none, and looking for one kind is cheap
        return
    for match in _NUMBER.finditer(text):
        number = _number(text, match)
        if number is not None:
            yield number


def _number(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["date"]:
        return Number((start, end), _date(match["date"]), "date", "", "")
    if match["time"]:
        return Number((start, end), _time(match["time"]), "time", "", "")
    if match["ordinal"]:
        word = match["ordinal"].lower()
        place = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word)[:15])
        return Number((start, end), float(place), "ordinal", "", "")
    value, vague = _value(match)
    if value is None:
        return None
    kind, unit, end = _unit(text, match, end, value)
    before = _BEFORE.search(text, max(0, start - 24), start) if start else None
    qualifier = (before.lastgroup or "") if before else ("about" if vague else "")
    return Number((start, end), value, kind, unit, qualifier)


def _value(match: re.Match[str]) -> tuple[float | None, bool]:
    if match["words"]:
        return _spelt(match["words"])
    digits = re.sub(r"[^\d.\-−]", "", match["digits"].replace("Rs.", "").replace("−", "-"))
    digits = digits.rstrip(".").replace("−", "-")
    try:
        value = float(digits)
    except ValueError:
        return None, False
    scale = (match["scale"] or "").lower().rstrip("s") if match["scale"] else ""
    return value * _SCALES.get(scale, 1), False


@lru_cache(maxsize=4096)
def _spelt(words: str) -> tuple[float | None, bool]:
    parts = re.split(r"[\s-]+", words.lower())
    if parts == ["one"]:
        return None, False
    if parts[0] in ("dozens", "hundreds", "thousands", "millions"):
        return float(_SCALES[parts[0][:-1]]), True
    total, current = 0.0, 0.0
    for part in parts:
        scale = _SCALES.get(part.removesuffix("s")) or _SCALES.get(part)
        if part in _UNITS or part in _TENS:
            current += _UNITS.get(part, _TENS.get(part, 0))
        elif part == "half":
            current = 0.5
        elif part in ("a", "an"):
            current = current or 1.0
        elif scale == 100:
            current = (current or 1.0) * 100
        elif scale:
            total, current = total + (current or 1.0) * scale, 0.0
    return total + current, False


def _unit(text: str, match: re.Match[str], end: int, value: float) -> tuple[str, str, int]:
    money = match["money"] or match["money2"]
    after = _AFTER.match(text, end)
    if after and after["percent"]:
        return "percent", "percent", after.end()
    if money:
        return "money", money.strip().lower().lstrip("us") or "$", end
    if after and after["currency"]:
        return "money", _singular(after["currency"]), after.end()
    if after and after["measure"]:
        return "measure", _singular(after["measure"]), after.end()
    if match["digits"] and not match["scale"] and _YEAR.match(match["digits"]):
        return "year", "", end
    noun = _NOUN.match(text, end)
    return "count", _singular(noun[1]) if noun else "", end


def _singular(word: str) -> str:
    lowered = word.lower()
    if lowered in ("people", "feet"):
        return {"people": "person", "feet": "foot"}[lowered]
    return lowered[:-1] if lowered.endswith("s") and not lowered.endswith("ss") else lowered


def _date(words: str) -> float:
    """Return a date as day + 100 × month + 10,000 × year (year 0 where none stands)."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return float(words.replace("-", ""))
    name = re.search(r"[A-Za-z]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th)|\bof\b", "", words))
    month = next((i + 1 for i, m in enumerate(_MONTHS) if name and m.startswith(name[0].lower()[:3])), 0)
    figures = [int(each) for each in re.findall(r"\d+", words)]
    return float(figures[0] + 100 * month + (10_000 * figures[1] if len(figures) > 1 else 0))


def _time(words: str) -> float:
    """Return a time of day in minutes."""
    figures = [int(each) for each in re.findall(r"\d+", words)]
    hours = figures[0]
    if re.search(r"[ap]\.?m", words, re.IGNORECASE):
        hours = hours % 12 + 12 * bool(re.search(r"p\.?m", words, re.IGNORECASE))
    return float(hours * 60 + (figures[1] if len(figures) > 1 else 0))
