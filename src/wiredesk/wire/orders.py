"""Kills, holds and replacements: which piece of an agency may not be used, whatever order the copy comes in.

An order names a piece by its guid, so it binds versions that come later and a piece that comes after its order. It is
written to the record first: a kill that stands nowhere else would be lost with an older backup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wiredesk.core import model as core
from wiredesk.record.models import Entry, append
from wiredesk.wire import versions
from wiredesk.wire.models import Agency, Barred, Item

LONGEST = 500  # characters of a guid that fit its column


@dataclass(frozen=True, slots=True)
class Order:
    """What an agency says about one of its pieces."""

    kind: str
    guid: str
    stamp: versions.Stamp
    """Of the item that gives the order; its number counts for the piece itself only."""
    reason: str
    said: str
    """What tells this order from an earlier one, so that each is recorded once."""


def fit(guid: str) -> str:
    """Return a guid that fits its column: a longer one keeps its beginning and the digest of all of it."""
    return guid if len(guid) <= LONGEST else f"{guid[:430]}#{hashlib.sha256(guid.encode()).hexdigest()}"


def of(item: core.Item) -> list[Order]:
    """Return the orders that an item gives: to kill or hold itself and the pieces it names, or to replace these."""
    stamp = versions.Stamp(item.version, item.version_created)
    if item.signal == core.Signal.KILL or item.pub_status == core.PubStatus.CANCELED:
        kind, guids = Barred.Kind.KILL, (item.guid, *item.refers_to)
    elif item.signal == core.Signal.HOLD or item.pub_status == core.PubStatus.WITHHELD:
        kind, guids = Barred.Kind.HOLD, (item.guid, *item.refers_to)
    else:
        kind, guids = Barred.Kind.REPLACED, tuple(guid for guid in item.refers_to if guid != item.guid)
    reason = item.ednote or item.headline
    said = f"{item.digest}\x1f{item.version}\x1f{item.version_created}"
    own = {item.guid: stamp}
    return [
        Order(kind, guid, own.get(guid, versions.Stamp("", item.version_created)), reason[:500], said)
        for guid in dict.fromkeys(guids)
    ]


def obey(agency: Agency, orders: list[Order], *, now: datetime) -> None:
    """Record orders and mark the pieces that they name, the ones that are here and the ones to come."""
    for order in orders:
        if order.kind == Barred.Kind.KILL:
            _record(order, agency, now=now)
            _bar(agency, order, now=now)
            rows = Item.objects.filter(agency=agency, guid=order.guid)
            rows.update(killed=True)
            _leave(rows)
        elif order.kind == Barred.Kind.HOLD:
            if _outdated(agency, order):
                continue  # a later version was freed before the hold reached us
            _record(order, agency, now=now)
            _bar(agency, order, now=now)
            Item.objects.filter(agency=agency, guid=order.guid).update(held=True)
        else:
            _replace(agency, order, now=now)


def standing(agency: Agency, guid: str) -> dict[str, Barred]:
    """Return the orders that stand about a piece, by kind."""
    return {each.kind: each for each in Barred.objects.filter(agency=agency, guid=guid)}


def frees(item: core.Item, hold: Barred) -> bool:
    """Say whether a usable version is newer than the hold that stands; what came before it does not lift it."""
    stamp = versions.Stamp(item.version, item.version_created)
    return versions.newer(stamp, versions.Stamp(hold.version, hold.version_created), at=hold.at)


def lift(agency: Agency, hold: Barred, item: core.Item, *, now: datetime) -> None:
    """End a hold, because the agency sent a newer usable version of the piece."""
    append(
        Entry.Kind.FREE, hold.guid, by=agency.slug, now=now, data={"guid": hold.guid},
        once=_once(Entry.Kind.FREE, agency.slug, hold.guid, f"{item.digest}{hold.at.isoformat()}"),
    )  # fmt: skip
    hold.delete()


def recall(*, agency: Agency | None = None) -> int:
    """Apply what the record says of kills and holds to the database, in the order in which it was said.

    Args:
        agency: Only this agency's orders: one that was added again, after it was lost with an older backup.

    Returns:
        How many orders the database did not know, or had wrong.
    """
    agencies = {each.slug: each for each in ([agency] if agency else Agency.objects.all())}
    changed = 0
    for (slug, guid), entries in _last(agencies).items():
        with transaction.atomic():
            changed += sum(_again(agencies[slug], guid, kind, entry) for kind, entry in entries.items())
    return changed


def _last(agencies: dict[str, Agency]) -> dict[tuple[str, str], dict[str, Entry | None]]:
    """Return for each piece the kill that stands for ever, and the last hold unless it was lifted since."""
    found: dict[tuple[str, str], dict[str, Entry | None]] = {}
    for entry in _entries(agencies):
        known = found.setdefault((entry.by, str(entry.data.get("guid") or entry.subject)), {})
        if entry.kind == Entry.Kind.FREE:
            known[Barred.Kind.HOLD] = None
        else:
            known[entry.kind] = entry
    return found


def _entries(agencies: dict[str, Agency]) -> Iterator[Entry]:
    kinds = (Entry.Kind.KILL, Entry.Kind.HOLD, Entry.Kind.FREE)
    for entry in Entry.objects.filter(kind__in=kinds).order_by("pk").iterator():
        if entry.by in agencies:
            yield entry


def _again(agency: Agency, guid: str, kind: str, entry: Entry | None) -> bool:
    known = Barred.objects.filter(agency=agency, guid=guid, kind=kind).first()
    if entry is None:
        if known is not None:
            known.delete()
        return known is not None
    flag = {"killed": True} if kind == Barred.Kind.KILL else {"held": True}
    rows = Item.objects.filter(agency=agency, guid=guid)
    if known is not None:
        # The database knows the hold, so a version that is free in it was freed after it.
        return bool(rows.exclude(**flag).update(**flag)) if kind == Barred.Kind.KILL else False
    when = entry.data.get("version_created")
    Barred.objects.create(
        agency=agency, guid=guid, kind=kind, reason=entry.data.get("reason", ""), at=entry.at,
        version=entry.data.get("version", ""), version_created=datetime.fromisoformat(when) if when else None,
    )  # fmt: skip
    rows.update(**flag)
    return True


def retire(rows: QuerySet[Item]) -> None:
    """Put versions behind a newer one: they are kept, and no step takes them any more."""
    rows.filter(current=True).update(current=False)
    _leave(rows)


def _leave(rows: QuerySet[Item]) -> None:
    rows.filter(state=Item.State.WAITING).update(state=Item.State.NOTICE, lease="", leased_until=None)


def _outdated(agency: Agency, order: Order) -> bool:
    current = Item.objects.filter(agency=agency, guid=order.guid, current=True, held=False).first()
    if current is None or current.pub_status != core.PubStatus.USABLE or current.signal == core.Signal.HOLD:
        return False
    return versions.newer(versions.Stamp(current.version, current.version_created), order.stamp, at=None)


def _bar(agency: Agency, order: Order, *, now: datetime) -> None:
    fields = {
        "reason": order.reason, "at": now, "version": order.stamp.number[:100], "version_created": order.stamp.time,
    }  # fmt: skip
    known, new = Barred.objects.get_or_create(agency=agency, guid=order.guid, kind=order.kind, defaults=fields)
    if not new and versions.newer(order.stamp, versions.Stamp(known.version, known.version_created), at=None):
        Barred.objects.filter(pk=known.pk).update(**fields)


def _record(order: Order, agency: Agency, *, now: datetime) -> None:
    time = order.stamp.time
    append(
        order.kind, order.guid, by=agency.slug, now=now,
        data={
            "guid": order.guid, "reason": order.reason, "version": order.stamp.number[:100],
            "version_created": time.isoformat() if time else None,
        },
        once=_once(order.kind, agency.slug, order.guid, order.said),
    )  # fmt: skip


def _once(kind: str, agency: str, guid: str, said: str) -> str:
    """Name an order, so that it is recorded once; a long guid goes in by its digest, or two would share a name."""
    name = hashlib.sha256(f"{guid}\x1f{said}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}:{agency}:{guid[:200]}:{name}"


def _replace(agency: Agency, order: Order, *, now: datetime) -> None:
    """Put an earlier piece, under another guid, behind the one that corrects or replaces it."""
    rows = Item.objects.filter(agency=agency, guid=order.guid)
    current = rows.filter(current=True).first()
    written = current.version_created if current is not None else None
    if written and order.stamp.time and written > order.stamp.time:
        return  # it was written after the piece that calls it an earlier one
    _bar(agency, order, now=now)
    retire(rows)
