"""Which of two versions of a piece is the newer one: by number, then by the agency's time, then by arrival."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_ROTATES = 0.1  # a counter near its end, followed by one near its beginning, went round
_DIGITS = 3  # shorter numbers are counts of versions, which do not go round


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a version says about its own place."""

    number: str = ""
    time: datetime | None = None


def order(one: Stamp, other: Stamp) -> int:
    """Return 1 when one is newer than the other, -1 when it is older, 0 when neither number nor time tells.

    Numbers are compared as numbers; 0003 after 9998 is newer, since the counter went round.
    """
    first, second = _numbers(one.number), _numbers(other.number)
    if first and second and first != second:
        newer = first > second
        if len(first) == len(second) == 1 and _went_round(first[0], second[0]):
            newer = not newer
        return 1 if newer else -1
    if one.time and other.time and one.time != other.time:
        return 1 if one.time > other.time else -1
    return 0


def newer(one: Stamp, other: Stamp, *, at: datetime | None) -> bool:
    """Say whether there is evidence that one is newer than the other.

    Args:
        one: The version in question.
        other: The version that stands.
        at: When the other came; its time, where it does not give one itself.
    """
    found = order(one, other)
    if found == 0 and at is not None and other.time is None and one.time is not None:
        return one.time > at
    return found > 0


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,12}", version))


def _went_round(one: int, other: int) -> bool:
    high, low = max(one, other), min(one, other)
    if len(str(high)) < _DIGITS:
        return False
    end = int("1" + "0" * len(str(high)))
    return high >= end * (1 - _ROTATES) and low <= end * _ROTATES
