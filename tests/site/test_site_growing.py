"""Live stories as machines read them, and stories linked with their true translations."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission, User
from django.test import Client
from lxml import html
from test_site_shapes import documents, faults

import newsroom
from newsroom import NOON
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.site import covering, translations
from wiredesk.site.public import Edition, Rendering, Version

pytestmark = pytest.mark.django_db(databases=["default", "record"])
LINE = "Kenya's port authority said on Sunday that it would add two night shifts at the container terminal from May."


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def editor() -> User:
    found = get_user_model().objects.create(username="ed", first_name="Ed", is_active=True)
    found.user_permissions.add(
        *Permission.objects.filter(codename__in=("add_approval", "change_article", "view_story"))
    )
    return found


def test_a_live_story_is_a_live_blog_posting_with_each_entry_and_its_times(client: Client, editor: User) -> None:
    newsroom.editions()
    version = newsroom.port()
    entry = covering.write(version.story, {"text": LINE, "headline": "Night shifts"}, by=editor, now=clock.now())
    covering.post(entry, by=editor, now=clock.now())
    (article,) = [each for each in documents(client, version.path) if "Posting" in each["@type"]]
    assert faults(article, "LiveBlogPosting", "live") == []
    (update,) = article["liveBlogUpdate"]
    assert (update["headline"], update["articleBody"]) == ("Night shifts", LINE)
    page = html.fromstring(client.get(version.path).content.decode())
    assert page.xpath("//*[@id=$id]", id=update["url"].partition("#")[2])
    assert "coverageEndTime" not in article
    assert article["dateModified"] > article["datePublished"]
    assert article["citation"]
    covering.end(version.story, by=editor, now=clock.now())
    (article,) = [each for each in documents(client, version.path) if "Posting" in each["@type"]]
    assert article["coverageEndTime"]


@pytest.fixture
def texts() -> tuple[Version, Version, Version]:
    newsroom.editions()
    Edition.objects.create(slug="america", name="América", language="es", zone="UTC", order=8)
    first, other = newsroom.kursk(), newsroom.port()
    third = newsroom.publish(first.story, newsroom.extract(first.story), kind="update", at=NOON + timedelta(days=1))
    row = newsroom.story(
        newsroom.item(newsroom.agency("rift", "Rift Wire", "Nairobi", "KE"), "r-9", "P", newsroom.PORT)
    )
    spanish = newsroom.publish(row, newsroom.extract(row, dateline="Es"))
    Version.objects.filter(pk=spanish.pk).update(language="es")
    return third, other, Version.objects.get(pk=spanish.pk)


def alternates(client: Client, version: Version) -> dict[str, str]:
    page = html.fromstring(client.get(version.path).content.decode())
    rows = page.xpath("//head/link[@rel='alternate'][@hreflang]")
    return {each.get("hreflang"): each.get("href") for each in rows}


def test_only_stories_that_a_person_linked_name_each_other_as_translations(
    client: Client, editor: User, texts: tuple[Version, Version, Version]
) -> None:
    english, _, spanish = texts
    assert alternates(client, english) == {}
    translations.link(english.story, spanish.story, by=editor, now=NOON)
    base = "http://127.0.0.1:8000"
    both = {"en": base + english.path, "es": base + spanish.path}
    assert alternates(client, english) == alternates(client, spanish) == both
    assert {english.path, spanish.path} <= set(Rendering.objects.values_list("path", flat=True))
    page = html.fromstring(client.get(english.path).content.decode())
    assert page.xpath("//article//a[@lang='es'][@hreflang='es']/text()") == ["Español"]
    told = [json.loads(each.text) for each in page.xpath('//script[@type="application/ld+json"]')]
    article = next(each for each in told if each["@type"] == "NewsArticle")
    assert article["workTranslation"][0]["url"] == both["es"]
    newsroom.take_down(spanish.story, "Withdrawn.")
    assert alternates(client, english) == {}
    translations.unlink(english.story, by=editor, now=NOON)
    with pytest.raises(NotAllowed, match="no translation"):
        translations.unlink(spanish.story, by=editor, now=NOON)


def test_what_is_no_translation_is_refused(editor: User, texts: tuple[Version, Version, Version]) -> None:
    english, brief, spanish = texts
    for one, other, said in ((english, brief, "two texts in English"), (english, english, "of itself")):
        with pytest.raises(NotAllowed, match=said):
            translations.link(one.story, other.story, by=editor, now=NOON)
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        translations.link(english.story, spanish.story, by=User(username="x", is_active=True, pk=99), now=NOON)
    translations.link(english.story, spanish.story, by=editor, now=NOON)
    with pytest.raises(NotAllowed, match="two texts"):
        translations.link(brief.story, spanish.story, by=editor, now=NOON)


def test_the_desk_links_translations_by_number(
    client: Client, editor: User, texts: tuple[Version, Version, Version]
) -> None:
    english, _, spanish = texts
    client.force_login(editor)
    client.post(f"/desk/story/{english.story_id}/translation/", {"other": spanish.story_id, "do": "link"})
    assert set(alternates(Client(headers={"host": "localhost"}), english)) == {"en", "es"}
    answer = client.post(f"/desk/story/{english.story_id}/translation/", {"other": "999999", "do": "link"}, follow=True)
    assert "is no story" in answer.content.decode()
