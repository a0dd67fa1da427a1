"""What is read most now: counts by page and hour, robots left out, old hours fading. No person is known."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from wiredesk.readers.models import HourCount

HALF_LIFE_HOURS = 6.0
WINDOW = timedelta(hours=48)
FLOOR = 20  # views in the window before a story can be listed: fewer could be one household


def ranked(*, now: datetime, limit: int, edition: str = "", floor: int = FLOOR) -> list[int]:
    """Return the ids of the stories read most, best first; each hour counts half after six more.

    Args:
        now: Hours after it don't count.
        limit: How many at most.
        edition: Whose readers count; empty for all.
        floor: Views in the last 48 hours that a story needs at least.
    """
    rows = HourCount.objects.filter(hour__gt=now - WINDOW, hour__lte=now)
    if edition:
        rows = rows.filter(edition=edition)
    score: dict[int, float] = defaultdict(float)
    views: dict[int, int] = defaultdict(int)
    # Behind a web server that answers from the files, only those are counted who read to the end.
    for story, hour, opened, read in rows.values_list("story", "hour", "views", "deep"):
        seen = max(opened, read)
        age = (now - hour).total_seconds() / 3600
        score[story] += seen * 0.5 ** (age / HALF_LIFE_HOURS)
        views[story] += seen
    listed = [story for story in score if views[story] >= floor]
    return sorted(listed, key=lambda story: (-score[story], story))[:limit]
