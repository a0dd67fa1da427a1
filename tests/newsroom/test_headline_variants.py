"""Headlines for search, shared links, alerts and letters: each is checked, approved and kept to its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.core.model import Draft, Sentence
from wiredesk.core.writing import draft_from_json, draft_to_json
from wiredesk.desk import overriding
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Story
from wiredesk.readers.models import Subscriber
from wiredesk.site import actions, letters, steps
from wiredesk.site.public import Version

pytestmark = pytest.mark.django_db(databases=["default", "record"])

SEARCH = "Ukraine denies its forces were driven out of Kursk"
SOCIAL = "Ukraine's military denies that its forces were driven out of Kursk"
LETTER = "Ukraine denies that its forces were driven out of Kursk region"
LOADED = "Heroic Russian forces crush Ukraine in Kursk"


def changed(story: Story, by: User, **words: str) -> Draft:
    return actions.change(story, words, by=by, now=clock.now()).as_draft()


def test_each_place_shows_its_headline_and_the_page_keeps_its_own(story: Story, editor: User) -> None:
    text = changed(story, editor, search_headline=SEARCH, social_headline=SOCIAL, letter_headline=LETTER)
    actions.approve(story, text.digest, by=editor, now=clock.now())
    steps.publish(now=clock.now())
    version = Version.objects.get(story=story, current=True)
    page = html.fromstring(Client(headers={"host": "localhost"}).get(version.path).content.decode())
    assert page.xpath("string(//title)") == SEARCH
    assert page.xpath("string(//meta[@property='og:title']/@content)") == SOCIAL
    assert page.xpath("normalize-space(//h1)") == version.headline == text.headline.text
    assert f'"alternativeHeadline":"{SEARCH}"' in page.xpath("string(//script[@type='application/ld+json'])")
    reader = Subscriber(email="a@example.org", edition="", rhythm="daily", asked_at=clock.now(), token="t")
    reader.state, reader.confirmed_at = "confirmed", clock.now()
    reader.save()
    assert [each.headline for each in letters.content(reader, clock.now()).stories] == [LETTER]


def test_a_headline_for_another_place_is_held_to_the_same_checks(story: Story, editor: User) -> None:
    text = changed(story, editor, social_headline=LOADED)
    check = check_text(story, text, now=clock.now())
    assert "headline.social" in {each.part for each in overriding.stopping(check, text)}
    with pytest.raises(NotAllowed, match="a check stops it"):
        actions.approve(story, text.digest, by=editor, now=clock.now())
    (finding, *_) = overriding.stopping(check, text)
    assert overriding.words_of(finding.part, text) == LOADED


def test_an_approval_is_of_the_other_headlines_too(story: Story, editor: User) -> None:
    before = changed(story, editor, search_headline=SEARCH)
    after = changed(story, editor, search_headline="")
    assert before.digest != after.digest
    assert after.digest == replace(before, headlines=()).digest


def test_a_headline_that_its_place_would_cut_is_refused(story: Story, editor: User) -> None:
    with pytest.raises(NotAllowed, match="this place shows 60"):
        changed(story, editor, search_headline="x" * 61)


def test_a_draft_keeps_its_headlines_through_json() -> None:
    draft = Draft(headline=Sentence("A"), headlines=(("search", Sentence("B")),))
    assert draft_from_json(draft_to_json(draft)) == draft
    assert "headlines" not in draft_to_json(Draft(headline=Sentence("A")))
