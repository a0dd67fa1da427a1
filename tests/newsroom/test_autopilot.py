"""Publishing without an editor: only what a rule covers, after its wait, and never after the stop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import newsroom
from wiredesk import clock
from wiredesk.core import writing
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import actions as desk
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Check, Draft, Story
from wiredesk.site import actions, autopilot, making, scheduling, steps
from wiredesk.site.public import Version
from wiredesk.site.rules import AutoRule

pytestmark = pytest.mark.django_db(databases=["default", "record"])

WORDS = {"agencies": ["rift"], "delay": 600, "active": True}
LATER = timedelta(seconds=601)


@pytest.fixture
def brief(house: None) -> Story:
    """A story of one agency whose draft passed without a finding."""
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    row = newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))
    text = newsroom.extract(row)
    Draft.objects.create(
        story=row, state="checked", queued_at=newsroom.NOON, made_at=newsroom.NOON, digest=text.digest,
        content=writing.draft_to_json(text), writer="extract",
    )  # fmt: skip
    check = check_text(row, text, now=clock.now())
    assert check.passed
    assert not check.findings.exists()
    return row


def run(*, later: timedelta) -> None:
    """Let the wait pass: the gate asks the clock itself, so the check is moved back."""
    now = clock.now()
    Check.objects.update(at=now - later)
    scheduling.rule(now=now)
    steps.publish(now=now)


def test_nothing_goes_out_without_an_active_rule(brief: Story, duty: User) -> None:
    autopilot.set_rule("briefs", WORDS | {"active": False}, by=duty, now=clock.now())
    run(later=LATER)
    assert not Version.objects.exists()


def test_a_covered_brief_goes_out_after_its_wait_and_says_so(brief: Story, duty: User) -> None:
    autopilot.set_rule("briefs", WORDS, by=duty, now=clock.now())
    run(later=timedelta(seconds=500))
    assert not Version.objects.exists()
    run(later=LATER)
    version = Version.objects.get(story=brief)
    assert (version.approval, version.rule) == (None, "rule “briefs”")
    assert making.making(version).checked_by == ""


@pytest.mark.parametrize("change", [{"agencies": ["volga"]}, {"sectors": ["health"]}])
def test_what_a_rule_does_not_name_waits_for_an_editor(brief: Story, duty: User, change: dict[str, object]) -> None:
    newsroom.agency("volga", "Volga Wire", "Moscow", "RU")
    autopilot.set_rule("briefs", WORDS | change, by=duty, now=clock.now())
    run(later=LATER)
    assert not Version.objects.exists()


def test_a_story_that_somebody_took_spiked_or_changed_waits(brief: Story, duty: User, editor: User) -> None:
    autopilot.set_rule("briefs", WORDS, by=duty, now=clock.now())
    desk.take(brief, by=editor, now=clock.now())
    run(later=LATER)
    desk.let_go(brief, by=editor, now=clock.now())
    actions.spike(brief, by=editor, now=clock.now())
    run(later=LATER)
    actions.unspike(brief, by=editor, now=clock.now())
    actions.change(brief, {"dateline": ""}, by=editor, now=clock.now())
    run(later=LATER)
    assert not Version.objects.exists()


def test_two_agencies_or_a_dispute_always_wait(story: Story, duty: User) -> None:
    autopilot.set_rule("all", {"agencies": ["volga", "dnipro"], "delay": 60, "active": True}, by=duty, now=clock.now())
    check_text(story, newsroom.extract(story), now=clock.now())
    run(later=LATER)
    assert not Version.objects.exists()


def test_the_stop_holds_what_is_on_its_way(brief: Story, duty: User, editor: User) -> None:
    autopilot.set_rule("briefs", WORDS, by=duty, now=clock.now())
    now = clock.now()
    Check.objects.update(at=now - LATER)
    assert scheduling.rule(now=now) is not None
    assert autopilot.stop_all(by=editor, now=now) == 1
    steps.publish(now=now)
    assert not Version.objects.exists()


def test_only_a_duty_editor_sets_a_rule(editor: User, duty: User, brief: Story) -> None:
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        autopilot.set_rule("briefs", WORDS, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="at least 60 seconds"):
        autopilot.set_rule("briefs", WORDS | {"delay": 5}, by=duty, now=clock.now())
    with pytest.raises(NotAllowed, match="at least one agency"):
        autopilot.set_rule("briefs", WORDS | {"agencies": []}, by=duty, now=clock.now())
    assert not AutoRule.objects.exists()


def test_the_rules_page_sets_shows_and_stops(duty: User, brief: Story) -> None:
    client = Client()
    client.force_login(duty)
    client.post(reverse("desk:set_rule"), {"name": "briefs", "agency": "rift", "delay": "600", "active": "on"})
    shown = client.get(reverse("desk:rules")).content.decode()
    assert "briefs: on" in shown
    assert "Kenya" in shown
    assert "Stopped: 1" in client.post(reverse("desk:stop_rules"), follow=True).content.decode()
