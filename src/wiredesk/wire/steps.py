"""Read: items from the bytes that wires sent (collector.py asks them). It takes one row and is safe to run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from wiredesk.adapters import senders
from wiredesk.adapters.keyring import Credentials, Keyring
from wiredesk.core import model as core
from wiredesk.core.errors import Unreadable
from wiredesk.settings import settings
from wiredesk.wire import intake
from wiredesk.wire.models import Item, Raw, Wire

log = logging.getLogger(__name__)
Reader = Callable[..., tuple[core.Item, ...]]


def read(*, now: datetime, reader: Reader) -> Raw | None:
    """Read the oldest bytes that wait, and store their items or the reason why there are none.

    Args:
        now: The present.
        reader: `adapters.parsing.Pool.read`: parses in a child process that can be killed.
    """
    raw = Raw.objects.lease(Raw.State.WAITING, now=now)
    if raw is None:
        return None
    raw.wire = wire = Wire.objects.select_related("agency").get(pk=raw.wire_id)
    name = raw.name.rsplit("/", 1)[-1]
    try:
        if wire.kind == Wire.Kind.IMAP and (doubt := senders.doubt(bytes(raw.body), _credentials(wire))):
            raise Unreadable(raw.name, doubt)
        items = reader(bytes(raw.body), name=name, format=wire.format or None, profile=wire.profile or None, now=now)
    except Unreadable as error:
        with transaction.atomic():
            tally = {"received": 1, "shown": 0, "quarantined": 1}
            _count(raw, tally)
            raw.move(Raw.State.QUARANTINED, error=error.reason, **tally)
        log.warning("quarantined %s: %s", raw.name, error.reason)
        return raw
    with transaction.atomic():
        intake.store_all(raw, items, now=now)
        states = list(raw.items.order_by().values_list("state", flat=True))
        kept, lost = len(states), states.count(Item.State.QUARANTINED)
        # What was read before, and is read again after a fix, counts once: as what it is now.
        tally = {"received": max(len(items), kept), "shown": kept - lost, "quarantined": lost}
        heard = {"heard_at": now} if kept else {}
        # A message is marked as seen at the next visit, so that is now.
        soon = {"next_at": now} if raw.handle and not raw.settled else {}
        _count(raw, tally, **heard, **soon)
        raw.move(Raw.State.READ, **tally)
    return raw


def _credentials(wire: Wire) -> Credentials:
    return Keyring(settings.wire_secrets or settings.home / "wires.toml").of(wire.name)


def _count(raw: Raw, tally: dict[str, int], **changes: datetime) -> None:
    """Bring the wire's counts to what these bytes hold: received = shown + repeated + quarantined, always."""
    more = [tally[name] - getattr(raw, name) for name in ("received", "shown", "quarantined")]
    again = more[0] * raw.copies  # the same bytes, come again: all of it is repeated
    Wire.objects.filter(pk=raw.wire_id).update(
        received=F("received") + more[0] + again, shown=F("shown") + more[1],
        repeated=F("repeated") + more[0] - more[1] - more[2] + again, quarantined=F("quarantined") + more[2], **changes,
    )  # fmt: skip
