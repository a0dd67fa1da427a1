from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from wiredesk import clock
from wiredesk.desk.models import Finding, Story
from wiredesk.newsroom import beside
from wiredesk.settings import settings
from wiredesk.site import actions

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def _get(user: User, name: str, story: Story) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(f"desk:{name}", args=[story.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_story_desk_shows_what_is_open_style_and_drift(editor: User, story: Story) -> None:
    actions.take_up(story, by=editor, now=clock.now())
    _, text = actions.working_text(story)
    assert text is not None
    words = {"title": f"{text.headline.text} in 4 harbors"[:250]}
    actions.change(story, words, by=editor, now=clock.now())
    page = _get(editor, "story", story)
    assert 'id="advice"' in page
    assert "Slugline" in page
    assert "“harbours”" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="drift"' in page
    assert "Drift from the sources" in page
    assert not Finding.objects.filter(rule="style").exists()


def test_a_text_far_from_its_sources_is_named_beside_approve(
    editor: User, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.take_up(story, by=editor, now=clock.now())
    body = "<p>Everybody cheered as heroes triumphed in Atlantis with 900 ships.</p>"
    actions.change(
        story, {"body": body, "summary": "A glorious day in Atlantis.", "short": "Joy."}, by=editor, now=clock.now()
    )
    monkeypatch.setattr(settings, "drift_notice", 0.05)
    assert "Far from its sources:" in _get(editor, "story", story)


def test_lines_timeline_changes_and_related_stand_on_a_page(reader: User, editor: User, story: Story) -> None:
    actions.take_up(story, by=editor, now=clock.now())
    page = _get(reader, "lines", story)
    for form in ("search", "social", "push", "newsletter"):
        assert f'<th scope="row">{form}</th>' in page
    assert "Take up the ticked" not in page
    shown = beside.lines(story, now=clock.now())
    assert shown.timeline
    assert all(each.text for each in shown.rooms)


def test_an_update_offers_only_what_changed(editor: User, story: Story) -> None:
    actions.take_up(story, by=editor, now=clock.now())
    _, text = actions.working_text(story)
    assert text is not None
    found = beside.changes(replace(text, body=text.body[1:]), text)
    assert [(each.change.kind, each.change.now.text, each.number) for each in found] == [
        ("added", text.body[0].text, 0)
    ]
