"""The group step: decisions in the order of arrival, a window that follows the database, a start from a snapshot."""

from __future__ import annotations

from datetime import timedelta

import pytest

import newsroom
from wiredesk.desk import steps
from wiredesk.desk import window as windows
from wiredesk.desk.models import Member, Story
from wiredesk.desk.window import Window
from wiredesk.wire.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "record"])
NOON = newsroom.NOON


def waiting(guid: str, agency: str, body: str, minutes: int) -> Item:
    sender = newsroom.agency(agency.lower().replace(" ", "-"), agency, "Nairobi", "KE")
    item = newsroom.item(sender, guid, "Kenya port to add night shifts", body, at=NOON + timedelta(minutes=minutes))
    Item.objects.filter(pk=item.pk).update(state=Item.State.WAITING)
    item.refresh_from_db()
    return item


def test_a_copy_joins_the_story_with_what_was_weighed_and_which_passages_it_took(house: None) -> None:
    first = waiting("r1", "Rift Wire", newsroom.PORT, 0)
    copy = waiting("h1", "Hub Press", "NAIROBI, April 27 (Rift Wire) - " + newsroom.PORT.partition(" - ")[2], 1)
    window = Window()
    while steps.group(now=NOON + timedelta(hours=1), window=window) is not None:
        continue
    member = Member.objects.get(item=copy)
    assert (member.duplicate_of_id, member.origin_id, member.story) == (
        first.pk,
        first.pk,
        Member.objects.get(item=first).story,
    )
    (start, end), (begins, ends) = member.passages[0]["later"], member.passages[0]["earlier"]
    assert copy.body[start:end] == first.body[begins:ends]


def test_who_holds_an_item_while_another_works_on_an_older_one_gives_it_back(house: None) -> None:
    now = NOON + timedelta(hours=1)
    older, newer = waiting("r1", "Rift Wire", newsroom.PORT, 0), waiting("k1", "Kyiv Wire", newsroom.KYIV, 1)
    held = Item.objects.lease(Item.State.WAITING, now=now)
    assert held == older
    assert steps.group(now=now, window=Window()) is None
    newer.refresh_from_db()
    assert (newer.state, newer.attempts, newer.lease) == (Item.State.WAITING, 0, "")
    later = now + timedelta(days=1)
    assert steps.group(now=later, window=Window()) == older
    assert steps.group(now=later, window=Window()) == newer


def test_a_window_started_from_its_snapshot_knows_the_stories_and_what_editors_moved_since(
    house: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = tmp_path_factory.mktemp("window") / "window.bin"
    monkeypatch.setattr(windows, "_path", lambda: kept)
    monkeypatch.setattr(windows, "KEPT_EVERY", 1)
    now = NOON + timedelta(hours=1)
    waiting("r1", "Rift Wire", newsroom.PORT, 0)
    window = Window()
    steps.group(now=now, window=window)
    window.follow(now=now)
    assert kept.exists()
    moved = Story.objects.create(state="ready", queued_at=NOON, started_at=NOON, news_at=NOON)
    Member.objects.update(story=moved)
    again = Window()
    again.follow(now=now)
    copy = waiting("h1", "Hub Press", newsroom.PORT, 2)
    assert again.decide(copy).story == str(moved.pk)


def test_a_snapshot_of_another_database_is_not_used(
    house: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = tmp_path_factory.mktemp("window") / "window.bin"
    monkeypatch.setattr(windows, "_path", lambda: kept)
    monkeypatch.setattr(windows, "KEPT_EVERY", 1)
    now = NOON + timedelta(hours=1)
    waiting("r1", "Rift Wire", newsroom.PORT, 0)
    window = Window()
    steps.group(now=now, window=window)
    window.follow(now=now)
    Member.objects.all().delete()
    again = Window()
    again.follow(now=now)
    assert again.decide(waiting("h1", "Hub Press", newsroom.PORT, 2)).story is None
