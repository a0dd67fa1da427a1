"""A brief goes out in one go: exactly the words shown, through the same gate as all else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

import newsroom
from wiredesk import clock
from wiredesk.core import writing
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Draft, Story
from wiredesk.site import actions, briefs, steps
from wiredesk.site.pages import Article
from wiredesk.site.public import Version
from wiredesk.wire.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def waits(house: None) -> Story:
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    row = newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))
    text = newsroom.extract(row)
    Draft.objects.create(
        story=row, state="checked", queued_at=row.queued_at, made_at=row.queued_at, digest=text.digest,
        content=writing.draft_to_json(text), writer="extract",
    )  # fmt: skip
    return row


def test_a_brief_publishes_headline_summary_and_short_text_alone(waits: Story, editor: User) -> None:
    text = briefs.brief(waits)
    assert [each.text for each in text.body] == [each.text for each in text.short]
    assert all(each.supports for each in text.body)
    briefs.send(waits, text.digest, by=editor, now=clock.now())
    steps.publish(now=clock.now())
    version = Version.objects.get(story=waits, current=True)
    assert version.digest == text.digest


def test_a_brief_of_other_words_than_shown_does_not_go(waits: Story, editor: User) -> None:
    digest = briefs.brief(waits).digest
    actions.change(waits, {"short": "Kenya's port authority will add night shifts."}, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="look again"):
        briefs.send(waits, digest, by=editor, now=clock.now())


def test_a_brief_that_a_check_stops_says_why_and_leaves_the_text_as_it_was(waits: Story, editor: User) -> None:
    actions.change(
        waits, {"short": "Kenya's port authority said it would add nine night shifts."}, by=editor, now=clock.now()
    )
    before = Article.objects.get(story=waits).get_latest_revision().pk
    text = briefs.brief(waits)
    assert briefs.stops(waits, text, now=clock.now())
    with pytest.raises(NotAllowed):
        briefs.send(waits, text.digest, by=editor, now=clock.now())
    assert Article.objects.get(story=waits).get_latest_revision().pk == before


def test_a_reporter_cannot_send_a_brief_and_nothing_of_it_is_left(waits: Story, reporter: User) -> None:
    text = briefs.brief(waits)
    with pytest.raises(NotAllowed):
        briefs.send(waits, text.digest, by=reporter, now=clock.now())
    assert not Article.objects.filter(story=waits).exists()


def test_a_brief_of_killed_copy_says_so(waits: Story, editor: User) -> None:
    Item.objects.update(killed=True)
    assert "may be used" in briefs.stops(waits, briefs.brief(waits), now=clock.now())


def test_the_window_shows_the_words_and_whose_they_are(waits: Story, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    said = client.get(f"/desk/story/{waits.pk}/brief/").json()
    assert said["why"] == ""
    assert said["words"][0]["from"]
    client.post(f"/desk/story/{waits.pk}/brief/send/", {"digest": said["digest"]})
    steps.publish(now=clock.now())
    assert "public already" in client.get(f"/desk/story/{waits.pk}/brief/").json()["why"]
