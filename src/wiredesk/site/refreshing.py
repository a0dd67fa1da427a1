"""What goes stale by the clock alone: a quiet site's trending, its news sitemap, fronts whose pins ran out.

Everything else is written again when a story changes (dependents.py). These change because an hour passed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from wiredesk.readers import trending
from wiredesk.readers.models import HourCount
from wiredesk.site import dependents, lists, maps, placing
from wiredesk.site.public import Edition, Rendering, Version

LOOK = timedelta(minutes=1)  # how often a process looks
RANKED = timedelta(hours=1)  # counts are of hours, so a ranking is news once an hour
BESIDE = timedelta(hours=48)  # stories so new that their column of trending is written again
MOST_BESIDE = 200  # pages of stories written again for a new ranking: about ten seconds of work
TRENDING, NEWS = "/trending/", "/news-sitemap.xml"


class Refresher:
    """A step of the flow that looks once a minute and keeps nothing but when it looked."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def turn(self, *, now: datetime) -> set[str] | None:
        """Mark what is stale to be written again; None when nothing is, or when it looked just now."""
        if self._next is not None and now < self._next:
            return None
        self._next = now + LOOK
        paths = stale(now=now)
        if not paths:
            return None
        dependents.enqueue(paths, now=now)
        return paths


def stale(*, now: datetime) -> set[str]:
    """Return the public files that the clock alone made wrong since they were written."""
    written = dict(
        Rendering.objects.filter(state=Rendering.State.DONE, written_at__isnull=False).filter(
            path__in=[TRENDING, NEWS, "/"]
        ).values_list("path", "written_at")
    )  # fmt: skip
    paths: set[str] = set()
    if (at := written.get(NEWS)) is not None and _left_the_map(at, now):
        paths.add(NEWS)
    if (at := written.get(TRENDING)) is not None and _ranked_anew(at, now):
        paths |= _with_trending(now)
    if (at := written.get("/")) is not None:
        paths |= placing.ended(at, now=now)
    return paths


def _left_the_map(written: datetime, now: datetime) -> bool:
    """Whether a story grew too old for the news sitemap since it was written."""
    return lists.public().filter(first_at__gt=written - maps.NEWS_AGE, first_at__lte=now - maps.NEWS_AGE).exists()


def _ranked_anew(written: datetime, now: datetime) -> bool:
    """Whether an hour went by in which readers were counted, or counts that were shown fell out of the window."""
    if now - written < RANKED:
        return False
    told = HourCount.objects.aggregate(last=Max("hour"))
    return told["last"] is not None and told["last"] + trending.WINDOW >= written - RANKED


def _with_trending(now: datetime) -> set[str]:
    fresh = lists.public().filter(first_at__gt=now - BESIDE)[:MOST_BESIDE]
    fronts = {"/", TRENDING, *(f"/{slug}/" for slug in Edition.objects.values_list("slug", flat=True))}
    return fronts | {each.path for each in fresh if isinstance(each, Version)}
