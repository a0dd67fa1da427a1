"""What is read most now: counts by page and hour, robots left out, old hours fading. No person is known."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import F

from wiredesk.readers.models import HourCount

HALF_LIFE_HOURS = 6.0
WINDOW = timedelta(hours=48)
FLOOR = 20  # views in the window before a story can be listed: fewer could be one household
_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|httpx|headless|lighthouse", re.I)


def is_robot(agent: str) -> bool:
    """Whether a user agent says that it is a program; one that says nothing counts as one."""
    return not agent.strip() or _ROBOT.search(agent) is not None


def count(story: int, *, edition: str = "", agent: str, now: datetime, deep: bool = False) -> bool:
    """Count one view of a story in the present hour, unless a robot made it.

    Nothing else of the view is kept: no address, no cookie, and not the user agent.

    Returns:
        Whether it was counted.
    """
    if is_robot(agent):
        return False
    hour = now.replace(minute=0, second=0, microsecond=0)
    row, _ = HourCount.objects.get_or_create(story=story, edition=edition, hour=hour)
    HourCount.objects.filter(pk=row.pk).update(views=F("views") + 1, deep=F("deep") + (1 if deep else 0))
    return True


def ranked(edition: str, *, now: datetime, limit: int, floor: int = FLOOR) -> list[int]:
    """Return the ids of the stories read most, best first; each hour counts half after six more.

    Args:
        edition: Whose readers count; empty for all.
        now: Hours after it don't count.
        limit: How many at most.
        floor: Views in the last 48 hours that a story needs at least.
    """
    rows = HourCount.objects.filter(hour__gt=now - WINDOW, hour__lte=now)
    if edition:
        rows = rows.filter(edition=edition)
    score: dict[int, float] = defaultdict(float)
    views: dict[int, int] = defaultdict(int)
    for story, hour, seen in rows.values_list("story", "hour", "views"):
        age = (now - hour).total_seconds() / 3600
        score[story] += seen * 0.5 ** (age / HALF_LIFE_HOURS)
        views[story] += seen
    listed = [story for story in score if views[story] >= floor]
    return sorted(listed, key=lambda story: (-score[story], story))[:limit]
