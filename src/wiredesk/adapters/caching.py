"""What an answer says about when to ask again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import ada_url

_LINK = re.compile(r"<([^<>]{1,2000})>((?:\s*;[^,;<]{0,500}){0,10})")
_REL = re.compile(r";\s*rel\s*=\s*\"?([\w\-:/. ]{1,200})", re.IGNORECASE)
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


def max_age(headers: Mapping[str, str], *, now: float) -> float | None:
    """Return the seconds for which `Cache-Control` or `Expires` promises nothing new; None when neither says.

    Args:
        headers: By name in lower case. `Age`, the time that the answer lay in a cache on its way, is taken off.
        now: Seconds since 1970; used for `Expires` when the server does not give its own time.
    """
    said = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(?:store|cache)\b", said):
        return 0.0
    found = re.search(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,12})", said)
    if found is not None:
        age = headers.get("age", "")
        lain = float(age[:12]) if age.isdecimal() and age.isascii() else 0.0
        return min(max(float(found.group(1)) - lain, 0.0), LONGEST)
    then = _seconds(headers.get("expires", ""))
    if then is None:
        return None
    served = _seconds(headers.get("date", ""))
    return min(max(then - (now if served is None else served), 0.0), LONGEST)


def links(value: str, *, base: str) -> tuple[tuple[str, str], ...]:
    """Return (relation, absolute address) for each link of a `Link` header; what can't be read is passed over.

    Args:
        value: The header; several of one name are joined by commas.
        base: The address that it came with.
    """
    found: list[tuple[str, str]] = []
    for address, parameters in _LINK.findall(value[:8000]):
        relation = _REL.search(parameters)
        if relation is None:
            continue
        try:
            href = ada_url.URL(address.strip(), base=base).href
        except ValueError:
            continue
        found += [(each, href) for each in relation.group(1).lower().split()]
    return tuple(found)


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except (ValueError, OverflowError, TypeError):
        return None
