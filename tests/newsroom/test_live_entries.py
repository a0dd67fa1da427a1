"""A live timeline: entries are sourced, checked, posted by a person, corrected in the open, and gone with their copy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

import newsroom
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Story
from wiredesk.record.models import Entry
from wiredesk.site import coverage, covering, dependents, steps
from wiredesk.site import story as stories
from wiredesk.site.coverage import LiveEntry
from wiredesk.site.public import Rendering, Version
from wiredesk.wire.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "record"])

LINE = "Kenya's port authority said on Sunday that it would add two night shifts at the container terminal from May."


@pytest.fixture
def port(house: None) -> Story:
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    row = newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))
    newsroom.publish(row, newsroom.extract(row))
    Rendering.objects.all().delete()
    return row


def page(row: Story) -> stories.StoryPage:
    return stories.page(Version.objects.get(story=row, current=True), None, now=clock.now(), picture=None)


def told(row: Story, by: User, **words: object) -> LiveEntry:
    entry = covering.write(row, {"text": LINE} | words, by=by, now=clock.now())
    covering.post(entry, by=by, now=clock.now())
    return entry


def test_an_entry_stands_on_the_page_with_its_time_and_sources(port: Story, editor: User) -> None:
    entry = told(port, editor, headline="Kenya port to add night shifts", main=True)
    live = page(port).live
    assert live is not None
    assert live.ended is None
    (shown,) = live.entries
    assert (shown.headline, shown.main, shown.by) == ("Kenya port to add night shifts", True, editor.username)
    assert LINE in shown.sources[0].quote
    assert shown.agencies == "Rift Wire"
    path = Version.objects.get(story=port, current=True).path
    assert Rendering.objects.filter(path=path, state="waiting").exists()
    assert Entry.objects.filter(kind="publish", subject=f"story {port.pk} entry {entry.pk}").exists()


def test_readers_see_nothing_of_an_entry_that_waits(port: Story, reporter: User) -> None:
    covering.write(port, {"text": LINE}, by=reporter, now=clock.now())
    assert page(port).live is None


def test_who_may_not_publish_may_write_an_entry_and_not_post_it(port: Story, reporter: User) -> None:
    entry = covering.write(port, {"text": LINE}, by=reporter, now=clock.now())
    with pytest.raises(NotAllowed):
        covering.post(entry, by=reporter, now=clock.now())


def test_a_sentence_without_a_source_is_refused_by_name(port: Story, editor: User) -> None:
    with pytest.raises(NotAllowed, match="Volcano"):
        covering.write(port, {"text": f"{LINE} Volcano ash closed eleven airports."}, by=editor, now=clock.now())
    assert not LiveEntry.objects.exists()


def test_an_entry_that_a_check_stops_is_not_posted(port: Story, editor: User) -> None:
    entry = covering.write(port, {"text": LINE.replace("two night", "nine night")}, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="check stops it"):
        covering.post(entry, by=editor, now=clock.now())
    assert coverage.told(port.pk, now=clock.now()) is None


def test_an_entry_of_tomorrow_is_refused(port: Story, editor: User) -> None:
    with pytest.raises(NotAllowed, match="ahead"):
        covering.write(port, {"text": LINE, "at": clock.now() + timedelta(days=1)}, by=editor, now=clock.now())


def test_a_story_that_is_not_public_has_no_entries(port: Story, editor: User) -> None:
    newsroom.take_down(port, "Withdrawn.")
    with pytest.raises(NotAllowed, match="not public"):
        covering.write(port, {"text": LINE}, by=editor, now=clock.now())


def test_a_correction_takes_the_entrys_place_and_says_what_was_wrong(port: Story, editor: User) -> None:
    entry = told(port, editor)
    words = {"text": "The authority said that the average wait of a ship had risen to 4.5 days in March."}
    with pytest.raises(NotAllowed, match="for the reader"):
        covering.write(port, words, by=editor, now=clock.now(), replaces=entry)
    better = covering.write(
        port, words | {"note": "We had the shifts first."}, by=editor, now=clock.now(), replaces=entry
    )
    assert [each.number for each in coverage.told(port.pk, now=clock.now()).entries] == [entry.pk]  # type: ignore[union-attr]
    covering.post(better, by=editor, now=clock.now())
    (shown,) = page(port).live.entries  # type: ignore[union-attr]
    assert shown.anchor == f"live-{entry.pk}"
    assert shown.correction == "We had the shifts first."
    assert "4.5 days" in shown.lines[0].text


def test_an_entry_on_killed_copy_leaves_the_page_at_once_and_its_row_by_the_worker(port: Story, editor: User) -> None:
    entry = told(port, editor)
    Item.objects.update(killed=True)
    assert page(port).live.entries == ()  # type: ignore[union-attr]
    assert steps.obey(now=clock.now()) == entry
    entry.refresh_from_db()
    assert entry.state == LiveEntry.State.WITHDRAWN
    assert Entry.objects.filter(kind="take-down", subject=f"story {port.pk} entry {entry.pk}").exists()


def test_a_withdrawn_entry_is_gone_and_cannot_be_posted_again(port: Story, editor: User) -> None:
    entry = told(port, editor)
    covering.withdraw(entry, by=editor, now=clock.now(), note="Not ours to tell")
    assert page(port).live.entries == ()  # type: ignore[union-attr]
    with pytest.raises(NotAllowed):
        covering.post(entry, by=editor, now=clock.now())


def test_coverage_ends_and_goes_on(port: Story, editor: User) -> None:
    told(port, editor)
    covering.end(port, by=editor, now=clock.now())
    assert page(port).live.ended is not None  # type: ignore[union-attr]
    covering.end(port, by=editor, now=clock.now(), again=True)
    assert page(port).live.ended is None  # type: ignore[union-attr]


def test_the_files_of_a_story_are_those_that_an_entry_changes(port: Story, editor: User) -> None:
    told(port, editor)
    version = Version.objects.get(story=port, current=True)
    assert set(Rendering.objects.values_list("path", flat=True)) == dependents.of_story(version, now=clock.now())


def test_the_desk_writes_posts_and_shows_entries(port: Story, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    client.post(f"/desk/story/{port.pk}/tell/", {"text": LINE, "do": "post", "at": "2025-04-27T10:00"})
    answer = client.get(f"/desk/story/{port.pk}/").content.decode()
    assert "Posted." in answer
    assert "27 Apr 2025 10:00" in answer
    entry = LiveEntry.objects.get()
    client.post(f"/desk/story/{port.pk}/untell/", {"entry": entry.pk, "note": "Doubtful"})
    assert "data-into" in client.get(f"/desk/story/{port.pk}/").content.decode()
    assert LiveEntry.objects.get().state == LiveEntry.State.WITHDRAWN
