"""One read item becomes a row: content decides, then number, then time; kills and holds stand whatever comes later."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from wiredesk.core import formats
from wiredesk.core import model as core
from wiredesk.wire import orders, versions
from wiredesk.wire.models import Barred, Item, Raw

MAY_LOSE = 0.01  # share of a body's words that may be missing without a reason; a hundredth covers broken hyphens
BATCH = 100  # rows of one INSERT
FEW = 2  # and this many in a short one


def store_all(raw: Raw, items: Iterable[core.Item], *, now: datetime) -> None:
    """Store the items of one file: pieces that nobody has heard of in one statement, the others one by one.

    Where one of them gives an order, all go one by one, since it may be about any of them.
    """
    found = [_fitted(item) for item in items]
    counts = Counter(item.guid for item in found)
    heard: set[str] = set(counts)
    if not any(orders.of(item) for item in found):
        agency = raw.wire.agency
        heard = {guid for guid, count in counts.items() if count > 1}
        for rows in (Item.objects, Barred.objects):
            heard |= set(rows.filter(agency=agency, guid__in=list(counts)).values_list("guid", flat=True))
    Item.objects.bulk_create(
        [_new(raw, item, now=now) for item in found if item.guid not in heard], batch_size=BATCH
    )  # fmt: skip
    for item in found:
        if item.guid in heard:
            store(raw, item, now=now)


def _new(raw: Raw, item: core.Item, *, now: datetime) -> Item:
    row = _row(raw, item, digest=_digest(item), standing=None, sequence=1, now=now)
    row.held = item.embargo_unreadable
    _settle(row, item, usable=True)
    return row


def _fitted(item: core.Item) -> core.Item:
    return replace(
        item, guid=orders.fit(item.guid), refers_to=tuple(orders.fit(each) for each in item.refers_to if each)
    )


def store(raw: Raw, item: core.Item, *, now: datetime) -> Item | None:
    """Store one item; returns its row, or None when the agency said nothing new.

    A text that this agency sent under this guid before is not stored again, also when it vanished meanwhile. An item
    that kills or holds others is kept as a notice, and its order is recorded for every guid that it names, also for
    items that have not come yet. One that lost words on the way is kept, and quarantined.
    """
    agency = raw.wire.agency
    item = _fitted(item)
    barred = orders.standing(agency, item.guid)
    given = orders.of(item)
    hold = barred.get(Barred.Kind.HOLD)
    usable = not any(each.kind in (Barred.Kind.KILL, Barred.Kind.HOLD) for each in given)
    frees = hold is not None and usable and orders.frees(item, hold)
    digest = _digest(item)
    orders.obey(
        agency, given, now=now
    )  # also when it is repeated: a second hold may be newer than what lifted the first
    if _repeated(raw, item, digest) and not frees:
        return None
    if hold is not None and frees:
        orders.lift(agency, hold, item, now=now)
    barred = orders.standing(agency, item.guid)
    standing = _standing(raw, item)
    newest = standing is None or not _older(raw, item, standing)
    last = Item.objects.filter(agency=agency, guid=item.guid).aggregate(last=Max("sequence"))["last"] or 0
    row = _row(raw, item, digest=digest, standing=standing, sequence=last + 1, now=now)
    row.killed = Barred.Kind.KILL in barred
    row.held = Barred.Kind.HOLD in barred or item.embargo_unreadable
    row.current = newest and not _replaced(item, barred.get(Barred.Kind.REPLACED))
    if newest:
        orders.retire(Item.objects.filter(agency=agency, guid=item.guid))
    _settle(row, item, usable=usable)
    row.save(force_insert=True)
    return row


def _settle(row: Item, item: core.Item, *, usable: bool) -> None:
    row.error = _lost(item)
    if row.error:
        row.state, row.held = Item.State.QUARANTINED, True
    else:
        row.state = Item.State.WAITING if usable and row.current and not row.killed else Item.State.NOTICE


def _row(raw: Raw, item: core.Item, *, digest: str, standing: Item | None, sequence: int, now: datetime) -> Item:
    return Item(
        raw=raw, agency=raw.wire.agency, guid=item.guid, digest=digest, version=item.version[:100],
        sequence=sequence,
        silent=standing is not None and _silent(item, standing),
        signal=item.signal, pub_status=item.pub_status, headline=item.headline, body=item.body,
        language=(item.language or raw.wire.language)[:20], urgency=item.urgency, located=item.located[:200],
        first_created=item.first_created, version_created=item.version_created, received_at=now,
        embargoed_until=item.embargoed_until, data=formats.ninjs.dump(item), queued_at=now,
    )  # fmt: skip


def _digest(item: core.Item) -> str:
    """Return the digest of all that makes a version another one: the words, the status, the embargo and the terms."""
    if not (item.embargoed_until or item.embargo_unreadable or item.usage_terms):
        return item.digest
    until = item.embargoed_until.isoformat() if item.embargoed_until else ""
    said = "\x1f".join((item.digest, until, str(item.embargo_unreadable), item.usage_terms))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _standing(raw: Raw, item: core.Item) -> Item | None:
    """Return the version that counts now; where none does, the one that came last."""
    rows = Item.objects.filter(agency=raw.wire.agency, guid=item.guid)
    return rows.select_related("raw").order_by("-current", "-sequence").first()


def _replaced(item: core.Item, order: Barred | None) -> bool:
    """Say whether a piece under another guid stands in this one's place; a newer version of this one ends that."""
    if order is None:
        return False
    stamp = versions.Stamp("", item.version_created)
    return not versions.newer(stamp, versions.Stamp("", order.version_created), at=None)


def _repeated(raw: Raw, item: core.Item, digest: str) -> bool:
    """Say whether the agency said exactly this before, and nothing else since.

    What counts is what this very wire said last: two wires may carry one piece in two wordings for days. A text that
    comes back after another one is a new version, unless it is an old file that is read again.
    """
    same = Item.objects.filter(agency=raw.wire.agency, guid=item.guid, digest=digest)
    if not same.exists():
        return False
    last = (
        Item.objects.filter(raw__wire=raw.wire, agency=raw.wire.agency, guid=item.guid)
        .select_related("raw").order_by("-sequence").first()
    )  # fmt: skip
    if last is None or last.digest == digest or raw.received_at <= last.raw.received_at:
        return True
    return _older(raw, item, last) or same.filter(raw=raw).exists()


def _older(raw: Raw, item: core.Item, standing: Item) -> bool:
    """Say whether this version is older than the one that came last; where nothing tells, by when its bytes came."""
    stamp = versions.Stamp(item.version, item.version_created)
    found = versions.order(stamp, versions.Stamp(standing.version, standing.version_created))
    return found < 0 or (found == 0 and raw.received_at < standing.raw.received_at)


def _silent(item: core.Item, earlier: Item) -> bool:
    """Say whether the words changed under an old version: the same number, or no number and no later time."""
    if item.signal != core.Signal.NONE or (item.body == earlier.body and item.headline == earlier.headline):
        return False
    if item.version or earlier.version:
        return item.version == earlier.version
    return versions.order(versions.Stamp("", item.version_created), versions.Stamp("", earlier.version_created)) == 0


def _lost(item: core.Item) -> str:
    """Return what is wrong with an item whose words did not all arrive; "" when they did."""
    lost = item.words_in - item.words_out - sum(each.words for each in item.dropped)
    if lost <= max(FEW, item.words_in * MAY_LOSE):
        return ""
    return f"{lost} of {item.words_in} words of the body were lost in reading, without a reason"
