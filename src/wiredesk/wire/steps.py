"""Collect: ask the wires, keep the bytes, read items from them. Each step takes one row and is safe to run twice."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from wiredesk.adapters import egress, folder
from wiredesk.core import model as core
from wiredesk.core.errors import Refused, Unreachable, Unreadable
from wiredesk.settings import settings
from wiredesk.wire import intake
from wiredesk.wire.models import Item, Raw, Wire

log = logging.getLogger(__name__)
Reader = Callable[..., tuple[core.Item, ...]]
BACK_OFF = 3600.0  # a failing wire is asked at least once an hour


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes from a wire."""

    body: bytes
    name: str
    content_type: str = ""
    mark: str = ""


class Folders:
    """What one process remembers of the folders it looks into, so that a file is read once and not at each look.

    It is a saving, not a memory: after a restart files are read again, and the digest of their bytes decides.
    """

    def __init__(self) -> None:
        self._drops: dict[int, folder.Drop] = {}
        self._known: dict[int, set[str]] = {}

    def look(self, wire: Wire, *, now: datetime) -> list[folder.File]:
        """Return the complete files that were not stored yet."""
        drop = self._drops.setdefault(wire.pk, folder.Drop(Path(wire.address)))
        return list(drop.ready(now=now.timestamp(), known=self._known.setdefault(wire.pk, set())))

    def stored(self, wire: Wire, marks: Iterable[str]) -> None:
        """Remember files whose bytes are in the database."""
        self._known.setdefault(wire.pk, set()).update(marks)


def fetch(*, now: datetime, folders: Folders) -> Wire | None:
    """Ask the wire that is due first, and keep what it sent.

    Args:
        now: The present.
        folders: What this process remembers of folders.

    Returns:
        The wire that was asked, or None when none is due.
    """
    due = Wire.objects.filter(state=Wire.State.ACTIVE, next_at__lte=now)
    wire = due.lease(Wire.State.ACTIVE, now=now)
    if wire is None:
        return None
    try:
        arrivals, changes = _ask(wire, now=now, folders=folders)
    except (Unreachable, Refused) as error:
        pause = min(BACK_OFF, settings.poll_seconds * 2 ** min(wire.failures + 1, 10))
        state = Wire.State.GONE if getattr(error, "gone", False) else Wire.State.ACTIVE
        wire.move(state, error=error.reason, failures=wire.failures + 1, asked_at=now,
                  next_at=now + timedelta(seconds=pause))  # fmt: skip
        return wire
    with transaction.atomic():
        for arrival in arrivals:
            keep(wire, arrival, now=now)
        # Jitter keeps many wires of one agency from being asked in the same second.
        pause = max(settings.poll_seconds, changes.pop("pause")) * random.uniform(0.9, 1.1)  # noqa: S311
        wire.move(Wire.State.ACTIVE, failures=0, asked_at=now, next_at=now + timedelta(seconds=pause), **changes)
    folders.stored(wire, (arrival.mark for arrival in arrivals if arrival.mark))
    return wire


def _ask(wire: Wire, *, now: datetime, folders: Folders) -> tuple[list[Arrival], dict[str, Any]]:
    if wire.kind == Wire.Kind.FOLDER:
        return [Arrival(each.body, each.name, mark=each.mark) for each in folders.look(wire, now=now)], {"pause": 0.0}
    response = egress.fetch(
        wire.address,
        policy=egress.Policy(allow=settings.egress),
        etag=wire.etag,
        last_modified=wire.last_modified,
    ).good()
    changes: dict[str, Any] = {
        "etag": response.etag or wire.etag,
        "last_modified": response.last_modified or wire.last_modified,
        "pause": float(response.max_age or 0),
    }
    if response.permanent_url:
        changes["address"] = response.permanent_url
    if response.status == 304:
        return [], changes
    return [Arrival(response.body, wire.address, response.content_type)], changes


def keep(wire: Wire, arrival: Arrival, *, now: datetime) -> Raw | None:
    """Store bytes that this wire did not send before; returns None when it did, and counts what was delivered again."""
    digest = hashlib.sha256(arrival.body).hexdigest()
    raw, new = Raw.objects.get_or_create(
        wire=wire, digest=digest,
        defaults={
            "body": arrival.body, "name": arrival.name, "content_type": arrival.content_type, "received_at": now,
            "state": Raw.State.WAITING, "queued_at": now,
        },
    )  # fmt: skip
    if new:
        return raw
    if wire.kind != Wire.Kind.HTTP:  # a page that is asked for again and is the same was not sent again
        Raw.objects.filter(pk=raw.pk).update(copies=F("copies") + 1)
        Wire.objects.filter(pk=wire.pk).update(
            received=F("received") + raw.received, repeated=F("repeated") + raw.received
        )
    return None


def read(*, now: datetime, reader: Reader) -> Raw | None:
    """Read the oldest bytes that wait, and store their items or the reason why there are none.

    Args:
        now: The present.
        reader: `adapters.parsing.Pool.read`: parses in a child process that can be killed.
    """
    raw = Raw.objects.lease(Raw.State.WAITING, now=now)
    if raw is None:
        return None
    wire = raw.wire
    name = raw.name.rsplit("/", 1)[-1]
    try:
        items = reader(bytes(raw.body), name=name, format=wire.format or None, profile=wire.profile or None, now=now)
    except Unreadable as error:
        with transaction.atomic():
            _count(raw, received=1, shown=0, quarantined=1)
            raw.move(Raw.State.QUARANTINED, error=error.reason, received=1, shown=0, quarantined=1)
        log.warning("quarantined %s: %s", raw.name, error.reason)
        return raw
    with transaction.atomic():
        for item in items:
            intake.store(raw, item, now=now)
        kept = raw.items.count()
        lost = raw.items.filter(state=Item.State.QUARANTINED).count()
        # What was read before, and is read again after a fix, counts once: as what it is now.
        tally = {"received": max(len(items), kept), "shown": kept - lost, "quarantined": lost}
        _count(raw, **tally)
        raw.move(Raw.State.READ, **tally)
        Wire.objects.filter(pk=wire.pk).update(heard_at=now)
    return raw


def _count(raw: Raw, *, received: int, shown: int, quarantined: int) -> None:
    """Bring the wire's counts to what these bytes hold: received = shown + repeated + quarantined, always."""
    before = raw.received, raw.shown, raw.quarantined
    more = [now - then for now, then in zip((received, shown, quarantined), before, strict=True)]
    again = more[0] * raw.copies  # the same bytes, come again: all of it is repeated
    Wire.objects.filter(pk=raw.wire_id).update(
        received=F("received") + more[0] + again, shown=F("shown") + more[1],
        repeated=F("repeated") + more[0] - more[1] - more[2] + again, quarantined=F("quarantined") + more[2],
    )  # fmt: skip
