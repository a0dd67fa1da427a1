"""Counting page views by story and hour: no address, cookie or fingerprint is stored or logged."""

from __future__ import annotations

import re
import threading
from collections import Counter
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import F

from wiredesk.readers.models import HourCount

ROBOT = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|feed|monitor|preview|headless|^$", re.IGNORECASE)
FLUSH_SECONDS = 10.0

Counts = dict[tuple[int, str, datetime], int]

_lock = threading.Lock()
_waiting: Counter[tuple[int, str, datetime]] = Counter()
_deep: Counter[tuple[int, str, datetime]] = Counter()
_flushed: list[datetime] = []


def count(story: int, *, agent: str, now: datetime, edition: str = "", deep: bool = False) -> None:
    """Count one view in memory, and write the counts every few seconds; robots are not counted.

    Counts are worth less than a page: a database that is busy or down loses none of the answer, and the counts wait.
    """
    if ROBOT.search(agent):
        return
    hour = now.replace(minute=0, second=0, microsecond=0)
    with _lock:
        (_deep if deep else _waiting)[story, edition, hour] += 1
        if _flushed and (now - _flushed[0]).total_seconds() < FLUSH_SECONDS:
            return
        _flushed[:] = [now]
        due, read = dict(_waiting), dict(_deep)
        _waiting.clear()
        _deep.clear()
    try:
        flush(due, read)
    except DatabaseError:
        with _lock:
            _waiting.update(due)
            _deep.update(read)


def flush(due: Counts, read: Counts | None = None) -> None:
    """Add counts to their hours: views, and views that reached the end of the text."""
    with transaction.atomic():
        for name, counts in (("views", due), ("deep", read or {})):
            for (story, edition, hour), more in counts.items():
                row, _ = HourCount.objects.get_or_create(story=story, edition=edition, hour=hour)
                HourCount.objects.filter(pk=row.pk).update(**{name: F(name) + more})
