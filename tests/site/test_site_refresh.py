"""What the clock alone makes stale, what is read, and what became of a reader's report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

import newsroom
from newsroom import NOON
from wiredesk.readers import actions, counting, trending
from wiredesk.readers.models import Report
from wiredesk.site import dependents, refreshing
from wiredesk.site.public import Rendering

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


def written(*paths: str, at: datetime) -> None:
    dependents.enqueue(set(paths), now=at)
    Rendering.objects.update(state=Rendering.State.DONE, written_at=at)


def test_a_story_leaves_the_news_sitemap_of_a_quiet_site_after_two_days() -> None:
    newsroom.editions()
    first = newsroom.kursk().first_at
    written("/news-sitemap.xml", at=first)
    look = refreshing.Refresher()
    assert look.turn(now=first + timedelta(hours=47, minutes=58)) is None
    assert look.turn(now=first + timedelta(hours=48, minutes=1)) == {"/news-sitemap.xml"}
    assert Rendering.objects.get().state == Rendering.State.WAITING


def test_trending_is_written_again_after_an_hour_with_readers_and_never_without() -> None:
    newsroom.editions()
    version = newsroom.kursk()
    at = version.first_at
    written("/trending/", at=at)
    assert refreshing.stale(now=at + timedelta(hours=9)) == set()
    counting.flush({(version.story_id, "", at): 25})
    assert refreshing.stale(now=at + timedelta(minutes=50)) == set()
    again = refreshing.stale(now=at + timedelta(minutes=61))
    assert {"/", "/trending/", "/global/", version.path} <= again
    written(*again, at=at + timedelta(hours=70))
    assert refreshing.stale(now=at + timedelta(hours=72)) == set()  # nothing that was shown can fade any more


def test_the_step_looks_once_a_minute() -> None:
    version = newsroom.kursk()
    look, at = refreshing.Refresher(), version.first_at + timedelta(hours=60)
    assert look.turn(now=at) is None
    written("/news-sitemap.xml", at=version.first_at)
    assert look.turn(now=at + timedelta(seconds=59)) is None
    assert look.turn(now=at + timedelta(seconds=60)) is not None


def test_read_to_the_end_is_a_share_with_a_floor_and_a_doubt() -> None:
    few, many, half, unread = 1, 2, 3, 4
    counting.flush(
        {(few, "", NOON): 21, (many, "", NOON): 500, (half, "", NOON): 200, (unread, "", NOON): 900},
        {(few, "", NOON): 20, (many, "", NOON): 450, (half, "", NOON): 100},
    )
    assert trending.deepest(now=NOON, limit=9) == [many, few, half]
    counting.flush({(5, "", NOON): 19}, {(5, "", NOON): 19})
    assert 5 not in trending.deepest(now=NOON, limit=9)


def test_where_only_readings_to_the_end_are_counted_they_count_as_views() -> None:
    counting.flush({}, {(7, "", NOON): 30})
    assert trending.ranked(now=NOON, limit=3) == [7]


def test_an_accepted_report_leads_to_its_correction_and_the_correction_to_the_report(client: Client) -> None:
    newsroom.editions()
    first = newsroom.kursk()
    sent = actions.report(story=first.story_id, now=first.at + timedelta(hours=1), kind="fact", message="Wrong.")
    address = f"/feedback/{sent.number}/"
    fixed = newsroom.publish(
        first.story, replace(newsroom.extract(first.story), dateline=""), kind="correction", note="Mended.",
        at=first.at + timedelta(hours=2),
    )  # fmt: skip
    assert "versions/#v" not in client.get(address).content.decode()  # nobody said that the report led to it
    actions.answer(sent.pk, state="accepted", text="Thanks.", corrected_in=None, by="ada", now=fixed.at)
    assert f"{fixed.path}versions/#v2" in client.get(address).content.decode()
    assert sent.number not in client.get("/corrections/").content.decode()  # named at the desk, or not at all
    actions.answer(sent.pk, state="accepted", text="Thanks.", corrected_in=2, by="ada", now=fixed.at)
    assert address in client.get("/corrections/").content.decode()
    actions.answer(sent.pk, state="declined", text="No.", corrected_in=2, by="ada", now=fixed.at)
    assert Report.objects.get().corrected_in is None
    assert "versions/#v" not in client.get(address).content.decode()
