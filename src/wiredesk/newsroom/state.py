"""How the newsroom is doing: wires, queues, quarantine, last errors. For `wiredesk status`, monitors and the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from wiredesk.desk.models import Draft, Story
from wiredesk.leases import PARKED, Leased
from wiredesk.photos.models import Photo
from wiredesk.site.partners import Delivery
from wiredesk.site.public import Release, Rendering
from wiredesk.wire import rhythm
from wiredesk.wire.models import Item, Raw, Wire

QUEUES: tuple[tuple[str, type[Leased], str], ...] = (
    ("read", Raw, Raw.State.WAITING),
    ("group", Item, Item.State.WAITING),
    ("photograph", Photo, Photo.State.WAITING),
    ("attribute", Story, Story.State.ATTRIBUTE),
    ("write", Story, Story.State.WRITE),
    ("check", Draft, Draft.State.WRITTEN),
    ("publish", Release, Release.State.WAITING),
    ("render", Rendering, Rendering.State.WAITING),
    ("tell", Delivery, Delivery.State.WAITING),
)


def queues(*, now: datetime) -> dict[str, dict[str, float]]:
    """Return for each step how many rows wait and how long the oldest has waited, in seconds."""
    found = {}
    for name, model, state in QUEUES:
        rows = model._default_manager.filter(state=state)
        if model is Item:
            rows = Item.objects.free(state, now=now)
        said = rows.aggregate(waiting=Count("pk"), oldest=Min("queued_at"))
        wait = (now - said["oldest"]).total_seconds() if said["oldest"] else 0.0
        found[name] = {"waiting": said["waiting"], "oldest_seconds": max(wait, 0.0)}
    return found


def oldest_wait(*, now: datetime) -> float:
    """Return how long the row that has waited longest waits, in seconds."""
    return max(each["oldest_seconds"] for each in queues(now=now).values())


def figures() -> list[tuple[str, str, list[tuple[str, float]]]]:
    """Return (name, help, [(label, value)]) for a monitor."""
    waiting = [(f'step="{name}"', model._default_manager.filter(state=state).count()) for name, model, state in QUEUES]
    wires = Wire.objects.select_related("agency")
    received = [(f'wire="{wire.pk}",agency="{wire.agency.slug}"', float(wire.received)) for wire in wires]
    failing = [(f'wire="{wire.pk}",agency="{wire.agency.slug}"', float(wire.failures)) for wire in wires]
    quarantined = [("", float(Raw.objects.filter(state=Raw.State.QUARANTINED).count()))]
    return [
        ("waiting_rows", "Rows that wait for a step.", [(label, float(value)) for label, value in waiting]),
        ("wire_received_items", "Items that a wire sent.", received),
        ("wire_failures", "Failures in a row of a wire.", failing),
        (
            "quarantined_files",
            "Files that could not be read.",
            [(label or 'kind="raw"', v) for label, v in quarantined],
        ),
    ]


def status(*, now: datetime) -> dict[str, Any]:
    """Return wires, queues, quarantine and parked rows as plain data."""
    return {
        "wires": [
            {
                "agency": wire.agency.name, "address": wire.address, "state": wire.state, "received": wire.received,
                "shown": wire.shown, "duplicate": wire.repeated, "quarantined": wire.quarantined,
                "last_heard": wire.heard_at.isoformat() if wire.heard_at else None,
                "last_error": wire.error, "failures": wire.failures,
                "name": wire.name, "kind": wire.kind, "health": how.word, "health_sentence": how.sentence,
                "quiet_after": how.quiet_after.total_seconds() if how.quiet_after else None,
                "next_at": wire.next_at.isoformat(), "pushed": wire.hub_state, "push_error": wire.hub_error,
            }
            for wire in Wire.objects.select_related("agency")
            for how in (rhythm.health(wire, now=now),)
        ],
        "queues": queues(now=now),
        "quarantine": [
            {"id": raw.pk, "name": raw.name, "reason": raw.error, "at": raw.received_at.isoformat()}
            for raw in Raw.objects.filter(state=Raw.State.QUARANTINED).order_by("-pk")[:50]
        ],
        "quarantined_items": [
            {"id": item.pk, "raw": item.raw_id, "headline": item.headline, "reason": item.error}
            for item in Item.objects.filter(state=Item.State.QUARANTINED).order_by("-pk")[:50]
        ],
        "parked": [
            {"step": name, "id": row.pk, "error": row.error}
            for name, model, _ in QUEUES
            for row in model._default_manager.filter(state=PARKED)[:20]
        ],
        "stories": Story.objects.count(),
        "items": Item.objects.count(),
        "embargoed": Item.objects.filter(embargoed_until__gt=now, killed=False).count(),
    }  # fmt: skip
