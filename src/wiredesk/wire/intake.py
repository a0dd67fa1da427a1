"""One read item becomes a row: content decides, then version; kills and holds stand whatever comes later."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime

from wiredesk.core import formats
from wiredesk.core import model as core
from wiredesk.record import models as record
from wiredesk.wire.models import Barred, Item, Raw


def store(raw: Raw, item: core.Item, *, now: datetime) -> bool:
    """Store one item; returns whether it was new.

    A text that this agency sent under this guid before is not stored again. An item that kills or holds others is
    kept as a notice, and its order is recorded for every guid that it names, also for items that have not come yet.
    """
    agency = raw.wire.agency
    item = replace(item, guid=_fit(item.guid), refers_to=tuple(_fit(each) for each in item.refers_to))
    if Item.objects.filter(agency=agency, guid=item.guid, digest=item.digest).exists():
        return False
    orders = _orders(item)
    for kind, guid in orders:
        _bar(raw, guid, kind, reason=item.ednote or item.headline, now=now)
    barred = set(Barred.objects.filter(agency=agency, guid=item.guid).values_list("kind", flat=True))
    earlier = Item.objects.filter(agency=agency, guid=item.guid).order_by("-sequence").first()
    newest = earlier is None or not _older(item, earlier)
    wanted = not orders and newest and Barred.Kind.KILL not in barred
    state = Item.State.WAITING if wanted else Item.State.NOTICE
    if newest and earlier is not None:
        Item.objects.filter(agency=agency, guid=item.guid).update(current=False)
        Item.objects.filter(agency=agency, guid=item.guid, state=Item.State.WAITING).update(
            state=Item.State.NOTICE, lease="", leased_until=None
        )
    if item.signal == core.Signal.NONE and Barred.Kind.HOLD in barred and not orders:
        # A hold is lifted only by a new usable version of the same piece.
        barred.discard(Barred.Kind.HOLD)
        Barred.objects.filter(agency=agency, guid=item.guid, kind=Barred.Kind.HOLD).delete()
    Item.objects.create(
        raw=raw, agency=agency, guid=item.guid[:500], digest=item.digest, version=item.version[:100],
        sequence=(earlier.sequence + 1) if earlier else 1, current=newest,
        silent=earlier is not None and item.version == earlier.version and item.body != earlier.body,
        signal=item.signal, pub_status=item.pub_status, headline=item.headline, body=item.body,
        language=(item.language or raw.wire.language)[:20], urgency=item.urgency, located=item.located[:200],
        first_created=item.first_created, version_created=item.version_created, received_at=now,
        embargoed_until=item.embargoed_until,
        killed=Barred.Kind.KILL in barred, held=Barred.Kind.HOLD in barred or item.embargo_unreadable,
        data=formats.ninjs.dump(item), state=state, queued_at=now,
    )  # fmt: skip
    return True


def _orders(item: core.Item) -> list[tuple[str, str]]:
    """Return which pieces this item kills or holds: itself, and those that it names."""
    if item.signal == core.Signal.KILL or item.pub_status == core.PubStatus.CANCELED:
        kind = Barred.Kind.KILL
    elif item.signal == core.Signal.HOLD or item.pub_status == core.PubStatus.WITHHELD:
        kind = Barred.Kind.HOLD
    else:
        return []
    return [(kind, guid) for guid in dict.fromkeys((item.guid, *item.refers_to))]


def _bar(raw: Raw, guid: str, kind: str, *, reason: str, now: datetime) -> None:
    agency = raw.wire.agency
    # The record is written first: a kill that is known nowhere else would be lost with an older backup.
    record.append(
        kind, guid, by=agency.slug, now=now, data={"reason": reason[:500]}, once=f"{kind}:{agency.slug}:{guid}"[:400]
    )
    Barred.objects.get_or_create(agency=agency, guid=guid[:500], kind=kind, defaults={"reason": reason, "at": now})
    flag = {"killed": True} if kind == Barred.Kind.KILL else {"held": True}
    Item.objects.filter(agency=agency, guid=guid).update(**flag)


def _older(item: core.Item, standing: Item) -> bool:
    """Say whether this version is older than the one we hold: by time, then by number, compared as numbers."""
    if item.version_created and standing.version_created and item.version_created != standing.version_created:
        return item.version_created < standing.version_created
    return _number(item.version) < _number(standing.version)


def _fit(guid: str) -> str:
    """Return a guid that fits its column: a longer one keeps its beginning and the digest of all of it."""
    return guid if len(guid) <= 500 else f"{guid[:430]}#{hashlib.sha256(guid.encode()).hexdigest()}"


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,12}", version))
