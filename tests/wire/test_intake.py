"""What the agency says about its own copy is obeyed in whatever order it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from wiredesk.core import model as core
from wiredesk.newsroom import keeping
from wiredesk.record.models import Entry
from wiredesk.wire import intake
from wiredesk.wire.models import Agency, Barred, Item, Raw, Wire

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def raw(now: datetime) -> Raw:
    agency = Agency.objects.create(slug="rift", name="Rift Wire")
    wire = Wire.objects.create(
        agency=agency, kind="folder", address="/wires/rift", state="active", queued_at=now, next_at=now
    )
    return Raw.objects.create(wire=wire, digest="d", body=b"", received_at=now, queued_at=now, state="read")


@pytest.fixture
def copy(now: datetime) -> core.Item:
    return core.Item(
        guid="urn:rift:1", version="1", headline="Port adds shifts", body="The port will add two shifts.",
        first_created=now, version_created=now,
    )  # fmt: skip


def kill(copy: core.Item, now: datetime) -> core.Item:
    return replace(
        copy, version="2", pub_status=core.PubStatus.CANCELED, signal=core.Signal.KILL, body="",
        version_created=now + timedelta(minutes=5),
    )  # fmt: skip


def usable(now: datetime) -> list[Item]:
    return list(Item.objects.usable(now=now))


def test_a_kill_bars_every_version_of_its_piece(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, copy, now=now)
    intake.store(raw, kill(copy, now), now=now)
    assert usable(now) == []


def test_a_kill_that_comes_first_bars_what_comes_after_it(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, kill(copy, now), now=now)
    intake.store(raw, copy, now=now)
    assert usable(now) == []
    assert Item.objects.get(version="1").killed


def test_a_kill_under_its_own_guid_bars_the_pieces_that_it_names(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, copy, now=now)
    order = replace(kill(copy, now), guid="urn:rift:2", refers_to=("urn:rift:1",))
    intake.store(raw, order, now=now)
    assert usable(now) == []


def test_a_kill_bars_no_other_agencys_piece_of_the_same_guid(raw: Raw, copy: core.Item, now: datetime) -> None:
    other = Agency.objects.create(slug="lake", name="Lake Press")
    wire = Wire.objects.create(
        agency=other, kind="folder", address="/wires/lake", state="active", queued_at=now, next_at=now
    )
    theirs = Raw.objects.create(wire=wire, digest="e", body=b"", received_at=now, queued_at=now, state="read")
    intake.store(theirs, copy, now=now)
    intake.store(raw, kill(copy, now), now=now)
    assert [item.agency.slug for item in usable(now)] == ["lake"]


def test_a_kill_is_recorded_and_obeyed_again_after_an_older_backup(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, copy, now=now)
    intake.store(raw, kill(copy, now), now=now)
    assert Entry.objects.filter(kind="kill", subject="urn:rift:1").count() == 1
    # What an older backup brings back: the item, and no kill.
    Barred.objects.all().delete()
    Item.objects.filter(version="1").update(killed=False)
    assert keeping.obey_record() == 1
    assert Item.objects.get(version="1").killed


def test_the_same_text_is_not_stored_again(raw: Raw, copy: core.Item, now: datetime) -> None:
    assert intake.store(raw, copy, now=now)
    assert not intake.store(raw, copy, now=now)
    assert Item.objects.count() == 1


def test_a_changed_body_under_an_old_version_is_a_silent_correction(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, copy, now=now)
    intake.store(raw, replace(copy, body="The port will add three shifts."), now=now)
    newest = Item.objects.get(current=True)
    assert newest.silent
    assert newest.sequence == 2
    assert [item.body for item in usable(now)] == ["The port will add three shifts."]


def test_an_older_version_that_comes_late_does_not_replace_a_newer_one(
    raw: Raw, copy: core.Item, now: datetime
) -> None:
    newer = replace(copy, version="10", body="Three shifts.", version_created=now + timedelta(hours=1))
    intake.store(raw, newer, now=now)
    intake.store(raw, replace(copy, version="9"), now=now)
    assert [item.version for item in usable(now)] == ["10"]


def test_versions_are_compared_as_numbers(raw: Raw, copy: core.Item, now: datetime) -> None:
    undated = replace(copy, version_created=None)
    intake.store(raw, replace(undated, version="9"), now=now)
    intake.store(raw, replace(undated, version="10", body="Newer."), now=now)
    assert [item.version for item in usable(now)] == ["10"]


def test_an_embargoed_item_waits_until_its_time(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, replace(copy, embargoed_until=now + timedelta(hours=1)), now=now)
    assert Item.objects.lease("waiting", now=now) is None
    assert usable(now) == []
    later = now + timedelta(hours=1, seconds=1)
    assert len(usable(later)) == 1
    assert Item.objects.lease("waiting", now=later) is not None


def test_an_embargo_that_can_not_be_read_is_a_hold(raw: Raw, copy: core.Item, now: datetime) -> None:
    intake.store(raw, replace(copy, embargo_unreadable=True), now=now)
    assert usable(now + timedelta(days=1000)) == []


def test_a_hold_is_lifted_by_a_new_usable_version(raw: Raw, copy: core.Item, now: datetime) -> None:
    held = replace(copy, version="2", pub_status=core.PubStatus.WITHHELD, signal=core.Signal.HOLD)
    intake.store(raw, copy, now=now)
    intake.store(raw, held, now=now)
    assert usable(now) == []
    intake.store(
        raw, replace(copy, version="3", body="Three shifts.", version_created=now + timedelta(hours=2)), now=now
    )
    assert [item.version for item in usable(now)] == ["3"]


def test_a_guid_of_any_length_is_one_piece_and_can_be_killed(raw: Raw, copy: core.Item, now: datetime) -> None:
    long = replace(copy, guid="urn:rift:" + "x" * 900)
    assert intake.store(raw, long, now=now)
    assert not intake.store(raw, long, now=now)
    assert intake.store(raw, replace(long, guid="urn:rift:" + "x" * 899 + "y"), now=now)
    intake.store(raw, replace(kill(copy, now), guid=long.guid), now=now)
    assert len(usable(now)) == 1
