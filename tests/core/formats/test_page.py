# ruff: noqa: E501 - samples as they would arrive
import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wiredesk.core import formats
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Item, Signal

SAMPLE = (Path(__file__).parents[2] / "corpus" / "formats" / "page.html").read_bytes()
COPY = "<p>The quay stays shut, the port said, and nobody was hurt.</p><p>Divers, who went down twice, found two cracks.</p>"


def page(body: str, head: str = "") -> Item:
    (item,) = formats.read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())
    return item


def test_a_page_gives_its_article_with_marks_and_names_what_stands_around_it():
    (item,) = formats.read(SAMPLE)
    assert "<b>shut until Monday</b>" in item.xhtml
    assert '<a href="https://harbour.example/port">its harbour master</a>' in item.xhtml
    assert "North\t12" in item.body
    for other in ("Share", "newsletter", "Another story", "Quay Street", "World"):
        assert other not in item.body
    assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
    assert (item.guid, item.headline, item.signal) == (
        "https://harbour.example/news/quay-7",
        "UPDATE 1-Quay 7 stays shut",
        Signal.UPDATE,
    )
    assert (item.byline, item.agency, item.language) == ("Jo Klein", "Harbour Wire", "en-GB")
    assert item.first_created == datetime(2025, 4, 26, 6, tzinfo=UTC)
    assert [p.name for p in item.people] == ["Vreni Huber"]
    assert (item.media[0].credit, item.media[0].caption) == ("Jo Petit", "The quay at dawn.")
    assert item.copyright_notice == "© 2025 Harbour Wire"


def test_open_graph_and_microdata_serve_where_there_is_no_json_ld():
    og = page(
        f"<div>{COPY}</div>",
        '<meta property="og:title" content="Quay &amp; sea"><meta property="og:site_name" content="Harbour Wire"><meta property="article:published_time" content="2025-04-26T08:00:00Z">',
    )
    assert (og.headline, og.agency, og.first_created) == (
        "Quay & sea",
        "Harbour Wire",
        datetime(2025, 4, 26, 8, tzinfo=UTC),
    )
    micro = page(
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">Quay</h2><span itemprop="author">Jo</span><time itemprop="datePublished" datetime="2025-04-26T08:00:00Z">Saturday</time><div itemprop="articleBody">{COPY}</div></div>'
    )
    assert (micro.headline, micro.byline, micro.first_created) == ("Quay", "Jo", datetime(2025, 4, 26, 8, tzinfo=UTC))
    assert micro.body.startswith("The quay stays shut")
    assert micro.body.endswith("cracks.")


def test_text_that_only_the_json_ld_holds_is_the_body():
    told = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": "Quay",
            "articleBody": "The quay stays shut.\n\nDivers found two cracks, the port said.",
        }
    )
    item = page("<p>Subscribe to read this article today.</p>", f'<script type="application/ld+json">{told}</script>')
    assert item.body == "The quay stays shut.\n\nDivers found two cracks, the port said."


@pytest.mark.parametrize("broken", ["{", "[1, 2", '{"@type": ["NewsArticle"], "headline": 3}', "[" * 5000])
def test_broken_json_ld_costs_nothing(broken):
    assert page(
        f"<h1>Quay</h1><article>{COPY}</article>", f'<script type="application/ld+json">{broken}</script>'
    ).body.startswith("The quay")


def test_a_page_in_another_charset_than_utf_8_is_read_by_its_meta():
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    data = f"<html><head>{head}<title>Вода</title></head><body><p>Вода поднялась, сказал мэр, на два метра.</p></body></html>"
    (item,) = formats.read(data.encode("cp1251"))
    assert (item.headline, item.body) == ("Вода", "Вода поднялась, сказал мэр, на два метра.")


@pytest.mark.parametrize("body", ["", "<p>x</p>", "<nav><a href='/a'>Home</a></nav>"])
def test_a_page_without_an_article_is_unreadable(body):
    with pytest.raises(Unreadable):
        page(body)


@pytest.mark.parametrize(
    "body",
    ["<div class='share'>" * 20000 + "x", "<p>" + "a, " * 300000, "<div>" * 250 + COPY, "<nav>" * 200 + COPY * 2000],
)
def test_hostile_pages_end_quickly(body):
    start = datetime.now(UTC)  # noqa: TID251 - a test has a clock
    with contextlib.suppress(Unreadable):
        page(body)
    assert (datetime.now(UTC) - start).total_seconds() < 2  # noqa: TID251
