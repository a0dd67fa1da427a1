"""What went wrong and waits for a person: quarantine, parked rows, refused releases, quiet wires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import need
from wiredesk.leases import PARKED
from wiredesk.newsroom import policy, state
from wiredesk.record import models as record
from wiredesk.site.public import Release
from wiredesk.wire import rhythm
from wiredesk.wire.models import Raw, Wire

MOST = 50  # rows of each kind on the page


@dataclass(frozen=True, slots=True)
class Stuck:
    """One row that a step gave up on."""

    queue: str
    key: int
    what: str
    error: str
    at: datetime
    story: int | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """All that waits for a person's hand."""

    quarantine: list[Raw]
    stuck: list[Stuck]
    refused: list[Release]
    quiet: list[tuple[Wire, str]]

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.quarantine) + len(self.stuck) + len(self.refused) + len(self.quiet)


def waiting() -> int:
    """Return how many files, rows and releases wait for a person's hand; quiet wires are not counted."""
    refused = Release.objects.filter(state=Release.State.REFUSED).order_by("-pk")
    parked = {model for _, model, _ in state.QUEUES}
    found = sum(model._default_manager.filter(state=PARKED).count() for model in parked)
    return found + Raw.objects.filter(state=Raw.State.QUARANTINED).count() + len(_newest(list(refused[:MOST])))


def trouble(*, now: datetime) -> Trouble:
    """Return what went wrong, newest first."""
    quarantine = Raw.objects.filter(state=Raw.State.QUARANTINED).select_related("wire__agency").defer("body")
    refused = Release.objects.filter(state=Release.State.REFUSED).select_related("story").order_by("-pk")
    return Trouble(list(quarantine.order_by("-pk")[:MOST]), _stuck(), _newest(list(refused[:MOST])), _quiet(now=now))


def _newest(releases: list[Release]) -> list[Release]:
    """Leave out what was tried again since."""
    later = dict(
        Release.objects.filter(story__in=[each.story_id for each in releases]).order_by("pk").values_list("story", "pk")
    )
    return [each for each in releases if later[each.story_id] == each.pk]


def _stuck() -> list[Stuck]:
    found = []
    for name, model, _ in state.QUEUES:
        rows = model._default_manager.filter(state=PARKED, parked_from__in=_states(model, name)).order_by("-pk")[:MOST]
        for row in rows:
            story = row.pk if name in ("attribute", "write") else getattr(row, "story_id", None)
            found.append(Stuck(name, row.pk, str(row)[:120], row.error, row.queued_at, story))
    return found


def _states(model: Any, name: str) -> list[str]:
    """Return the states from which a row of this queue is parked; an old row that does not say counts once."""
    own = [each for step, kind, each in state.QUEUES if kind is model and step == name]
    first = next(step for step, kind, _ in state.QUEUES if kind is model)
    return [*own, ""] if first == name else own


def _quiet(*, now: datetime) -> list[tuple[Wire, str]]:
    """Return the wires that fail, are gone, or are silent for longer than their own rhythm allows, with why."""
    found = ((wire, rhythm.health(wire, now=now)) for wire in Wire.objects.select_related("agency"))
    return [(wire, how.sentence) for wire, how in found if how.word not in ("ok", "new")]


def read_again(pk: int, *, by: User, now: datetime, ignore: bool = False, reason: str = "") -> str:
    """Read a quarantined file again, or ignore it; returns what was done in words.

    Raises:
        NotAllowed: The person may not, it is not in quarantine any more, or to ignore it no reason is given.
    """
    need(by, policy.WIRES, now=now)
    if ignore and not reason.strip():
        raise NotAllowed("this file", "can't be ignored without a reason: write one")
    changes: dict[str, Any] = {
        "state": Raw.State.WAITING,
        "queued_at": now,
        "attempts": 0,
        "lease": "",
        "leased_until": None,
    }
    if ignore:
        changes = {"state": Raw.State.IGNORED, "error": f"ignored by {by.get_username()}: {reason.strip()}"[:2000]}
    held = Raw.objects.filter(pk=pk, state__in=(Raw.State.QUARANTINED, Raw.State.PARKED))
    if not held.update(**changes):
        raise NotAllowed("this file", "is not in quarantine any more: look again")
    if ignore:
        record.append(
            "staff", f"raw {pk} ignored", by=by.get_username(), now=now, data={"reason": reason.strip()[:500]}
        )
        return "Ignored; the file is kept."
    return "It is read again now."


def retry(queue: str, pk: int, *, by: User, now: datetime, drop: bool = False, reason: str = "") -> str:
    """Give a parked row to its step again, or leave it aside for good; returns what was done in words.

    Raises:
        NotAllowed: The person may not, the row is not parked any more, or to drop it no reason is given.
    """
    need(by, policy.WIRES, now=now)
    known = {name: (model, waits) for name, model, waits in state.QUEUES}
    if queue not in known:
        raise NotAllowed(queue, "is no step")
    if drop and not reason.strip():
        raise NotAllowed("this row", "can't be dropped without a reason: write one")
    model, waits = known[queue]
    changes: dict[str, Any] = {"state": waits, "queued_at": now, "attempts": 0, "lease": "", "leased_until": None}
    if drop:
        changes = {"state": "dropped", "error": f"dropped by {by.get_username()}: {reason.strip()}"[:2000]}
    if not model._default_manager.filter(pk=pk, state=PARKED).update(**changes):
        raise NotAllowed("this row", "is not parked any more: look again")
    if drop:
        record.append(
            "staff", f"{queue} {pk} dropped", by=by.get_username(), now=now, data={"reason": reason.strip()[:500]}
        )
        return "Dropped; the row is kept."
    return "It is tried again now."
