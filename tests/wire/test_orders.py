"""Kills, holds, replacements and versions in every order of arrival; what the record brings back after a restore."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from wiredesk.core import formats
from wiredesk.core import model as core
from wiredesk.newsroom import keeping
from wiredesk.record.models import Entry, broken_at
from wiredesk.wire import intake, orders
from wiredesk.wire.models import Agency, Barred, Item, Raw, Wire

pytestmark = pytest.mark.django_db(databases=["default", "record"])

COPY = core.Item(guid="urn:rift:1", version="1", headline="Port adds shifts", body="The port will add two shifts.")


@pytest.fixture
def agency() -> Agency:
    return Agency.objects.create(slug="rift", name="Rift Wire")


def wire_of(agency: Agency, now: datetime, address: str = "/wires/rift") -> Wire:
    found, _ = Wire.objects.get_or_create(
        address=address, defaults={"agency": agency, "kind": "folder", "state": "active", "queued_at": now, "next_at": now},
    )  # fmt: skip
    return found


def raw_of(wire: Wire, at: datetime) -> Raw:
    number = wire.raws.count()
    return Raw.objects.create(wire=wire, digest=f"d{number}", body=b"", received_at=at, queued_at=at, state="read")


def arrive(agency: Agency, now: datetime, *items: core.Item, address: str = "/wires/rift") -> None:
    wire = wire_of(agency, now, address)
    for minute, item in enumerate(items):
        at = now + timedelta(minutes=minute + wire.raws.count())
        intake.store(raw_of(wire, at), item, now=at)


def usable(now: datetime, days: int = 2) -> list[str]:
    found = Item.objects.usable(now=now + timedelta(days=days)).order_by("guid", "sequence")
    return [f"{item.guid} {item.version} {item.body}" for item in found]


def at(item: core.Item, when: datetime, **changes: object) -> core.Item:
    return replace(item, version_created=when, **changes)  # type: ignore[arg-type]


def held(when: datetime, version: str = "2") -> core.Item:
    return at(COPY, when, version=version, pub_status=core.PubStatus.WITHHELD, signal=core.Signal.HOLD, body="")


def killed(when: datetime, version: str = "3") -> core.Item:
    return at(COPY, when, version=version, pub_status=core.PubStatus.CANCELED, signal=core.Signal.KILL, body="")


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_kill_bars_the_piece_in_every_order_of_arrival(agency: Agency, now: datetime, order: tuple[int, ...]) -> None:
    copies = [
        at(COPY, now), at(COPY, now + timedelta(minutes=1), version="2", body="Three shifts."),
        killed(now + timedelta(minutes=2)), at(COPY, now + timedelta(minutes=3), version="4", body="Four shifts."),
    ]  # fmt: skip
    arrive(agency, now, *(copies[each] for each in order))
    assert usable(now) == []
    assert Item.objects.filter(state="waiting").count() <= 1  # what came before the kill in arrival was let go


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_hold_is_lifted_by_a_later_version_and_by_no_earlier_one(
    agency: Agency, now: datetime, order: tuple[int, ...]
) -> None:
    copies = [
        at(COPY, now), held(now + timedelta(minutes=1)), at(COPY, now + timedelta(minutes=2), version="3", body="Ten.")
    ]  # fmt: skip
    arrive(agency, now, *(copies[each] for each in order))
    assert usable(now) == ["urn:rift:1 3 Ten."]


def test_a_version_from_before_the_hold_that_comes_late_stays_on_hold(agency: Agency, now: datetime) -> None:
    arrive(agency, now, held(now + timedelta(minutes=5)), at(COPY, now))
    assert usable(now) == []
    arrive(agency, now, replace(COPY, body="No time, no number.", version=""))
    assert usable(now) == []


def test_the_same_text_sent_again_as_a_newer_version_lifts_a_hold(agency: Agency, now: datetime) -> None:
    arrive(
        agency, now, at(COPY, now), held(now + timedelta(minutes=1)), at(COPY, now + timedelta(minutes=2), version="3")
    )
    assert usable(now) == ["urn:rift:1 3 The port will add two shifts."]


@pytest.mark.parametrize("signal", [core.Signal.UPDATE, core.Signal.CORRECT, core.Signal.REFILE])
def test_a_correction_lifts_a_hold_too(agency: Agency, now: datetime, signal: core.Signal) -> None:
    newer = at(COPY, now + timedelta(minutes=2), version="3", body="Ten.", signal=signal)
    arrive(agency, now, at(COPY, now), held(now + timedelta(minutes=1)), newer)
    assert usable(now) == ["urn:rift:1 3 Ten."]


def test_a_hold_under_its_own_guid_is_lifted_by_a_later_version_of_the_piece(agency: Agency, now: datetime) -> None:
    order = replace(held(now + timedelta(minutes=1)), guid="urn:rift:note", refers_to=("urn:rift:1",))
    arrive(agency, now, at(COPY, now), order)
    assert usable(now) == []
    arrive(agency, now, at(COPY, now + timedelta(minutes=9), version="2"))
    assert usable(now) == ["urn:rift:1 2 The port will add two shifts."]


def test_a_second_hold_stands_after_the_first_was_lifted(agency: Agency, now: datetime) -> None:
    arrive(
        agency, now, at(COPY, now), held(now + timedelta(minutes=1)),
        at(COPY, now + timedelta(minutes=2), version="3", body="Ten."), held(now + timedelta(minutes=3), version="4"),
    )  # fmt: skip
    assert usable(now) == []
    assert [entry.kind for entry in Entry.objects.order_by("pk")] == ["hold", "free", "hold"]
    assert broken_at() is None


def test_a_correction_under_a_new_guid_takes_the_place_of_the_piece_it_names(agency: Agency, now: datetime) -> None:
    newer = at(COPY, now + timedelta(hours=1), guid="urn:rift:2", body="Ten.", signal=core.Signal.CORRECT,
               refers_to=("urn:rift:1",))  # fmt: skip
    arrive(agency, now, at(COPY, now), newer)
    assert usable(now) == ["urn:rift:2 1 Ten."]


def test_a_piece_that_comes_after_its_correction_is_not_used(agency: Agency, now: datetime) -> None:
    newer = at(COPY, now + timedelta(hours=1), guid="urn:rift:2", body="Ten.", refers_to=("urn:rift:1",))
    arrive(agency, now, newer, at(COPY, now))
    assert usable(now) == ["urn:rift:2 1 Ten."]


def test_a_piece_is_not_replaced_by_an_older_one_that_names_it(agency: Agency, now: datetime) -> None:
    background = at(COPY, now - timedelta(days=3), guid="urn:rift:0", refers_to=("urn:rift:1",))
    arrive(agency, now, at(COPY, now), background)
    assert len(usable(now)) == 2


def test_an_embargo_that_changes_is_kept_though_no_word_changed(agency: Agency, now: datetime) -> None:
    first = at(COPY, now, embargoed_until=now + timedelta(hours=1))
    arrive(agency, now, first, replace(first, embargoed_until=now + timedelta(days=30)))
    assert usable(now) == []
    arrive(agency, now, replace(first, version="2", embargoed_until=None))
    assert usable(now, days=0) == ["urn:rift:1 2 The port will add two shifts."]


def test_an_embargo_that_could_not_be_read_ends_when_the_agency_sends_one_that_can(
    agency: Agency, now: datetime
) -> None:
    arrive(agency, now, at(COPY, now, embargo_unreadable=True))
    assert usable(now) == []
    arrive(agency, now, at(COPY, now, embargoed_until=now + timedelta(hours=1)))
    assert len(usable(now)) == 1


def test_the_third_version_to_come_is_held_against_the_one_that_counts(agency: Agency, now: datetime) -> None:
    first, third, second = (at(COPY, now + timedelta(hours=n), version=str(n), body=f"{n}.") for n in (1, 3, 2))
    arrive(agency, now, first, third, second, at(COPY, now + timedelta(hours=2.5), version="2.5", body="2.5."))
    assert usable(now) == ["urn:rift:1 3 3."]


def test_a_text_that_comes_back_after_another_one_counts_again(agency: Agency, now: datetime) -> None:
    first, second = at(COPY, now), at(COPY, now, body="Three shifts.")
    arrive(agency, now, first, second, first)
    assert usable(now) == ["urn:rift:1 1 The port will add two shifts."]
    arrive(agency, now, first)
    assert Item.objects.count() == 3


def test_two_wires_that_carry_one_piece_in_two_wordings_do_not_take_turns(agency: Agency, now: datetime) -> None:
    other = replace(COPY, body="Two shifts will be added by the port.")
    arrive(agency, now, COPY)
    arrive(agency, now, other, address="/wires/other")
    for _ in range(3):
        arrive(agency, now, COPY)
        arrive(agency, now, other, address="/wires/other")
    assert Item.objects.count() == 2


def test_old_bytes_that_are_read_again_do_not_replace_what_came_after_them(agency: Agency, now: datetime) -> None:
    wire = wire_of(agency, now)
    old, new = raw_of(wire, now), raw_of(wire, now + timedelta(hours=1))
    undated = replace(COPY, version="")
    intake.store(new, replace(undated, body="Ten."), now=now + timedelta(hours=1))
    intake.store(old, undated, now=now + timedelta(hours=2))  # it was in quarantine until now
    assert usable(now) == ["urn:rift:1  Ten."]
    intake.store(old, undated, now=now + timedelta(hours=3))
    assert Item.objects.count() == 2


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [("9", "10", "10"), ("0009", "10", "10"), ("9998", "0003", "0003"), ("2", "1", "2"), ("1.9", "1.10", "1.10")],
)
def test_versions_are_compared_as_numbers_that_may_go_round(
    agency: Agency, now: datetime, first: str, second: str, newest: str
) -> None:
    arrive(agency, now, replace(COPY, version=first), replace(COPY, version=second, body="Other words."))
    assert Item.objects.get(current=True).version == newest


def test_the_number_decides_before_the_clock(agency: Agency, now: datetime) -> None:
    skewed = at(COPY, now - timedelta(minutes=3), version="2", body="Ten.")
    arrive(agency, now, at(COPY, now), skewed)
    assert usable(now) == ["urn:rift:1 2 Ten."]


def test_an_update_that_says_so_is_not_called_silent(agency: Agency, now: datetime) -> None:
    feed = at(COPY, now, version="")
    later = at(feed, now + timedelta(hours=1), body="Ten.")
    corrected = replace(later, body="Eleven.", signal=core.Signal.CORRECT)
    arrive(agency, now, feed, later, corrected, replace(corrected, body="Twelve.", signal=core.Signal.NONE))
    assert [item.silent for item in Item.objects.order_by("sequence")] == [False, False, False, True]


def test_a_late_and_backdated_item_is_kept(agency: Agency, now: datetime) -> None:
    arrive(agency, now, at(COPY, now), at(COPY, now - timedelta(days=40), guid="urn:rift:old", body="Old news."))
    assert len(usable(now)) == 2


def test_an_item_that_lost_words_without_a_reason_is_quarantined(agency: Agency, now: datetime) -> None:
    whole = at(COPY, now, words_in=50, words_out=48, dropped=(core.Dropped("a caption", "caption", 2),))
    arrive(agency, now, replace(whole, guid="urn:whole"), replace(whole, guid="urn:torn", words_out=20))
    assert [item.guid for item in Item.objects.usable(now=now)] == ["urn:whole"]
    torn = Item.objects.get(guid="urn:torn")
    assert torn.state == "quarantined"
    assert "28 of 50 words" in torn.error


def forget(agency: Agency) -> None:
    """What an older backup brings back: the items, and no orders."""
    Barred.objects.all().delete()
    Item.objects.filter(state="notice").exclude(pub_status="usable").delete()
    Item.objects.update(killed=False, held=False)


def test_a_restore_brings_back_the_holds_that_stand_and_not_those_that_were_lifted(
    agency: Agency, now: datetime
) -> None:
    other = at(COPY, now, guid="urn:rift:2")
    arrive(
        agency, now, at(COPY, now), held(now + timedelta(minutes=1)),
        at(COPY, now + timedelta(minutes=2), version="3", body="Ten."),
        other, replace(held(now + timedelta(minutes=1)), guid="urn:rift:2"),
    )  # fmt: skip
    forget(agency)
    assert keeping.obey_record() == 1
    assert usable(now) == ["urn:rift:1 3 Ten."]


def test_a_hold_in_the_backup_that_was_lifted_since_does_not_bar_the_version_that_comes_again(
    agency: Agency, now: datetime
) -> None:
    newer = at(COPY, now + timedelta(minutes=2), version="3", body="Ten.")
    arrive(agency, now, at(COPY, now), held(now + timedelta(minutes=1)))
    backup = Barred.objects.get()
    arrive(agency, now, newer)
    Item.objects.filter(version="3").delete()
    backup.save(force_insert=True)
    assert keeping.obey_record() == 1
    arrive(agency, now, newer)
    assert usable(now) == ["urn:rift:1 3 Ten."]


def test_kills_of_long_guids_are_recorded_each_and_found_again(agency: Agency, now: datetime) -> None:
    guids = [f"urn:rift:{'x' * 470}:{n}" for n in range(2)]
    arrive(agency, now, *(at(COPY, now, guid=guid) for guid in guids))
    arrive(agency, now, *(replace(killed(now), guid=guid) for guid in guids))
    forget(agency)
    assert keeping.obey_record() == 2
    assert usable(now) == []


def test_an_agency_that_was_lost_with_a_backup_has_its_kills_back_when_it_is_added_again(
    agency: Agency, now: datetime
) -> None:
    arrive(agency, now, at(COPY, now), killed(now + timedelta(minutes=2)))
    for model in (Barred, Item, Raw, Wire, Agency):
        model.objects.all().delete()
    again = Agency.objects.create(slug="rift", name="Rift Wire")
    assert orders.recall(agency=again) == 1
    arrive(again, now, at(COPY, now))
    assert usable(now) == []


HEAD = """\x16\x16\x01{number}\r
{mark} a \x14BC-NewsAlert   09-03 0071\r
\x02^BC-US--Mayor-Ducks{slug},0071<\r
^{line}<\r
   WESTMARCH, Vt. (SP) _ {copy}\r
\x03SP-NY-09-03-24 2011EDT<\r
\x04"""
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:rift:9" version="{version}">
<itemMeta><versionCreated>2024-09-03T20:0{version}:00Z</versionCreated>
<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>Mayor</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">The mayor resigned.</inlineData></contentSet></newsItem>"""
NITF = """<nitf><head><docdata management-status="{status}"><doc-id id-string="urn:rift:9"/>
<date.issue norm="20240903T200{version}00Z"/>
<du-key version="{version}"/></docdata></head><body>
<body.head><hedline><hl1>Mayor</hl1></hedline></body.head>
<body.content><p>The mayor resigned.</p></body.content></body></nitf>"""
NINJS = """{{"uri": "urn:rift:9", "version": "{version}", "versioncreated": "2024-09-03T20:0{version}:00Z", "pubstatus": "{status}",
"headline": "Mayor", "body_text": "The mayor resigned."}}"""
PAIRS = [
    (one.format(version=1, status="usable"), other.format(version=2, status="canceled"))
    for one, other in ((G2, NITF), (NITF, NINJS), (NINJS, G2))
] + [
    (
        HEAD.format(number="a0961", mark="b", slug="", line="Mayor resigns", copy="The mayor resigned."),
        HEAD.format(
            number="a0977", mark="b", slug=", KILL", line="BULLETIN KILL", copy="Kill a0961. He did not resign."
        ),
    )
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("pair", PAIRS, ids=["g2-nitf", "nitf-ninjs", "ninjs-g2", "anpa"])
def test_a_piece_and_its_kill_in_another_file_or_format_leave_nothing_usable_in_either_order(
    agency: Agency, now: datetime, pair: tuple[str, str], turned: bool
) -> None:
    (piece,), (order,) = (formats.read(each.encode()) for each in pair)
    assert (piece.signal, order.signal) == (core.Signal.NONE, core.Signal.KILL)
    arrive(agency, now, *((order, piece) if turned else (piece, order)))
    assert usable(now) == []
    assert Item.objects.filter(guid=piece.guid, killed=False).count() == 0
