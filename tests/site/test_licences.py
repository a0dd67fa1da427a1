"""Licences on the way to the public: the gate, lists, feeds, data, search, and the day on which they end."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

import newsroom
from wiredesk import clock
from wiredesk.core import writing
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import steps as desk
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Draft, Finding, Story
from wiredesk.newsroom import roles
from wiredesk.record.models import Entry
from wiredesk.site import actions, seed, steps
from wiredesk.site.public import Version
from wiredesk.wire import licences

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def editor() -> User:
    seed.seed()
    roles.seed()
    return User.objects.create_superuser("dana", "dana@example.org", "a long password for tests")


@pytest.fixture
def story(editor: User) -> Story:
    """A brief of one agency, with a checked draft."""
    newsroom.editions()
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    row = newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))
    row.state = "write"
    row.save()
    desk.write(now=clock.now())
    desk.check(now=clock.now())
    return row


def terms(**given: object) -> None:
    licences.write({"Rift Wire": given}, by="test", now=clock.now())


def publish(story: Story, editor: User) -> Version | None:
    _, text = actions.working_text(story)
    assert text is not None
    actions.approve(story, text.digest, by=editor, now=clock.now())
    steps.publish(now=clock.now())
    return Version.objects.filter(story=story, current=True).first()


def test_a_text_whose_licence_ended_does_not_go_out_and_nobody_can_override_it(story: Story, editor: User) -> None:
    terms(until=date(2025, 1, 1))
    with pytest.raises(NotAllowed, match="licence of Rift Wire ended on 2025-01-01"):
        publish(story, editor)
    assert not Version.objects.exists()
    _, text = actions.working_text(story)
    assert text is not None
    check = check_text(story, text, now=clock.now())
    assert not check.passed
    assert check.findings.filter(rule="licence-time", stops=True).count() == 1


def test_a_licence_that_ends_between_approval_and_publication_stops_it(story: Story, editor: User) -> None:
    _, text = actions.working_text(story)
    assert text is not None
    actions.approve(story, text.digest, by=editor, now=clock.now())
    terms(sites=["elsewhere.example"])
    release = steps.publish(now=clock.now())
    assert release is not None
    assert "elsewhere.example" in release.error
    assert not Version.objects.exists()


def test_a_version_knows_on_whose_copy_it_stands(story: Story, editor: User) -> None:
    version = publish(story, editor)
    assert version is not None
    assert version.agencies == ["rift"]


def test_copy_that_may_not_go_into_feeds_data_and_search_stands_on_pages_alone(
    story: Story, editor: User, client: Client
) -> None:
    terms(destinations=["page"])
    version = publish(story, editor)
    assert version is not None
    words = version.headline
    for path in ("/", "/latest/", version.path):
        assert words in client.get(path).content.decode(), path
    for path in ("/feed.atom", "/feed.rss", "/feed.json", "/global/feed.json", f"{version.path}feed.atom"):
        assert words not in client.get(path).content.decode(), path
    data = client.get(f"/story/{story.pk}.json")
    assert data.status_code == 451
    assert "night shifts" not in data.content.decode().replace(version.path, "")
    assert words not in client.get("/search/?q=night").content.decode()
    assert Finding.objects.filter(rule="licence-destination", stops=False).exists()


def test_copy_for_one_edition_stands_in_no_other(story: Story, editor: User, client: Client) -> None:
    terms(editions=["global"])
    version = publish(story, editor)
    assert version is not None
    assert version.countries == ["KE"]
    for edition, there in (("global", True), ("east-africa", False)):
        page = client.get(f"/{edition}/").content.decode().split("<main")[1]
        feed = client.get(f"/{edition}/feed.rss").content.decode()
        assert (version.headline in feed) is there, edition
        assert (version.path in page) is there, edition


def test_a_page_comes_down_when_its_licence_ends_without_an_archive(story: Story, editor: User) -> None:
    terms(until=clock.now().date(), archive=False)
    publish(story, editor)
    assert steps.obey(now=clock.now()) is None
    assert steps.obey(now=clock.now() + timedelta(days=1)) == story
    notice = Version.objects.get(story=story, current=True)
    assert notice.is_notice
    assert "may not stay in the archive" in notice.note


def test_a_page_stays_for_as_many_days_as_the_licence_says(story: Story, editor: User) -> None:
    terms(archive_days=30)
    publish(story, editor)
    assert steps.obey(now=clock.now() + timedelta(days=29)) is None
    assert steps.obey(now=clock.now() + timedelta(days=31)) == story


def test_the_writer_adds_the_wording_of_the_contract(story: Story, editor: User) -> None:
    terms(credit="© Rift Wire. All rights reserved")
    Story.objects.filter(pk=story.pk).update(state="write")
    desk.write(now=clock.now())
    desk.check(now=clock.now())
    draft = Draft.objects.latest("pk")
    assert "© Rift Wire. All rights reserved" in draft.content["credit"]
    assert draft.state == "checked"
    assert writing.draft_from_json(draft.content).digest == draft.digest


def test_licences_are_printed_as_they_are_read(editor: User) -> None:
    newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    newsroom.agency("ö", "Ö “Press”", "", "")
    given = {
        "from": date(2025, 1, 1), "until": date(2026, 12, 31), "archive": False, "archive_days": 90, "pictures": False,
        "editions": ["global"], "sites": ["news.example"], "destinations": ["page", "feed"], "max_words": 300,
        "credit": 'Say "Rift"', "canonical": True, "must_not_alter": True, "outside_models": True, "licence": "No. 7",
    }  # fmt: skip
    assert licences.write({"Rift Wire": given, "Ö “Press”": {}}, by="test", now=clock.now()) == 2
    printed = tomllib.loads(licences.as_toml())
    assert printed["Rift Wire"] == given
    assert licences.write(printed, by="test", now=clock.now()) == 0
    assert Entry.objects.filter(kind="staff", subject="licence of rift").count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"colour": "red"}, "none of"),
        ({"until": "2025-01-01"}, "must be a date"),
        ({"max_words": True}, "must be a number"),
        ({"max_words": 0}, "at least 1"),
        ({"archive": 1}, "true or false"),
        ({"editions": "global"}, "a list of texts"),
        ({"destinations": ["paper"]}, "a destination that is none of"),
    ],
)
def test_a_term_that_is_none_changes_nothing_and_is_named(editor: User, given: dict[str, object], words: str) -> None:
    newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    with pytest.raises(NotAllowed, match=words):
        licences.write({"Rift Wire": {"archive": False}, "rift": given}, by="test", now=clock.now())
    assert licences.every() == {}
