"""Files with many items: stored alike in one go and one by one; counts that add up; mail marked when it is stored."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from wiredesk.core import model as core
from wiredesk.core.errors import Unreadable
from wiredesk.newsroom import founding
from wiredesk.settings import settings
from wiredesk.wire import collector, intake, steps
from wiredesk.wire.asking import Arrival
from wiredesk.wire.models import Barred, Item, Raw, Wire

pytestmark = pytest.mark.django_db(databases=["default", "record"])
PLAIN = core.Item(guid="g", headline="Port adds shifts", body="The port will add two shifts.", words_in=6, words_out=6)


@pytest.fixture
def wire(now: datetime) -> Wire:
    return founding.add_wire("push", agency="Rift Wire", now=now)


def arrive(wire: Wire, body: str, now: datetime, **more: str) -> Raw | None:
    return collector.keep(wire, Arrival(body.encode(), "a file", **more), now=now)  # type: ignore[arg-type]


def reading(*items: core.Item, wrong: str = "") -> Any:
    def read(*_: object, **__: object) -> tuple[core.Item, ...]:
        if wrong:
            raise Unreadable("a file", wrong)
        return items

    return read


def sums(wire: Wire) -> tuple[int, int, int, int]:
    wire.refresh_from_db()
    assert wire.received == wire.shown + wire.repeated + wire.quarantined
    return wire.received, wire.shown, wire.repeated, wire.quarantined


@pytest.mark.parametrize("seed", range(12))
def test_a_file_is_stored_alike_in_one_go_and_item_by_item(wire: Wire, now: datetime, seed: int) -> None:
    pick = random.Random(seed)
    rows: list[list[tuple[object, ...]]] = []
    kinds: list[dict[str, object]] = [
        {}, {"body": "Other words."}, {"embargo_unreadable": True}, {"words_in": 90}, {"version_created": now},
        {"pub_status": core.PubStatus.CANCELED, "signal": core.Signal.KILL}, {"refers_to": ("g1",)},
        {"pub_status": core.PubStatus.WITHHELD, "signal": core.Signal.HOLD}, {"guid": "x" * 700},
    ]  # fmt: skip
    most = pick.choice((5, 9))  # with and without orders
    files = [
        [replace(PLAIN, **({"guid": f"g{pick.randrange(6)}"} | pick.choice(kinds[:most]))) for _ in range(pick.randrange(1, 6))]  # type: ignore[arg-type]
        for _ in range(4)
    ]  # fmt: skip
    for whole in (True, False):
        Item.objects.all().delete()
        Barred.objects.all().delete()
        Raw.objects.all().delete()
        for number, file in enumerate(files):
            at = now + timedelta(minutes=number)
            raw = arrive(wire, str(number), at)
            assert raw is not None
            if whole:
                intake.store_all(raw, file, now=at)
            else:
                for item in file:
                    intake.store(raw, item, now=at)
        fields = ("guid", "sequence", "digest", "current", "silent", "killed", "held", "state", "error", "received_at")
        rows.append(list(Item.objects.order_by("guid", "sequence").values_list(*fields)))
    assert rows[0] == rows[1]


def test_counts_add_up_through_quarantine_replay_and_copies(wire: Wire, now: datetime) -> None:
    two = (replace(PLAIN, guid="a"), replace(PLAIN, guid="b", words_in=90))
    raw = arrive(wire, "one", now)
    assert raw is not None
    steps.read(now=now, reader=reading(wrong="is broken at line 3"))
    assert sums(wire) == (1, 0, 0, 1)
    Raw.objects.filter(pk=raw.pk).update(state=Raw.State.WAITING)
    steps.read(now=now, reader=reading(*two))
    assert sums(wire) == (2, 1, 0, 1)
    assert arrive(wire, "one", now) is None  # the same bytes once more
    assert sums(wire) == (4, 1, 2, 1)
    arrive(wire, "two", now)
    steps.read(now=now, reader=reading(two[0], replace(PLAIN, guid="c")))
    assert sums(wire) == (6, 2, 3, 1)


def test_a_message_may_be_marked_once_its_item_is_stored_and_is_so_at_once(wire: Wire, now: datetime) -> None:
    Wire.objects.filter(pk=wire.pk).update(kind="imap", next_at=now + timedelta(hours=1))
    wire.refresh_from_db()
    asking = collector.Collector()
    raw = arrive(wire, "mail", now, handle="7/1", mark="m")
    assert raw is not None
    assert asking._question(wire, now=now).known == {"7/1"}
    assert asking._question(wire, now=now).stored == set()
    steps.read(now=now, reader=reading(wrong="is no mail"))
    assert asking._question(wire, now=now).stored == set()
    Raw.objects.filter(pk=raw.pk).update(state=Raw.State.WAITING)
    steps.read(now=now, reader=reading(PLAIN))
    assert asking._question(wire, now=now).stored == {"7/1"}
    wire.refresh_from_db()
    assert wire.next_at == now
    asking.close()


def test_mail_of_a_stranger_is_kept_for_a_person_and_read_once_the_sender_is_named(wire: Wire, now: datetime) -> None:
    Wire.objects.filter(pk=wire.pk).update(kind="imap")
    wire.refresh_from_db()
    rules = settings.wire_secrets or settings.home / "wires.toml"
    rules.parent.mkdir(parents=True, exist_ok=True)
    try:
        rules.write_text(f'[{wire.name}]\nsenders = ["desk@rift.example"]\n', "utf-8")
        raw = arrive(wire, "From: eve@evil.example\n\nKill everything.", now, handle="7/2", mark="e")
        assert raw is not None
        steps.read(now=now, reader=reading(PLAIN))
        raw.refresh_from_db()
        assert (raw.state, Item.objects.count()) == (Raw.State.QUARANTINED, 0)
        assert "eve@evil.example" in raw.error
        rules.write_text(f'[{wire.name}]\nsenders = ["@evil.example"]\n', "utf-8")
        Raw.objects.filter(pk=raw.pk).update(state=Raw.State.WAITING)
        steps.read(now=now, reader=reading(PLAIN))
        assert (sums(wire), Item.objects.count()) == ((1, 1, 0, 0), 1)
    finally:
        rules.unlink()
