"""Overrides with two people, typed corrections, schedule, kill: what lets a text out, and what holds it back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import newsroom
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import overriding
from wiredesk.desk import steps as desk
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Act, Finding, Member, Override, Story
from wiredesk.desk.steps import wake
from wiredesk.newsroom import undoing
from wiredesk.record.models import Entry
from wiredesk.site import actions, gate, scheduling, steps
from wiredesk.site.public import Approval, Release, Version

pytestmark = pytest.mark.django_db(databases=["default", "record"])

STOPPED = "Russian forces restore order as Ukraine is driven out of Kursk region"


def text_of(story: Story):
    _, text = actions.working_text(story)
    assert text is not None
    return text


def approve(story: Story, by: User, **more: str) -> Approval:
    return actions.approve(story, text_of(story).digest, by=by, now=clock.now(), **more)


def publish(story: Story, by: User, **more: str) -> Version:
    approve(story, by, **more)
    steps.publish(now=clock.now())
    return Version.objects.get(story=story, current=True)


def stopping(story: Story) -> list[Finding]:
    text = text_of(story)
    return overriding.stopping(check_text(story, text, now=clock.now()), text)


@pytest.fixture
def stopped(story: Story, editor: User) -> Story:
    actions.change(story, {"title": STOPPED}, by=editor, now=clock.now())
    assert stopping(story)
    return story


def let_pass(story: Story, by: User, reason: str = "Both ministries confirmed it by telephone") -> list[Override]:
    text = text_of(story)
    return [overriding.override(each, text, reason=reason, by=by, now=clock.now()) for each in stopping(story)]


def test_a_finding_that_needs_two_people_stops_until_the_second_says_yes(
    stopped: Story, duty: User, editor: User
) -> None:
    made = let_pass(stopped, duty)
    with pytest.raises(NotAllowed, match="a check stops it"):
        approve(stopped, editor)
    for each in made:
        if overriding.needs_two(each.rule):
            with pytest.raises(NotAllowed, match="another person"):
                overriding.second(each, by=duty, now=clock.now())
            overriding.second(each, by=editor, now=clock.now())
    version = publish(stopped, editor)
    assert version.headline == STOPPED
    assert version.receipt["checks"]["overridden"] == len(made)
    assert Entry.objects.filter(kind="override").count() >= 2


def test_an_override_holds_for_exactly_its_words(stopped: Story, duty: User, editor: User) -> None:
    for each in let_pass(stopped, duty):
        if overriding.needs_two(each.rule):
            overriding.second(each, by=editor, now=clock.now())
    assert stopping(stopped) == []
    actions.change(stopped, {"title": STOPPED + " at last"}, by=editor, now=clock.now())
    assert stopping(stopped)


def test_an_override_needs_a_reason_and_a_duty_editor(stopped: Story, duty: User, editor: User) -> None:
    with pytest.raises(NotAllowed, match="write why"):
        let_pass(stopped, duty, reason=" yes ")
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        let_pass(stopped, editor)
    assert not Override.objects.exists()


def test_the_desk_offers_the_override_to_whom_it_may(stopped: Story, duty: User, editor: User) -> None:
    path = reverse("desk:override", args=[stopped.pk])
    one, other = Client(), Client()
    one.force_login(duty)
    other.force_login(editor)
    assert path not in other.get(reverse("desk:story", args=[stopped.pk])).content.decode()
    for finding in stopping(stopped):
        said = one.post(path, {"finding": finding.pk, "reason": "Seen on the spot by our reporter"}, follow=True)
        assert "on record" in said.content.decode()
    shown = other.get(reverse("desk:story", args=[stopped.pk])).content.decode()
    assert "Let it pass as the second person" in shown
    assert "Seen on the spot" in shown
    for made in Override.objects.filter(second__isnull=True):
        if overriding.needs_two(made.rule):
            other.post(reverse("desk:second", args=[stopped.pk]), {"override": made.pk})
    assert 'class="go">Approve' in other.get(reverse("desk:story", args=[stopped.pk])).content.decode()


@pytest.mark.parametrize("kind", ["correction", "clarify", "agency", "legal"])
def test_each_kind_of_correction_needs_a_sentence_and_is_told_as_such(story: Story, editor: User, kind: str) -> None:
    publish(story, editor)
    actions.change(story, {"dateline": ""}, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="sentence for the reader"):
        approve(story, editor, kind=kind)
    version = publish(story, editor, kind=kind, note="An earlier version named a wrong city.")
    assert version.kind == kind
    assert version.kind in Version.CORRECTIONS


def due(*, now: datetime) -> Release | None:
    found = scheduling.due(now=now)
    steps.publish(now=now)
    return found


def test_a_scheduled_text_goes_out_at_its_second_and_not_before(story: Story, editor: User) -> None:
    now = clock.now()
    at = now + timedelta(hours=2)
    scheduling.schedule(story, text_of(story).digest, at=at, by=editor, now=now)
    due(now=at - timedelta(seconds=1))
    assert not Version.objects.exists()
    due(now=at)
    assert Version.objects.get(story=story).digest == text_of(story).digest


def test_a_past_time_is_refused(story: Story, editor: User) -> None:
    now = clock.now()
    with pytest.raises(NotAllowed, match="is past"):
        scheduling.schedule(story, text_of(story).digest, at=now, by=editor, now=now)
    assert not Approval.objects.exists()


def test_news_for_a_scheduled_story_asks_before_it_goes_out(story: Story, editor: User) -> None:
    now = clock.now()
    at = now + timedelta(hours=2)
    scheduling.schedule(story, text_of(story).digest, at=at, by=editor, now=now)
    Story.objects.filter(pk=story.pk).update(news_at=now + timedelta(minutes=5))
    due(now=now + timedelta(minutes=5))
    assert Release.objects.get(story=story).state == "asking"
    due(now=at + timedelta(minutes=1))
    assert not Version.objects.exists()
    scheduling.send(story, by=editor, now=at + timedelta(minutes=2))
    due(now=at + timedelta(minutes=2))
    assert Version.objects.filter(story=story).exists()


def test_a_scheduled_text_can_be_taken_out(story: Story, editor: User) -> None:
    now = clock.now()
    scheduling.schedule(story, text_of(story).digest, at=now + timedelta(hours=2), by=editor, now=now)
    scheduling.unschedule(story, by=editor, now=now)
    due(now=now + timedelta(hours=3))
    assert not Version.objects.exists()
    with pytest.raises(NotAllowed, match="is not scheduled"):
        scheduling.unschedule(story, by=editor, now=now)


def test_the_desk_schedules_by_its_form(story: Story, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    path = reverse("desk:approve", args=[story.pk])
    digest = text_of(story).digest
    said = client.post(path, {"digest": digest, "at": "soon"}, follow=True).content.decode()
    assert "is no time" in said
    client.post(path, {"digest": digest, "at": "2999-04-26T14:30:07"})
    release = Release.objects.get(story=story)
    assert (release.state, release.go_at.second) == ("scheduled", 7)
    assert "goes out" in client.get("/desk/?view=scheduled").content.decode()


def test_an_approval_is_taken_back_until_the_text_is_out(story: Story, editor: User) -> None:
    approve(story, editor)
    act = undoing.last(editor, story=story)
    assert act is not None
    undoing.undo(act, by=editor, now=clock.now())
    steps.publish(now=clock.now())
    assert not Version.objects.exists()
    assert not Approval.objects.exists()
    publish(story, editor)
    assert undoing.last(editor, story=story) is None
    act = Act.objects.filter(kind="approve").latest("pk")
    with pytest.raises(NotAllowed, match="correct it or take it down"):
        undoing.undo(act, by=editor, now=clock.now())


def test_a_killed_story_can_not_go_out_until_a_duty_editor_lifts_it(story: Story, duty: User, editor: User) -> None:
    publish(story, editor)
    actions.take_down(story, note="The story confused two people.", by=duty, now=clock.now(), kill=True)
    assert Version.objects.get(story=story, current=True).is_notice
    actions.change(story, {"dateline": ""}, by=editor, now=clock.now())
    story.refresh_from_db()
    with pytest.raises(NotAllowed, match="was killed at the desk"):
        approve(story, editor)
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        actions.revive(story, by=editor, now=clock.now())
    actions.revive(story, by=duty, now=clock.now())
    story.refresh_from_db()
    assert publish(story, editor).number == 3


def test_a_kill_of_the_desk_outlives_new_copy(story: Story, duty: User) -> None:
    actions.take_down(story, note="Not true.", by=duty, now=clock.now(), kill=True)
    late = newsroom.item(newsroom.agency("dnipro", "Dnipro Wire", "Kyiv", "UA"), "late", "Late", newsroom.PORT)
    Member.objects.create(story=story, item=late, origin=late)
    story.refresh_from_db()
    with pytest.raises(NotAllowed, match="was killed"):
        gate.permit(story, text_of(story), now=clock.now())
    wake(story, now=clock.now())
    assert desk.attribute(now=clock.now()) is not None
    story.refresh_from_db()
    assert story.decided["killed"]
