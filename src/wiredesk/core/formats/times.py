# ruff: noqa: E501 - patterns and names of months
"""Times of every spelling that agencies use, as aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MINUTES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "MSD": 240, "TRT": 180, "GST": 240, "PKT": 300, "IST": 330,
    "NPT": 345, "BDT": 360, "ICT": 420, "WIB": 420, "HKT": 480, "SGT": 480, "AWST": 480, "PHT": 480, "JST": 540,
    "KST": 540, "ACST": 570, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "WAT": 60, "CAT": 120, "SAST": 120,
    "EAT": 180, "NST": -210, "NDT": -150, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240, "ET": -300,
    "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "HST": -600,
    "BRT": -180, "ART": -180, "CLT": -240,
}  # fmt: skip
"""Zone names as wires use them; IST is India's, CST and AST are North America's, as in RFC 822."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio janeiro января січня",
            "feb february februar fevrier février febrero febbraio fevereiro февраля лютого",
            "mar march marz märz mars marzo março марта березня",
            "apr april avril abril aprile апреля квітня",
            "may mai mayo maggio maio мая травня",
            "jun june juni juin junio giugno junho июня червня",
            "jul july juli juillet julio luglio julho июля липня",
            "aug august aout août agosto августа серпня",
            "sep sept september septembre septiembre settembre setembro сентября вересня",
            "oct october okt oktober octobre octubre ottobre outubro октября жовтня",
            "nov november novembre noviembre novembro ноября листопада",
            "dec december dez dezember decembre décembre diciembre dicembre dezembro декабря грудня",
        ),
        start=1,
    )
    for name in names.split()
}
for _number, _short in enumerate("jan fév|fev|feb mär|mrz apr|avr|abr mai|may|maj|mag jun|giu jul|juil|lug aug|aoû|ago sep|set okt|oct|ott|out nov dez|déc|dec|dic|des".split(), start=1):  # fmt: skip
    _MONTHS |= dict.fromkeys(_short.split("|"), _number)
_MONTHS |= {"ene": 1, "gen": 1, "févr": 2, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|(\d\d)(\d\d))"
    r"(?:(?:T|\s)\s?(\d{1,2})(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,12}))?)?)?)?\s?(Z|[A-Za-z]{2,4}|[+-]\d\d?(?::?\d\d)?)?(?:\s?Z)?\Z"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?\s?(Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)?\Z")
_RFC = re.compile(
    r"(?:[^\W\d_]{2,13}\.?,?\s+)?(\d{1,2})\.?[\s\-]([^\W\d_]{3,10})\.?[\s\-,]{1,2}(\d{4}|\d\d)(?:,?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?)?"
    r"\s*([A-Za-z]{1,4}|[+-]\d\d:?\d\d)?(?:\s*\([^)]{0,20}\))?\Z"
)
_CTIME = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([A-Z]{1,4}|[+-]\d{4})?\s+(\d{4})\Z"
)
_SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}),?(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap]\.?m\.?)?)?\s*([A-Z]{1,4}|[+-]\d\d:?\d\d)?\Z",
    re.IGNORECASE,
)
_EAST = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\s*(?:(\d{1,2})[:：時时点](\d{1,2})分?)?\Z")
_PLACE = re.compile(r"\s?\[?([A-Z][A-Za-z]{2,20}/[A-Z][A-Za-z_/]{2,30})\]?\Z")
_AMERICAN = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DOT_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_CLOCK = re.compile(
    r"(?<![\d:.])(?:(\d{1,2})[:.h](\d\d)(?::\d\d)?|(\d\d)(\d\d)(?=\s*(?:hrs|hours|h\b|[A-Z]{2,4}\b)))\s*(a\.?m\b\.?|p\.?m\b\.?)?"
    r"|\b(\d{1,2})\s*(a\.?m\b\.?|p\.?m\b\.?)",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(UTC|GMT)\s?([+-]\d{1,2})(?::?(\d\d))?\b|([+-]\d\d:?\d\d)\b|\b([A-Z]{2,4})\b|(?<=\d)(Z)\b")


def parse(value: str, *, zone: tzinfo | None = None) -> tuple[datetime | None, bool]:
    """Read a time in any of the spellings of ISO 8601, RFC 822 and its kin, or epoch seconds.

    Args:
        value: The text of a field that holds a time and nothing else.
        zone: The source's zone, for a time that names none; UTC when there is none.

    Returns:
        The time in UTC, or None when it can't be read, and whether it named its zone.
    """
    value = " ".join(value.split()).replace("\u2212", "-")
    if not value:
        return None, False
    found = _ISO.match(value)
    if found:
        return _from_iso(found, zone)
    if value[-1:].isalpha() or value.endswith("]"):
        value, zone, named = _placed(value, zone)
        if named:
            when, zoned = parse(value, zone=zone)
            return when, zoned or when is not None
    for pattern, reader in _OTHERS:
        found = pattern.match(value)
        if found:
            return reader(found, zone)
    if value.replace(".", "", 1).isdigit() and len(value.partition(".")[0]) in (9, 10, 13):
        return _from_epoch(value), True
    return in_words(value, zone=zone)


def _placed(value: str, zone: tzinfo | None) -> tuple[str, tzinfo | None, bool]:
    """Part a time from the place whose clock it is by: `2025-04-26 14:00 Europe/Berlin`, `3 p.m. ET`."""
    found = _PLACE.search(value)
    name = found.group(1) if found else _AMERICAN.get(value.rpartition(" ")[2], "")
    if not name:
        return value, zone, False
    try:
        clock = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return value, zone, False
    return (value[: found.start()] if found else value.rpartition(" ")[0]).strip(), clock, True


def in_words(value: str, *, zone: tzinfo | None = None) -> tuple[datetime | None, bool]:
    """Find a full date and a clock time in running text, such as "0001 GMT on Sunday, 27 April 2025".

    Both must be there: a date alone or a clock alone is no time.
    """
    value = value[:400]
    day = _day(value)
    if day is None:
        return None, False
    rest = value[: day[1][0]] + " " + value[day[1][1] :]
    clock = _clock(rest)
    if clock is None:
        return None, False
    offset = _named_zone(rest)
    return _made((day[0].year, day[0].month, day[0].day, *clock, 0), offset if offset is not None else zone), (
        offset is not None
    )


def _made(parts: tuple[int, int, int, int, int, int], zone: tzinfo | None) -> datetime | None:
    year, month, day, hour, minute, second = parts
    extra = timedelta(0)
    if hour == 24 and minute == 0:
        hour, extra = 0, timedelta(days=1)
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone or UTC)
        return (local + extra).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _from_iso(found: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    year, *days, hour, minute, second, fraction, offset = found.groups()
    month, day = (each for each in days if each)
    named = _offset(offset) if offset else None
    if offset and named is None:
        return None, False
    parts = (int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    when = _made(parts, named or zone)
    if when is not None and fraction:
        when = when.replace(microsecond=int(fraction[:6].ljust(6, "0")))
    return when, named is not None


def _from_compact(found: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    *parts, offset = found.groups()
    year, month, day, hour, minute, second = (int(each or 0) for each in parts)
    named = _offset(offset) if offset else None
    return _made((year, month, day, hour, minute, second), named or zone), named is not None


def _from_rfc(found: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    day, month, year, hour, minute, second, offset = found.groups()
    number = _MONTHS.get(month.lower()) or _MONTHS.get(month[:3].lower())
    if number is None:
        return None, False
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    named = _offset(offset) if offset else None
    parts = (full, number, int(day), int(hour or 0), int(minute or 0), int(second or 0))
    return _made(parts, named or zone), named is not None


def _from_ctime(found: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    month, day, hour, minute, second, offset, year = found.groups()
    number = _MONTHS.get(month.lower()) or _MONTHS.get(month[:3].lower(), 0)
    named = _offset(offset) if offset else None
    parts = (int(year), number, int(day), int(hour), int(minute), int(second or 0))
    return _made(parts, named or zone), named is not None


def _from_slashed(found: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    """Day and month are told apart by which can be no month; where both could be, the date can't be read."""
    one, two, year, hour, minute, second, half, offset = found.groups()
    first, other = int(one), int(two)
    if first <= 12 and other <= 12 and first != other:
        return None, False
    day, month = (first, other) if first > 12 else (other, first)
    clock = int(hour or 0)
    if half and clock <= 12:
        clock = clock % 12 + (12 if half[0] in "pP" else 0)
    named = _offset(offset) if offset else None
    parts = (int(year), month, day, clock, int(minute or 0), int(second or 0))
    return _made(parts, named or zone), named is not None


def _from_east(found: re.Match[str], zone: tzinfo | None) -> tuple[datetime | None, bool]:
    year, month, day, hour, minute = (int(each or 0) for each in found.groups())
    return _made((year, month, day, hour, minute, 0), zone), False


_OTHERS = (
    (_RFC, _from_rfc), (_COMPACT, _from_compact), (_CTIME, _from_ctime), (_SLASHED, _from_slashed), (_EAST, _from_east),
)  # fmt: skip


def _from_epoch(value: str) -> datetime | None:
    seconds = float(value)
    if seconds > 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC)


def _offset(name: str) -> timezone | None:
    if name[0] in "+-":
        digits = name[1:].replace(":", "")
        digits = digits.zfill(2) if len(digits) < 3 else digits
        minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
        if minutes > 14 * 60 + 59:
            return None
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    known = _MINUTES.get(name.upper())
    return None if known is None else timezone(timedelta(minutes=known))


def _day(value: str) -> tuple[date, tuple[int, int]] | None:
    for pattern, order in ((_ISO_DAY, "ymd"), (_DAY_MONTH, "dmy"), (_MONTH_DAY, "mdy"), (_DOT_DAY, "dmy")):
        for found in pattern.finditer(value):
            parts = dict(zip(order, found.groups(), strict=True))
            month = int(parts["m"]) if parts["m"].isdigit() else _MONTHS.get(parts["m"].lower(), 0)
            try:
                return date(int(parts["y"]), month, int(parts["d"])), found.span()
            except ValueError:
                continue
    return None


def _clock(value: str) -> tuple[int, int] | None:
    found = _CLOCK.search(value)
    if found is None:
        return None
    hour = int(found.group(1) or found.group(3) or found.group(6))
    minute = int(found.group(2) or found.group(4) or 0)
    half = (found.group(5) or found.group(7) or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _named_zone(value: str) -> timezone | None:
    for found in _ZONE.finditer(value):
        if found.group(1) and found.group(2):
            hours = int(found.group(2))
            minutes = abs(hours) * 60 + int(found.group(3) or 0)
            return timezone(timedelta(minutes=-minutes if hours < 0 else minutes)) if minutes < 900 else None
        offset = _offset(found.group(4) or found.group(5) or "Z")
        if offset is not None:
            return offset
    return None
