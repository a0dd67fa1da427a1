"""What is read most now, and most to its end: counts by page and hour, robots left out, old hours fading.

No person is known. A story is listed from a floor of views on, since fewer could be one household.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wiredesk.readers.models import HourCount

HALF_LIFE_HOURS = 6.0
WINDOW = timedelta(hours=48)
FLOOR = 20  # views in the window before a story can be listed: fewer could be one household
DOUBT = 20  # views, none of them to the end, that are added before a share is told: a share of few views is no share


@dataclass(slots=True)
class Read:
    """How a story was read in the window."""

    views: int = 0
    deep: int = 0
    faded: float = 0.0
    """Views, each hour counting half after six more."""


def counted(*, now: datetime, edition: str = "") -> dict[int, Read]:
    """Return by story how it was read in the last 48 hours.

    Args:
        now: Hours after it don't count.
        edition: Whose readers count; empty for all.
    """
    found: dict[int, Read] = {}
    for story, hour, opened, read in _rows(now, edition):
        row = found.setdefault(story, Read())
        # Behind a web server that answers from the files, only those are counted who read to the end.
        seen = max(opened, read)
        row.views += seen
        row.deep += read
        row.faded += seen * 0.5 ** ((now - hour).total_seconds() / 3600 / HALF_LIFE_HOURS)
    return found


def _rows(now: datetime, edition: str) -> Iterator[tuple[int, datetime, int, int]]:
    rows = HourCount.objects.filter(hour__gt=now - WINDOW, hour__lte=now)
    if edition:
        rows = rows.filter(edition=edition)
    yield from rows.values_list("story", "hour", "views", "deep")


def ranked(*, now: datetime, limit: int, edition: str = "", floor: int = FLOOR) -> list[int]:
    """Return the ids of the stories read most, best first.

    Args:
        now: Hours after it don't count.
        limit: How many at most.
        edition: Whose readers count; empty for all.
        floor: Views in the last 48 hours that a story needs at least.
    """
    found = {story: row for story, row in counted(now=now, edition=edition).items() if row.views >= floor}
    return sorted(found, key=lambda story: (-found[story].faded, story))[:limit]


def deepest(*, now: datetime, limit: int, floor: int = FLOOR) -> list[int]:
    """Return the ids of the stories that most of their readers read to the end, best first.

    The share is deep / (views + 20), so that twenty of twenty-one do not stand above four hundred of five hundred.

    Args:
        now: Hours after it don't count.
        limit: How many at most.
        floor: Views in the last 48 hours that a story needs at least.
    """
    found = {story: row for story, row in counted(now=now).items() if row.views >= floor and row.deep}
    return sorted(found, key=lambda story: (-found[story].deep / (found[story].views + DOUBT), story))[:limit]
