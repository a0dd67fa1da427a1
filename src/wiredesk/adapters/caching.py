"""What an answer says about when to ask again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST = 7 * 86_400.0  # a server that says "in a year" is asked again in a week


def retry_after(headers: Mapping[str, str], *, now: float) -> float | None:
    """Return the seconds of `Retry-After`, given as a number or a date; None when there is none to read.

    Args:
        headers: By name in lower case.
        now: Seconds since 1970; used for a date when the server does not give its own time.
    """
    value = headers.get("retry-after", "")
    if value.isdecimal() and value.isascii():
        return min(float(value[:18]), LONGEST)
    then = _seconds(value)
    if then is None:
        return None
    served = _seconds(headers.get("date", ""))
    return min(max(then - (now if served is None else served), 0.0), LONGEST)


def max_age(headers: Mapping[str, str]) -> float | None:
    """Return the seconds for which `Cache-Control` promises nothing new; None when it says nothing."""
    said = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(?:store|cache)\b", said):
        return 0.0
    found = re.search(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,12})", said)
    return min(float(found.group(1)), LONGEST) if found else None


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except (ValueError, OverflowError, TypeError):
        return None
