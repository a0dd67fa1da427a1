from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import opensearch
import pytest
from django.test import Client
from lxml import etree, html

import newsroom
from newsroom import NOON
from wiredesk.core.model import Sentence
from wiredesk.settings import settings
from wiredesk.site import searching
from wiredesk.site.public import Version
from wiredesk.site.searching import Query

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture(params=["database", "server"], autouse=True)
def where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Search by the database, and by a search server: both find the same."""
    if request.param == "database":
        yield "database"
        return
    with opensearch.serving() as address:
        monkeypatch.setattr(settings, "search_url", f"{address.replace('//', '//desk:s%2Fcret@')}/news")
        yield "server"


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def both() -> tuple[Version, Version]:
    newsroom.editions()
    searching._vocabulary.cache_clear()
    searching._tongues.cache_clear()
    return newsroom.kursk(), newsroom.port()


def ids(query: Query) -> list[int]:
    return [each.story_id for each in searching.find(query)]


def test_words_are_found_whatever_their_ending(both: tuple[Version, Version]) -> None:
    kursk, port = both
    assert ids(Query("denied force")) == [kursk.story_id]
    assert ids(Query("RISING ships waiting")) == []
    assert ids(Query("SHIPS days")) == [port.story_id]
    assert ids(Query("ships mines")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"average wait"', True),
        ('"average wait of a ship"', True),
        ('"wait average"', False),
        ('"ship" "port authority"', True),
        ("port -ship", False),
        ("port -submarine", True),
        ('port -"average wait"', False),
        ('port -"wait average"', True),
        ("4.5 days", True),
        ("4 days", False),
        ('"5.4 days"', False),
        ('"', False),
        ("-", False),
        ("-port", False),
        ('"average wait', True),
        ('port" OR "1', False),
        ("stems : port", False),
        ("port*", True),
        ("NEAR(port ship)", False),
        ("po'rt; DROP TABLE", False),
    ],
)
def test_phrases_stand_together_and_a_minus_leaves_out(both: tuple[Version, Version], words: str, found: bool) -> None:
    assert (both[1].story_id in ids(Query(words))) is found


def test_who_said_it_finds_the_speaker_and_not_the_mentioned(both: tuple[Version, Version]) -> None:
    kursk, port = both
    assert ids(Query(said="Putin")) == [kursk.story_id]
    assert ids(Query(said="port authority")) == [port.story_id]
    assert ids(Query(said="Mombasa")) == []
    assert ids(Query("order", said="Putin")) == [kursk.story_id]
    assert ids(Query(said="?!")) == []


def test_facets_and_days_narrow_what_is_found(both: tuple[Version, Version]) -> None:
    kursk, port = both
    assert ids(Query(agency="dnipro-wire")) == [kursk.story_id]
    assert ids(Query(sector="transport")) == [port.story_id]
    assert ids(Query(country="UA", disputed=True)) == [kursk.story_id]
    assert ids(Query(country="ke", disputed=True)) == []
    assert ids(Query(since=date(2025, 4, 27))) == [port.story_id]
    assert ids(Query(until=date(2025, 4, 26))) == [kursk.story_id]
    assert ids(Query("port", since=date(2025, 4, 27), until=date(2025, 4, 27))) == [port.story_id]
    assert ids(Query(sector="trans")) == []


def test_a_word_of_the_headline_counts_more_and_ties_go_to_the_newest(both: tuple[Version, Version]) -> None:
    kursk, port = both
    text = newsroom.extract(kursk.story)
    body = (*text.body, Sentence("A port was not named.", (), 9))
    newer = newsroom.publish(kursk.story, replace(text, body=body), kind="update", at=NOON + timedelta(days=5))
    assert ids(Query("port")) == [port.story_id, newer.story_id]
    assert ids(Query("said")) == [newer.story_id, port.story_id]


def test_a_replaced_version_is_not_found_by_its_old_words(both: tuple[Version, Version]) -> None:
    kursk, _ = both
    assert ids(Query('"clear mines"')) == [kursk.story_id]
    text = newsroom.extract(kursk.story)
    short = replace(text, summary=text.summary[:1], body=tuple(each for each in text.body if "mines" not in each.text))
    short = replace(short, summary=(Sentence("Two sides differ."),))
    newsroom.publish(kursk.story, short, kind="correction", note="No mines.", at=NOON + timedelta(days=1))
    assert ids(Query('"clear mines"')) == []
    newsroom.take_down(kursk.story, "Gone.", at=NOON + timedelta(days=2))
    assert ids(Query("Kursk")) == []


def test_a_story_in_another_language_is_found_by_its_own_endings_and_without_accents(
    both: tuple[Version, Version],
) -> None:
    _, port = both
    text = newsroom.extract(port.story)
    text = replace(text, headline=Sentence("El Perú anunció nuevas elecciones"), body=())
    Version.objects.filter(story=port.story).update(current=False)
    made = newsroom.publish(port.story, text, kind="update", at=NOON + timedelta(days=3))
    Version.objects.filter(pk=made.pk).update(language="es")
    searching._tongues.cache_clear()
    assert ids(Query("elección")) == [port.story_id]
    assert ids(Query("eleccion peru")) == [port.story_id]


def test_a_misspelt_word_gets_a_near_one_that_finds_something(client: Client, both: tuple[Version, Version]) -> None:
    assert searching.suggested("Kurks region") == "Kursk region"
    assert searching.suggested("qqqqqq") == ""
    assert searching.suggested("Kursk region") == ""
    page = html.fromstring(client.get("/search/?q=Kurks+region&country=ru").content.decode())
    href = page.xpath("//*[@role='status']/a/@href")[0]
    assert "q=Kursk+region" in href
    assert "country=ru" in href
    assert both[0].path in client.get(href).content.decode()


def test_a_search_has_feeds_that_say_what_was_asked(client: Client, both: tuple[Version, Version]) -> None:
    kursk, _ = both
    page = html.fromstring(client.get("/search/?q=denied&from=2025-04-01").content.decode())
    href = next(each for each in page.xpath("//link[@rel='alternate']/@href") if "atom" in each)
    feed = etree.fromstring(client.get(href).content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert [
        each.split("/story/")[1].split("-")[0] for each in feed.xpath("//a:entry/a:link/@href", namespaces=space)
    ] == [str(kursk.story_id)]
    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=space).endswith(href)
    assert client.get("/search/feed.json?q=denied").json()["items"][0]["url"].endswith(kursk.path)
    assert client.get("/search/feed.rss").status_code == 404


def test_a_query_of_any_bytes_answers(client: Client, both: tuple[Version, Version]) -> None:
    for bad in ("%00", "%ff%fe", "(" * 200, '"' * 199, "-" * 200, "a:b:c", "*", "^x", "{stems}:x", "  "):
        for name in ("q", "said", "country", "from", "to", "sector", "agency", "after"):
            assert client.get(f"/search/?{name}={bad}").status_code == 200, (name, bad)


def test_more_results_than_a_page_holds_have_a_way_on(
    client: Client, both: tuple[Version, Version], monkeypatch: Any
) -> None:
    monkeypatch.setattr("wiredesk.site.live.PAGE", 1)
    first = html.fromstring(client.get("/search/?q=said").content.decode())
    second = html.fromstring(client.get(first.xpath("//a[@rel='next']/@href")[0]).content.decode())
    hits = [each.xpath("//ol//h2/a/@href") for each in (first, second)]
    assert sorted(hits[0] + hits[1]) == sorted(each.path for each in both)
    assert not second.xpath("//a[@rel='next']")


def test_only_a_search_that_finds_something_may_be_indexed(client: Client, both: tuple[Version, Version]) -> None:
    for path, robots in (
        ("/search/?q=Kursk", "max-image-preview:large"),
        ("/search/?q=cheap+pills", "noindex, follow"),
    ):
        page = html.fromstring(client.get(path).content.decode())
        assert page.xpath("//meta[@name='robots']/@content") == [robots]
        assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/search/")


def test_what_is_taken_down_leaves_the_search_server_too(both: tuple[Version, Version], where: str) -> None:
    kursk, _ = both
    assert ids(Query("Kursk")) == [kursk.story_id]
    newsroom.take_down(kursk.story, "Volga Wire withdrew its copy.")
    assert ids(Query("Kursk")) == []
    if where == "server":
        assert {each["_id"] for each in opensearch.kept()} == {str(both[1].story_id)}
        opensearch.forget()
        searching.send_all()
        assert {each["_id"] for each in opensearch.kept()} == {str(both[1].story_id)}


def test_the_database_answers_while_the_search_server_is_down(
    both: tuple[Version, Version], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "search_url", "http://127.0.0.1:9/news")
    assert ids(Query("Kursk")) == [both[0].story_id]
