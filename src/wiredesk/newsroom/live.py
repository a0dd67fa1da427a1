"""What is new, told within a second: server-sent events, and the same figures for who asks without them.

A stream keeps a thread of the web server, so a process serves a bounded number of them; who comes later is told to ask
every few seconds instead. Nothing but counts, numbers and marks goes over it: less than 2 kB an event.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, connection
from django.db.models import Max, Q

from wiredesk import clock
from wiredesk.desk.actions import called
from wiredesk.desk.models import Act, Story
from wiredesk.newsroom import board as boards
from wiredesk.newsroom import filters as filtering
from wiredesk.newsroom.filters import ITEMS, Filters
from wiredesk.newsroom.models import Presence
from wiredesk.wire.models import Item

LOOK = 0.4  # seconds between two looks at the database, of a whole process
ALIVE = 5.0  # seconds after which a silent stream says that it lives, and notices who left
LENGTH = 600.0  # seconds of one stream; the browser comes back by itself
MOST_STREAMS = 24  # of one process; the server has more threads than that
MOST_CHANGED = 12  # rows named in one event
SEEN_SECONDS = 25.0  # somebody who was heard of within this is there

Place = tuple[int, int, int]
"""The newest story, item and act that a screen knows."""

_streams = threading.BoundedSemaphore(MOST_STREAMS)
_ending = threading.Event()


class Pulse:
    """The newest numbers of the database, asked for once by all streams of a process together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = 0.0
        self._seen: Place = (0, 0, 0)

    def now(self) -> Place:
        """Return the newest story, item and act."""
        with self._lock:
            if time.monotonic() - self._at >= LOOK:
                self._seen = look()
                self._at = time.monotonic()
            return self._seen


def look() -> Place:
    """Ask the database for the newest story, item and act."""
    newest = [int(model.objects.aggregate(last=Max("pk"))["last"] or 0) for model in (Story, Item, Act)]
    return newest[0], newest[1], newest[2]


PULSE = Pulse()


def news(filters: Filters, since: Place, *, by: User, now: datetime) -> dict[str, Any]:
    """Return what a screen should say: how many rows came to its view, and which of its rows changed.

    Args:
        filters: The view on the screen.
        since: The numbers that the screen was made with.
        by: Who looks.
        now: The present.
    """
    if filters.of == ITEMS:
        count = filtering.items(filters, now=now).filter(pk__gt=since[1])[: boards.COUNTED].count()
    else:
        count = filtering.stories(filters, by=by, now=now).filter(pk__gt=since[0])[: boards.COUNTED].count()
    acts = Act.objects.filter(pk__gt=since[2]).exclude(person=by).order_by("-pk")[:MOST_CHANGED]
    changed = {
        str(key): f"{act.by} {act.said}"[:90]
        for act in reversed(acts)
        for key in (act.story_id, act.other_id)
        if key is not None
    }
    return {"new": count, "changed": changed}


def stream(filters: Filters, since: Place, *, by: User) -> Iterator[bytes]:
    """Yield events until the screen leaves or the stream has run long enough; one event only where no place is free."""
    if not _streams.acquire(blocking=False):
        yield b"retry: 5000\n\n" + event(news(filters, since, by=by, now=clock.now()))
        return
    try:
        yield b"retry: 1500\n\n"
        yield from _events(filters, since, by=by)
    except DatabaseError:
        return  # the screen comes back in a moment
    finally:
        _streams.release()


def end_streams(*, wait: float = 5.0) -> None:
    """End the streams of this process, and wait until they are gone, for a server that stops; seconds."""
    _ending.set()
    ends = time.monotonic() + wait
    while _streams._value < MOST_STREAMS and time.monotonic() < ends:
        time.sleep(0.02)
    _ending.clear()


def _events(filters: Filters, since: Place, *, by: User) -> Iterator[bytes]:
    ends, spoke, known = time.monotonic() + LENGTH, 0.0, None
    while time.monotonic() < ends and not _ending.is_set():
        seen = PULSE.now()
        if seen != known:
            known, spoke = seen, time.monotonic()
            yield event(news(filters, since, by=by, now=clock.now()))
        elif time.monotonic() - spoke > ALIVE:
            spoke = time.monotonic()
            yield b": here\n\n"
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            connection.close()  # a sleeping stream holds no connection
        _ending.wait(LOOK)


def event(said: dict[str, Any]) -> bytes:
    """Return one server-sent event."""
    return f"event: news\ndata: {json.dumps(said, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def at_story(story: Story, *, by: User, writing: bool, now: datetime) -> list[dict[str, Any]]:
    """Note that a person has a story open, and return who else has, first those who write."""
    changes: dict[str, Any] = {"seen_at": now, "writing_at": now if writing else None}
    Presence.objects.update_or_create(story=story, person=by, defaults=changes)
    return others(story, by=by, now=now)


def others(story: Story, *, by: User, now: datetime) -> list[dict[str, Any]]:
    """Return who else has a story open now, first those who write."""
    since = now - timedelta(seconds=SEEN_SECONDS)
    rows = Presence.objects.filter(~Q(person=by), story=story, seen_at__gt=since).select_related("person")
    found = [
        {"name": called(each.person), "writes": bool(each.writing_at and each.writing_at > since)} for each in rows
    ]
    return sorted(found, key=lambda each: (not each["writes"], each["name"]))
