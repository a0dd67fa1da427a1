"""Structured data of every page against the shapes that search engines ask for, which stand as data in shapes.json."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

import newsroom
from newsroom import NOON
from wiredesk.site import seed
from wiredesk.site.pages import OpinionIndex, OpinionPage

pytestmark = pytest.mark.django_db(databases=["default", "record"])
SHAPES = json.loads(Path(__file__).with_name("shapes.json").read_text("utf-8"))
FORMS = {
    "text": lambda v: isinstance(v, str) and v.strip() != "",
    "text110": lambda v: isinstance(v, str) and 0 < len(v) <= 110,
    "url": lambda v: isinstance(v, str) and re.fullmatch(r"https?://[^\s]+", v) is not None,
    "stamp": lambda v: isinstance(v, str) and datetime.fromisoformat(v).tzinfo is not None,
    "language": lambda v: isinstance(v, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", v) is not None,
    "boolean": lambda v: isinstance(v, bool),
    "number": lambda v: isinstance(v, int),
    "pixels": lambda v: isinstance(v, int) and v >= 112,
    "iptc": lambda v: str(v).startswith("http://cv.iptc.org/newscodes/digitalsourcetype/"),
}


def faults(value: Any, shape: str, at: str) -> list[str]:
    """Return where a value does not have its shape."""
    if shape.endswith("*"):
        if not isinstance(value, list) or not value:
            return [f"{at} is no list"]
        return [fault for n, each in enumerate(value) for fault in faults(each, shape[:-1], f"{at}[{n}]")]
    if shape in FORMS:
        return [] if FORMS[shape](value) else [f"{at} = {value!r} is no {shape}"]
    kinds = shape.split("|")
    kind = value.get("@type") if isinstance(value, dict) else None
    chosen = next((each for each in kinds if each.split(".")[0] == kind), None)
    if chosen is None:
        return [f"{at} is {kind or value!r}, not {shape}"]
    found = []
    for name, wanted in SHAPES[chosen].items():
        key = name.removesuffix("?")
        if key in value:
            found += faults(value[key], wanted, f"{at}.{key}")
        elif not name.endswith("?"):
            found.append(f"{at} has no {key}")
    return found


def documents(client: Client, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    tree = html.fromstring(answer.content.decode())
    return [json.loads(each.text) for each in tree.xpath('//script[@type="application/ld+json"]')]


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def paths() -> dict[str, set[str]]:
    """Every kind of page, with the kinds of documents that it must have."""
    seed.seed()
    first = newsroom.kursk()
    story = newsroom.publish(first.story, newsroom.extract(first.story, credit="With reporting by Volga Wire"),
                             kind="correction", note="The village was misspelt.", at=NOON + timedelta(hours=9))  # fmt: skip
    brief = newsroom.port()
    index = OpinionIndex.objects.get()
    page = OpinionPage(title="A view", slug="a-view", author="Ana Perez", summary="What I think.", body="<p>Words.</p>")
    index.add_child(instance=page)
    page.save_revision().publish()
    news = {"NewsMediaOrganization", "BreadcrumbList"}
    return {
        story.path: news | {"NewsArticle"},
        brief.path: news | {"NewsArticle"},
        "/": {"NewsMediaOrganization", "WebSite", "ItemList"},
        "/global/": news | {"ItemList"},
        "/europe-central-asia/politics/": news | {"ItemList"},
        "/country/ru/": news | {"ItemList"},
        "/latest/": news | {"ItemList"},
        "/latest/2025-04-26/": news | {"ItemList"},
        "/shots/": news | {"ItemList"},
        "/corrections/": news,
        "/agencies/": news,
        "/opinion/": news,
        "/opinion/a-view/": news | {"OpinionNewsArticle"},
        "/author/ana-perez/": {"ProfilePage", "BreadcrumbList"},
    }


def test_every_page_has_the_documents_of_its_kind_in_the_shape_asked_for(
    client: Client, paths: dict[str, set[str]]
) -> None:
    for path, kinds in paths.items():
        found = {each["@type"]: each for each in documents(client, path)}
        assert kinds <= set(found), path
        for kind, document in found.items():
            assert document["@context"] == "https://schema.org"
            assert faults(document, kind, f"{path} {kind}") == []


def test_an_author_who_is_a_desk_is_no_person_and_a_correction_has_words_and_time(
    client: Client, paths: dict[str, set[str]]
) -> None:
    story = next(iter(paths))
    article = next(each for each in documents(client, story) if each["@type"] == "NewsArticle")
    assert article["author"]["@type"] == "Organization"
    assert article["editor"] == {"@type": "Person", "name": "Ada Editor"}
    assert [each["text"] for each in article["correction"]] == ["The village was misspelt."]
    assert (article["image"]["width"], article["image"]["height"]) == (1200, 675)


def test_the_picture_that_is_promised_has_the_size_that_is_promised(client: Client, paths: dict[str, set[str]]) -> None:
    from io import BytesIO

    from PIL import Image

    article = next(each for each in documents(client, next(iter(paths))) if each["@type"] == "NewsArticle")
    picture = client.get(article["image"]["url"].removeprefix("http://127.0.0.1:8000"))
    assert Image.open(BytesIO(picture.content)).size == (article["image"]["width"], article["image"]["height"])


def test_a_page_lets_large_previews_and_names_one_address(client: Client, paths: dict[str, set[str]]) -> None:
    for path in paths:
        tree = html.fromstring(client.get(path).content.decode())
        assert tree.xpath("//meta[@name='robots']/@content") == ["max-image-preview:large"], path
        assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8000{path}"], path
        assert len(tree.xpath("//h1")) == 1, path
