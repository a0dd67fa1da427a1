from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree, html

import newsroom
from newsroom import NOON
from wiredesk.settings import settings
from wiredesk.site import archive, dependents, files, maps, steps
from wiredesk.site.public import Edition, Rendering, Version

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


def tree(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.fromstring(answer.content.decode())


def drain(now: datetime) -> None:
    while steps.render(now=now):
        pass


def test_a_list_goes_on_by_day_in_the_zone_of_its_edition(client: Client) -> None:
    newsroom.editions()
    kursk, port = newsroom.kursk(), newsroom.port()
    way = tree(client, "/latest/").xpath("//nav[@class='ways']/a/@href")
    assert way == ["/latest/2025-04-26/"]
    day = tree(client, "/latest/2025-04-26/")
    assert day.xpath("//main//h2/a/@href") == [kursk.path]
    assert day.xpath("//a[@rel='prev']/@href") == ["/latest/2025-04-27/"]
    assert tree(client, "/latest/2025-04-27/").xpath("//a[@rel='next']/@href") == ["/latest/2025-04-26/"]
    for path in ("/global/2025-04-26/", "/global/politics/2025-04-26/", "/country/ru/2025-04-26/"):
        assert tree(client, path).xpath("//main//h2/a/@href") == [kursk.path], path
    for path in ("/latest/2025-04-25/", "/latest/2025-02-30/", "/latest/9999-12-31/", "/east-africa/2025-04-26/"):
        assert client.get(path).status_code == 404, path
    assert port.path in client.get("/east-africa/2025-04-27/").content.decode()


def test_a_day_of_clock_change_is_23_or_25_hours_long() -> None:
    start, end = archive.bounds(date(2025, 3, 30), "Europe/Berlin")
    assert end - start == timedelta(hours=23)
    start, end = archive.bounds(date(2025, 10, 26), "Europe/Berlin")
    assert end - start == timedelta(hours=25)
    assert archive.day_of(datetime(2025, 4, 26, 20, 0, tzinfo=UTC), "Pacific/Auckland") == date(2025, 4, 27)


def test_a_new_story_writes_its_days_and_no_other_day(client: Client) -> None:
    newsroom.editions()
    kursk, port = newsroom.kursk(), newsroom.port()
    paths = dependents.of_lists(port)
    assert {
        "/latest/2025-04-27/",
        "/latest/2025-04-26/",
        "/east-africa/2025-04-27/",
        "/country/ke/2025-04-27/",
    } <= paths
    assert not [each for each in paths if "2025-04-25" in each or "/politics/" in each]
    assert kursk.path not in paths


def test_a_story_that_was_taken_down_leaves_every_file_that_named_it(client: Client) -> None:
    shutil.rmtree(settings.public, ignore_errors=True)  # what other tests left is not of this story
    newsroom.editions()
    kursk, port = newsroom.kursk(), newsroom.port()
    dependents.enqueue(dependents.everything(now=NOON), now=NOON)
    drain(NOON)
    beside = files.place(port.path)
    assert kursk.path in beside.read_text("utf-8")
    newsroom.take_down(kursk.story, "Volga Wire withdrew the copy.")
    drain(NOON + timedelta(days=2))
    left = [f for f in settings.public.rglob("*") if f.is_file() and f.suffix != ".gz" and b"Kursk" in f.read_bytes()]
    assert left == []
    assert not list(settings.public.rglob("*.part"))


def test_after_an_update_under_the_same_headline_every_file_is_what_a_rebuild_would_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "public_dir", tmp_path)
    newsroom.editions()
    kursk, _ = newsroom.kursk(), newsroom.port()
    dependents.enqueue(dependents.everything(now=NOON), now=NOON)
    drain(NOON)
    text = newsroom.extract(kursk.story, sectors=("politics",))
    changed = replace(text, short=(*text.short[:-1], replace(text.short[-1], text="The words of a shot changed.")))
    later = newsroom.publish(kursk.story, changed, kind="update", at=NOON + timedelta(hours=5))
    assert later.headline == kursk.headline
    dependents.mark(later, kursk, now=NOON + timedelta(hours=5))
    drain(NOON + timedelta(days=2))
    showing = [
        path
        for path in dependents.everything(now=NOON)
        if b"The words of a shot changed." in files.render(path).content
    ]
    assert len(showing) > 3
    for path in showing:
        assert files.place(path).read_bytes() == files.render(path).content, path


def test_what_is_taken_down_stands_first_in_the_queue() -> None:
    newsroom.editions()
    kursk, port = newsroom.kursk(), newsroom.port()
    dependents.mark(port, None, now=NOON + timedelta(hours=9) - timedelta(seconds=10))
    newsroom.take_down(kursk.story, "Withdrawn.", at=NOON + timedelta(hours=9))
    first = Rendering.objects.order_by("queued_at", "pk").first()
    assert first is not None
    assert first.path in dependents.of_story(kursk, now=NOON) | dependents.of_lists(kursk)


def test_a_large_site_has_a_map_for_each_month(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.editions()
    kursk = newsroom.kursk()
    monkeypatch.setattr(maps, "LARGEST", 0)
    index = etree.fromstring(client.get("/sitemap.xml").content)
    assert index.tag.endswith("}sitemapindex")
    month = etree.fromstring(client.get("/sitemap-2025-04.xml").content)
    assert month.tag.endswith("}urlset")
    assert kursk.path in etree.tostring(month).decode()


def test_a_story_stands_in_the_editions_of_its_language_once_there_are_some(client: Client) -> None:
    newsroom.editions()
    kursk = newsroom.kursk()
    Version.objects.filter(pk=kursk.pk).update(language="fr")
    assert kursk.path in client.get("/global/").content.decode()
    Edition.objects.create(slug="monde", name="Monde", language="fr", zone="Europe/Paris", order=9)
    assert kursk.path not in client.get("/global/").content.decode()
    assert kursk.path in client.get("/monde/").content.decode()
    assert "<news:language>fr</news:language>" in maps.news_sitemap(now=NOON + timedelta(hours=5)).decode()


@pytest.mark.parametrize(
    ("policy", "barred", "let"),
    [
        ("all", (), ("GPTBot",)),
        ("no-training", ("GPTBot", "CCBot"), ("PerplexityBot",)),
        ("none", ("GPTBot", "PerplexityBot"), ()),
    ],
)
def test_robots_txt_follows_the_policy_for_crawlers_of_models(
    policy: str, barred: tuple[str, ...], let: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ai_crawlers", policy)
    text = maps.robots()
    head = text.split("User-agent: *")[0]
    assert all(f"User-agent: {each}\n" in head for each in barred)
    assert all(each not in head for each in let)
    assert ("Disallow: /\n" in head) == bool(barred)
    assert "datatrainingallowed=" + ("yes" if policy == "all" else "no") in maps.trust()
