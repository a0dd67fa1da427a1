"""Times as a reader sees them: in the edition's zone, with UTC beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import dateformat


@dataclass(frozen=True, slots=True)
class Moment:
    """One point in time, three ways."""

    iso: str
    """For machines: the `datetime` attribute, UTC."""
    shown: str
    """For readers: day, month in words, year, time and zone of the edition."""
    short: str
    """Day, month and time alone, for lists."""
    utc: str
    """The same in UTC, shown on hover and in the receipt."""


def moment(at: datetime | str, zone: str) -> Moment:
    """Return a time as readers of an edition see it.

    Args:
        at: Aware, or an ISO 8601 string with its offset.
        zone: IANA name; one that is unknown counts as UTC.
    """
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    here = when.astimezone(zone_of(zone))
    name = here.tzname() or "UTC"
    if name[:1] in "+-":
        name = f"UTC{name[:1]}{name[1:3].lstrip('0') or '0'}{':' + name[3:] if name[3:] else ''}"
    utc = when.astimezone(UTC)
    return Moment(
        iso=utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        shown=f"{dateformat.format(here, 'j F Y, H:i')} {name}",
        short=dateformat.format(here, "j M, H:i"),
        utc=f"{dateformat.format(utc, 'j F Y, H:i')} UTC",
    )


def day(when: date) -> str:
    """Return a day as readers see it."""
    return dateformat.format(when, "j F Y")


def zone_of(name: str) -> ZoneInfo:
    """Return a zone; one that is unknown counts as UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
