"""Days that are told from the day of the copy, told so that they stay right the day after."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from wiredesk.core import text
from wiredesk.core.model import Item

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RELATIVE = re.compile(
    r"\b(?P<part>(?:early |late |earlier |later )?)"
    r"(?P<word>today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b(?!['’]s\b)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:today|yesterday|tomorrow|tonight)['’]s\b", re.IGNORECASE)
_SHIFT = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_NIGHT = {
    "tonight": " night",
    "last night": " night",
    "this morning": " morning",
    "this afternoon": " afternoon",
    "this evening": " evening",
}


def settle_days(sentence: str, item: Item) -> str | None:
    """Return the sentence with "today" and its like as the weekday, or without them where that can't be told.

    None where the word can't go: "today's".

    Words inside quotation marks stay to the letter. A weekday that the copy gives ("on Saturday") stays.

    Args:
        sentence: A sentence of the item.
        item: Whose time of writing and dateline say which day "today" is.
    """
    found = _RELATIVE.search(sentence)
    if _POSSESSIVE.search(sentence):
        return None
    if found is None:
        return sentence
    when = _local(item)
    quoted = [quote.span for quote in text.quotes(sentence)]
    pieces: list[str] = []
    since = 0
    for match in _RELATIVE.finditer(sentence):
        if _stays(match, quoted):
            continue
        before = sentence[since : match.start()]
        if when is None:
            # Nobody knows the day, so the sentence does without it.
            pieces.append(before.rstrip() if before.strip() else "")
        else:
            pieces += [before, _told(match, when)]
        since = match.end()
    told = "".join([*pieces, sentence[since:]]).lstrip(" ,")
    return told[:1].upper() + told[1:] if sentence[:1].isupper() else told


def days_meant(item: Item) -> frozenset[str]:
    """Return the weekdays that the item's "today", "yesterday" and "tomorrow" stand for, as `settle_days` tells them."""
    when = _local(item)
    if when is None:
        return frozenset()
    return frozenset(
        _DAYS[(when + timedelta(days=_SHIFT.get(match["word"].lower(), 0))).weekday()]
        for match in _RELATIVE.finditer(item.body)
    )


def _stays(match: re.Match[str], quoted: list[tuple[int, int]]) -> bool:
    """Whether the word is part of a quote, or of a name: "USA Today"."""
    named = match["word"][0].isupper() and match.start("word") > 1
    return named or any(start <= match.start() < end for start, end in quoted)


def _told(match: re.Match[str], when: datetime) -> str:
    word = match["word"].lower()
    day = _DAYS[(when + timedelta(days=_SHIFT.get(word, 0))).weekday()] + _NIGHT.get(word, "")
    part = match["part"]
    if part:
        return f"{part}on {day}"
    return f"On {day}" if match["word"][0].isupper() else f"on {day}"


def _local(item: Item) -> datetime | None:
    """Return the time of writing near enough to the clock of the dateline's city: 15 degrees are an hour."""
    when = item.version_created or item.first_created
    if when is None:
        return None
    places = text.places(item.located) if item.located else []
    east = places[0].lon if places else None
    return when if east is None else when + timedelta(hours=round(east / 15))
