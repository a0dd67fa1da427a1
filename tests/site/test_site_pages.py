from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import etree, html

import newsroom
from newsroom import NOON
from wiredesk.core.model import Sentence
from wiredesk.readers import actions, counting, trending
from wiredesk.readers.models import HourCount, Report, Subscriber
from wiredesk.settings import settings
from wiredesk.site import feeds, searching, seed, seo, versions
from wiredesk.site.ledger import plain
from wiredesk.site.making import making
from wiredesk.site.moments import moment
from wiredesk.site.pages import Article, ArticleIndex, OpinionIndex, OpinionPage
from wiredesk.site.public import Version

pytestmark = pytest.mark.django_db(databases=["default", "record"])

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def kursk() -> Version:
    newsroom.editions()
    return newsroom.kursk()


def page(response: HttpResponse) -> Any:
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def data(tree: Any, kind: str) -> dict[str, Any]:
    found = [json.loads(each.text) for each in tree.xpath('//script[@type="application/ld+json"]')]
    return next(each for each in found if each["@type"] == kind)


# Row 2, 3: headline and summary


def test_heading_title_open_graph_json_ld_and_feed_say_the_same_words(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    assert [words(each) for each in tree.xpath("//h1")] == [kursk.headline]
    assert tree.xpath("string(//title)") == kursk.headline
    assert tree.xpath("//meta[@property='og:title']/@content") == [kursk.headline]
    assert data(tree, "NewsArticle")["headline"] == kursk.headline
    feed = etree.fromstring(client.get("/feed.atom").content)
    assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM) == [kursk.headline]


def test_the_summary_is_also_the_description_and_each_sentence_leads_to_its_source(
    client: Client, kursk: Version
) -> None:
    tree = page(client.get(kursk.path))
    summary = kursk.content["summary"]
    assert tree.xpath("//meta[@name='description']/@content") == [summary]
    assert " ".join(words(each) for each in tree.xpath("//*[@class='standfirst']/span")) == summary
    for link in tree.xpath("//*[@class='standfirst']//sup/a/@href"):
        assert tree.xpath("//*[@id=$id]", id=link[1:])


# Row 4: checked only with a record


def test_checked_by_comes_from_the_approval_record_alone(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    assert "Checked by Ada Editor" in words(tree.xpath("//*[@class='by']")[0])
    article = data(tree, "NewsArticle")
    assert article["editor"] == {"@type": "Person", "name": "Ada Editor"}
    assert article["author"]["@type"] == "Organization"
    brief = newsroom.port()
    brief.receipt["approved"] = {"by": "Somebody Else", "at": NOON.isoformat()}
    brief.save()
    tree = page(client.get(brief.path))
    assert "checked by" not in words(tree.xpath("//main")[0]).lower()
    assert "editor" not in data(tree, "NewsArticle")


# Row 5 to 7: dateline and times


def test_times_stand_in_the_zone_of_the_edition_with_utc_beside(client: Client, kursk: Version) -> None:
    time = page(client.get(kursk.path)).xpath("//*[@class='times']//time")
    assert [each.text for each in time] == ["26 April 2025, 17:00 CEST"]
    assert time[0].get("datetime") == "2025-04-26T15:00:00Z"
    assert time[0].get("title") == "26 April 2025, 15:00 UTC"


@pytest.mark.parametrize(
    ("utc", "zone", "shown"),
    [
        ("2025-03-30T00:59:00+00:00", "Europe/Berlin", "30 March 2025, 01:59 CET"),
        ("2025-03-30T01:00:00+00:00", "Europe/Berlin", "30 March 2025, 03:00 CEST"),
        ("2025-10-26T00:30:00+00:00", "Europe/Berlin", "26 October 2025, 02:30 CEST"),
        ("2025-10-26T01:30:00+00:00", "Europe/Berlin", "26 October 2025, 02:30 CET"),
        ("2025-04-26T13:30:00+00:00", "Asia/Kolkata", "26 April 2025, 19:00 IST"),
        ("2025-04-26T13:30:00+00:00", "Asia/Kathmandu", "26 April 2025, 19:15 UTC+5:45"),
        ("2025-04-26T13:30:00+00:00", "America/Bogota", "26 April 2025, 08:30 UTC-5"),
        ("2025-04-26T13:30:00+00:00", "No/Such", "26 April 2025, 13:30 UTC"),
    ],
)
def test_a_day_of_clock_change_tells_both_hours_apart(utc: str, zone: str, shown: str) -> None:
    assert moment(utc, zone).shown == shown


def test_updated_shows_only_where_readers_can_see_a_change(client: Client, kursk: Version) -> None:
    assert "Updated:" not in words(page(client.get(kursk.path)).xpath("//*[@class='times']")[0])
    text = newsroom.extract(kursk.story, sectors=("politics",))
    text = replace(text, headline=Sentence("Ukraine and Russia differ over Kursk", text.headline.supports))
    second = newsroom.publish(
        kursk.story, text, kind="correction", note="The village was not named.", at=NOON + timedelta(hours=6)
    )
    tree = page(client.get(second.path))
    times = tree.xpath("//*[@class='times']")[0]
    assert "Updated: 26 April 2025, 20:00 CEST (Corrected) Created: 26 April 2025, 17:00 CEST" in words(times)
    assert times.xpath(".//a/@href") == [f"{second.path}versions/"]
    assert "The village was not named." in words(tree.xpath("//*[@class='correction']")[0])
    article = data(tree, "NewsArticle")
    assert article["correction"][0]["text"] == "The village was not named."
    assert article["dateModified"] != article["datePublished"]


# Row 8, 9: picture


def test_the_picture_has_a_size_and_words_that_differ_from_the_headline(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    image = tree.xpath("//figure//img")[0]
    assert (image.get("width"), image.get("height")) == ("1200", "675")
    assert image.get("alt")
    assert image.get("alt") != kursk.headline
    assert data(tree, "NewsArticle")["image"]["digitalSourceType"].startswith("http://cv.iptc.org/")
    drawn = client.get(image.get("src"))
    assert drawn["Content-Type"].startswith("image/svg")
    assert b"digitalsourcetype" in drawn.content
    assert client.get(f"/story/{kursk.story_id}/picture.png").content.startswith(b"\x89PNG")


def test_a_dark_page_gets_a_dark_picture(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    source = tree.xpath("//figure//source")[0]
    assert source.get("media") == "(prefers-color-scheme: dark)"
    assert client.get(source.get("srcset")).content != client.get(tree.xpath("//figure//img/@src")[0]).content


# Row 10: countries


def test_every_country_of_the_story_has_a_link_a_page_and_feeds(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    assert {"/country/ru/", "/country/ua/"} <= set(tree.xpath("//*[@class='tags']//a/@href"))
    for code in ("ru", "ua"):
        assert kursk.headline in words(page(client.get(f"/country/{code}/")).xpath("//main")[0])
        assert kursk.headline in client.get(f"/country/{code}/feed.json").content.decode()
    assert client.get("/country/zz/").status_code == 404


# Row 11, 12: body and credit


def test_every_sentence_shows_the_words_of_the_copy_it_stands_on(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    spans = tree.xpath("//*[@class='body']//span[starts-with(@id, 'p')]")
    assert len(spans) == len(kursk.content["body"])
    for span, sentence in zip(spans, kursk.content["body"], strict=True):
        assert words(span) == sentence["text"]
        number = span.xpath("following-sibling::sup[1]/a/@href")[0]
        source = tree.xpath("//li[@id=$id]/q", id=number[1:])[0]
        assert words(source) in " ".join(f"{newsroom.MOSCOW} {newsroom.KYIV}".split())


def test_the_agencies_are_credited_with_their_cities(client: Client, kursk: Version) -> None:
    credit = words(page(client.get(kursk.path)).xpath("//*[@class='credit']")[0])
    for each in ("Volga Wire (Moscow)", "Dnipro Wire (Kyiv)"):
        assert each in credit


def test_a_brief_points_to_the_agencys_own_page_where_its_terms_say_so(client: Client) -> None:
    newsroom.editions()
    thames = newsroom.agency("thames", "Thames Desk", "London", "GB", canonical=True)
    row = newsroom.story(newsroom.item(thames, "t-1", "Kenya port", newsroom.PORT, link="https://thames.example/t-1"))
    version = newsroom.publish(row, newsroom.extract(row))
    tree = page(client.get(version.path))
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://thames.example/t-1"]
    assert tree.xpath("//*[@id='receipt']//a/@href") == ["https://thames.example/t-1"]
    assert "Brief: one origin" in words(tree)


def test_an_address_from_a_wire_is_a_link_only_where_it_is_of_the_web(client: Client) -> None:
    sender = newsroom.agency("odd", "Odd Wire", "Oslo", "NO", canonical=True)
    item = newsroom.item(sender, "o-1", "Kenya port", newsroom.PORT)
    item.data["renditions"] = [{"name": "web", "href": "javascript:alert(1)"}]
    item.save()
    row = newsroom.story(item)
    version = newsroom.publish(row, newsroom.extract(row))
    assert "javascript:" not in client.get(version.path).content.decode()


def test_people_and_robots_get_the_same_page(client: Client, kursk: Version) -> None:
    one = client.get(kursk.path, headers={"user-agent": "Mozilla/5.0"})
    other = client.get(kursk.path, headers={"user-agent": "Googlebot/2.1"})
    assert one.content == other.content
    assert not one.cookies
    assert "Cookie" not in one.get("Vary", "")


# Row 13 to 16: blocks and lists


def test_trending_is_cold_then_ranks_by_hour_and_fades(client: Client, kursk: Version) -> None:
    brief = newsroom.port()
    later = NOON + timedelta(hours=12)
    assert trending.ranked(now=NOON, limit=4) == []
    counting.flush({(brief.story_id, "", NOON): 30, (kursk.story_id, "", NOON): 3})
    assert trending.ranked(now=NOON, limit=4) == [brief.story_id]
    counting.flush({(kursk.story_id, "", later): 25})
    assert trending.ranked(now=later, limit=4) == [kursk.story_id, brief.story_id]
    assert trending.ranked(now=NOON + timedelta(hours=72), limit=4) == []
    assert client.get("/trending/").status_code == 200


def test_a_robot_is_not_counted_and_nothing_of_a_person_is_kept(kursk: Version) -> None:
    for agent in ("", "SomeBot/1.0", "curl/8", "HeadlessChrome"):
        counting.count(kursk.story_id, agent=agent, now=NOON)
    assert not HourCount.objects.exists()
    assert {each.name for each in HourCount._meta.fields} == {"id", "story", "edition", "hour", "views", "deep"}


def test_latest_on_a_page_leaves_out_the_page_itself(client: Client, kursk: Version) -> None:
    brief = newsroom.port()
    links = page(client.get(kursk.path)).xpath("//aside//a/@href")
    assert brief.path in links
    assert kursk.path not in links


def test_latest_is_ordered_by_first_publication_and_marks_updates(client: Client, kursk: Version) -> None:
    brief = newsroom.port()
    text = replace(newsroom.extract(kursk.story), dateline="")
    newsroom.publish(kursk.story, text, kind="update", note="New facts.", at=NOON + timedelta(days=3))
    rows = page(client.get("/latest/")).xpath("//main//article")
    assert [each.xpath(".//h2/a/@href")[0] for each in rows] == [brief.path, kursk.path]
    assert "Updated with new facts" in words(rows[1])
    assert "Updated" not in words(rows[0])


def test_shots_hold_their_words_origins_and_making_in_the_page(client: Client, kursk: Version) -> None:
    shot = page(client.get("/shots/")).xpath("//*[@class='shots']/li")[0]
    assert kursk.content["short"] in words(shot)
    assert len(kursk.content["short"].split()) <= 60
    assert "2 independent origins" in words(shot)
    assert "Automatic extract of agency sentences" in words(shot)


# Row 20, 21: sectors and editions


def test_a_story_stands_in_the_editions_of_its_countries_only(client: Client, kursk: Version) -> None:
    for path in ("/", "/global/", "/europe-central-asia/", "/europe-central-asia/politics/"):
        assert kursk.headline in words(page(client.get(path)).xpath("//*[@class='stories']")[0])
        assert kursk.headline in client.get(f"{path}feed.rss").content.decode()
    for path in ("/east-africa/", "/europe-central-asia/health/"):
        assert kursk.headline not in words(page(client.get(path)).xpath("//*[@class='stories']")[0])
        assert kursk.headline not in client.get(f"{path}feed.rss").content.decode()
    assert client.get("/no-such-edition/").status_code == 404


# Row 29, 30: receipt and ledger


def test_the_ledger_shows_both_sides_and_gives_no_verdict(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    table = tree.xpath("//*[@id='who-says-what']/table")[0]
    assert [words(each) for each in table.xpath(".//thead//th")] == ["Says", "Denies"]
    says, denies = table.xpath(".//tbody/tr[2]/td")
    assert "Russia" in words(says)
    assert "Ukraine's military" in words(denies)
    for cell in (says, denies):
        anchor = cell.xpath(".//a/@href")[0]
        assert tree.xpath("//*[@class='body']//span[@id=$id]", id=anchor[1:])
    section = words(tree.xpath("//*[@id='who-says-what']")[0]).lower()
    assert not re.search(r"\b(true|false|fake|debunked|verdict|lie|lies)\b", section)


def test_the_receipt_names_copy_checks_approval_version_and_digest(client: Client, kursk: Version) -> None:
    receipt = words(page(client.get(kursk.path)).xpath("//*[@id='receipt']")[0])
    for each in ("Volga Wire", "Dnipro Wire", "2 independent origins", "Passed", "By Ada Editor", kursk.digest):
        assert each in receipt


# Row 31: versions, corrections, take-downs


def test_versions_show_the_difference_word_by_word(client: Client, kursk: Version) -> None:
    text = newsroom.extract(kursk.story)
    text = replace(text, headline=replace(text.headline, text="Ukraine denies its troops left Kursk region"))
    second = newsroom.publish(kursk.story, text, kind="correction", note="Word mended.", at=NOON + timedelta(hours=8))
    tree = page(client.get(f"{second.path}versions/"))
    rows = tree.xpath("//ol[@class='versions']/li")
    assert [each.get("id") for each in rows] == ["v2", "v1"]
    assert "Word mended." in words(rows[0])
    assert rows[0].xpath(".//ins")
    assert rows[0].xpath(".//del")
    assert client.get(f"/story/{kursk.story_id}/versions/").status_code == 301


def test_a_difference_keeps_every_word_of_both_texts() -> None:
    pieces = versions.words("three men were hurt", "four men and a boy were hurt")
    assert "".join(p.text for p in pieces if p.kind != "added") == "three men were hurt"
    assert "".join(p.text for p in pieces if p.kind != "gone") == "four men and a boy were hurt"
    assert [p.text for p in pieces if p.kind == "gone"] == ["three"]


def test_an_older_version_that_rests_on_withdrawn_copy_shows_no_words(client: Client, kursk: Version) -> None:
    text = replace(newsroom.extract(kursk.story), credit="With reporting by Dnipro Wire (Kyiv)")
    second = newsroom.publish(
        kursk.story, text, kind="agency", note="An agency corrected.", at=NOON + timedelta(hours=8)
    )
    first_item = kursk.story.members.first()
    assert first_item is not None
    first_item.item.killed = True
    first_item.item.save()
    tree = page(client.get(f"{second.path}versions/"))
    assert not tree.xpath("//*[@class='diff']")
    assert "withdrew copy" in words(tree.xpath("//*[@id='v1']")[0])
    quotes = [words(each) for each in page(client.get(second.path)).xpath("//*[@class='src']//q")]
    assert all(each in newsroom.KYIV for each in quotes)


def test_a_correction_reaches_page_log_feeds_and_json_ld(client: Client, kursk: Version) -> None:
    text = replace(newsroom.extract(kursk.story), dateline="")
    newsroom.publish(kursk.story, text, kind="correction", note="The city was wrong.", at=NOON + timedelta(hours=8))
    for path in ("/corrections/", "/corrections/feed.atom", "/corrections/feed.rss", "/corrections/feed.json",
                 f"{kursk.path}feed.atom", "/feed.json", kursk.path):  # fmt: skip
        assert "The city was wrong." in client.get(path).content.decode(), path


def test_a_kill_leaves_a_notice_and_nothing_else_anywhere(client: Client, kursk: Version) -> None:
    brief = newsroom.port()
    searching.catch_up()
    newsroom.take_down(kursk.story, "Volga Wire withdrew the copy.")
    answer = client.get(kursk.path)
    tree = page(answer)
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "Volga Wire withdrew the copy." in words(tree.xpath("//main")[0])
    assert kursk.headline not in answer.content.decode()
    assert client.get(f"/story/{kursk.story_id}.json").status_code == 410
    for end in ("atom", "rss", "json"):
        assert client.get(f"{kursk.path}feed.{end}").status_code == 410
    assert client.get(f"/story/{kursk.story_id}/picture.png").status_code == 410
    for path in ("/", "/latest/", "/shots/", "/trending/", "/global/", "/europe-central-asia/politics/", "/country/ru/",
                 "/feed.atom", "/feed.json", "/country/ua/feed.rss", "/sitemap.xml", "/news-sitemap.xml", brief.path,
                 "/search/?country=ru", "/corrections/feed.atom", f"{kursk.path}versions/"):  # fmt: skip
        assert "Kursk" not in client.get(path).content.decode(), path
    assert "A story was taken down" in words(page(client.get("/corrections/")).xpath("//main")[0])


def test_a_wrong_slug_and_a_merged_story_lead_to_the_right_address(client: Client, kursk: Version) -> None:
    for path in (f"/story/{kursk.story_id}-other-words/", f"/story/{kursk.story_id}/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, kursk.path)
    brief = newsroom.port()
    brief.story.merged_into = kursk.story
    brief.story.save()
    answer = client.get(brief.path)
    assert (answer.status_code, answer["Location"]) == (301, kursk.path)
    assert client.get(f"/story/{brief.story_id}.json")["Location"] == f"/story/{kursk.story_id}.json"
    assert brief.path not in client.get("/latest/").content.decode()


# How a story's making is labelled


@pytest.mark.parametrize(
    ("writer", "by", "machine", "label", "ending"),
    [
        ("extract", "", True, "Automatic extract of agency sentences", "/algorithmicMedia"),
        ("extract", "Ada", True, "Automatic extract of agency sentences, checked by Ada", "/algorithmicMedia"),
        ("agency", "", True, "Agency copy, not edited by us", ""),
        ("openai:x", "", True, "Written by software. No editor has checked it.", "/trainedAlgorithmicMedia"),
        ("openai:x", "Ada", True, "Drafted by software, checked by Ada", "/trainedAlgorithmicMedia"),
        ("extract", "Ada", False, "Edited at the desk from agency copy, checked by Ada", "/humanEdits"),
    ],
)
def test_a_label_says_who_made_the_text_and_who_checked_it(
    writer: str, by: str, machine: bool, label: str, ending: str
) -> None:
    newsroom.editions()
    row = newsroom.kursk().story
    text = newsroom.extract(row, dateline=f"{writer} {by}")
    text = replace(text, made=replace(text.made, writer=writer))
    version = newsroom.publish(row, text, by=by, machine=machine, at=NOON + timedelta(hours=5))
    found = making(version)
    assert found.label == label
    assert found.code.endswith(ending)
    assert bool(found.code) == bool(ending)


# Machines


def test_text_of_a_wire_cannot_break_out_of_json_ld_or_a_feed(client: Client, kursk: Version) -> None:
    bad = '</script><script>alert(1)</script> & "x" \u2028 ]]>\x0b'
    Version.objects.filter(pk=kursk.pk).update(headline=bad, content=kursk.content | {"headline": bad})
    path = Version.objects.get(pk=kursk.pk).path
    tree = page(client.get(path))
    assert [each.get("src") for each in tree.xpath("//script[not(@type)]")] == ["/static/site/site.js"]
    assert data(tree, "NewsArticle")["headline"] == bad
    for end in ("atom", "rss"):
        etree.fromstring(client.get(f"/feed.{end}").content)
    assert "<" not in seo.encoded({"x": bad})


def test_json_ld_names_newsroom_way_and_sources(client: Client, kursk: Version) -> None:
    tree = page(client.get(kursk.path))
    assert data(tree, "NewsMediaOrganization")["correctionsPolicy"].endswith("/corrections-policy/")
    crumbs = data(tree, "BreadcrumbList")["itemListElement"]
    assert [each["position"] for each in crumbs] == [1, 2, 3]
    article = data(tree, "NewsArticle")
    assert [each["publisher"]["name"] for each in article["citation"]] == ["Volga Wire", "Dnipro Wire"]
    assert article["digitalSourceType"].endswith("algorithmicMedia")


def test_ids_in_feeds_outlive_a_new_headline(kursk: Version) -> None:
    before = feeds.entry(kursk)
    text = newsroom.extract(kursk.story)
    text = replace(text, headline=replace(text.headline, text="Another headline"))
    after = feeds.entry(newsroom.publish(kursk.story, text, kind="update", at=NOON + timedelta(days=1)))
    assert before.id == after.id
    assert before.href != after.href
    assert before.published == after.published
    assert before.updated < after.updated


def test_every_feed_entry_says_how_it_was_made_and_whom_to_credit(client: Client, kursk: Version) -> None:
    for end in ("atom", "rss", "json"):
        text = client.get(f"/feed.{end}").content.decode()
        assert "Automatic extract of agency sentences" in text
        assert "Volga Wire (Moscow)" in text


def test_the_story_as_data_holds_article_sources_claims_receipt_and_licence(client: Client, kursk: Version) -> None:
    found = client.get(f"/story/{kursk.story_id}.json").json()
    assert {"article", "sources", "claims", "statements", "receipt", "licence"} <= set(found)
    bodies = {
        each["item"]: newsroom.MOSCOW if each["agency"] == "Volga Wire" else newsroom.KYIV for each in found["sources"]
    }
    for sentence in found["article"]["body"]:
        for support in sentence["supports"]:
            start, end = support["span"]
            assert support["text"] == bodies[support["item"]][start:end] != ""
    for claim in found["claims"]:
        start, end = claim["content"][0]
        assert claim["content_text"].startswith(bodies[claim["item"]][start:end])


def test_maps_list_stories_and_say_when_they_changed(client: Client, kursk: Version) -> None:
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    assert any(each.text.endswith(kursk.path) for each in tree.iter("{*}loc"))
    assert client.get("/news-sitemap.xml").status_code == 200
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()
    for path in ("/llms.txt", "/.well-known/trust.txt"):
        assert client.get(path)["Content-Type"].startswith("text/plain")


def test_no_page_has_an_inline_style_a_script_or_a_foreign_address(client: Client, kursk: Version) -> None:
    for path in (
        "/",
        kursk.path,
        "/latest/",
        "/shots/",
        "/search/?q=Kursk",
        "/feedback/",
        "/newsletter/",
        "/agencies/",
    ):
        tree = page(client.get(path))
        assert not tree.xpath("//*[@style] | //style | //script[not(@type) and not(@src)] | //iframe")
        assert all(src.startswith("/static/") for src in tree.xpath("//script/@src"))
        assert all(src.startswith("/") for src in tree.xpath("//img/@src | //link[@rel='stylesheet']/@href"))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert len(tree.xpath("//h1")) == 1, path
        assert tree.xpath("//main[@id='main']")
        for control in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
            assert tree.xpath("//label[@for=$id]", id=control.get("id")), (path, control.get("id"))


def test_sample_copy_says_so_on_every_page(client: Client, kursk: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ("/", kursk.path, "/latest/", "/search/", "/feedback/", f"{kursk.path}versions/")
    assert not any("agencies do not exist" in client.get(path).content.decode() for path in paths)
    monkeypatch.setattr(settings, "sample", True)
    assert all("agencies do not exist" in client.get(path).content.decode() for path in paths)


def test_a_list_of_many_stories_asks_the_database_no_more_often(
    client: Client, kursk: Version, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        text = replace(newsroom.extract(kursk.story), dateline=f"Kyiv {number}")
        rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
        newsroom.publish(newsroom.story(newsroom.item(rift, f"r-{number}", f"Port {number}", newsroom.PORT)), text)
    for path in ("/latest/", "/feed.atom", "/", kursk.path):
        with django_assert_max_num_queries(25):
            client.get(path)


def test_an_address_without_a_page_leads_on(client: Client, kursk: Version) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert html.fromstring(answer.content.decode()).xpath("//main//a[@href='/search/']")


def test_the_fields_of_an_article_reach_no_reader(client: Client, kursk: Version) -> None:
    seed.seed()
    article = Article(story=kursk.story, slug=f"story-{kursk.story_id}", live=False)
    article.fill(newsroom.extract(kursk.story))
    ArticleIndex.objects.get().add_child(instance=article)
    Article.objects.filter(pk=article.pk).update(live=True, title="Words that nobody approved", summary="Nor these")
    for path in (
        f"/story/story-{kursk.story_id}/",
        kursk.path,
        "/",
        "/feed.atom",
        "/sitemap.xml",
        "/search/?q=approved",
    ):
        answer = client.get(path).content.decode()
        assert "Words that nobody" not in answer, path
        assert "Nor these" not in answer, path


def test_the_pages_of_the_house_stand_in_the_frame(client: Client) -> None:
    seed.seed()
    tree = page(client.get("/principles/"))
    assert [words(each) for each in tree.xpath("//h1")] == ["Principles"]
    assert "/principles/" in tree.xpath("//footer//a/@href")
    assert page(client.get("/opinion/")).xpath("//h1")


def test_an_opinion_names_its_author_and_says_what_it_is(client: Client) -> None:
    seed.seed()
    text = OpinionPage(
        title="Ports need patience", slug="ports", author="Amina Otieno", summary="Why.", body="<p>So.</p>"
    )
    OpinionIndex.objects.get().add_child(instance=text)
    text.save_revision().publish()
    tree = page(client.get("/opinion/ports/"))
    assert data(tree, "OpinionNewsArticle")["author"]["name"] == "Amina Otieno"
    assert words(tree.xpath("//main//*[@class='kicker']")[0]) == "Opinion"
    assert "Ports need patience" in words(page(client.get("/opinion/")).xpath("//main")[0])


# Search


def test_search_finds_other_forms_of_a_word_and_marks_them(client: Client, kursk: Version) -> None:
    newsroom.port()
    tree = page(client.get("/search/?q=deny+mine"))
    assert tree.xpath("//main//article//h2/a/@href") == [kursk.path]
    assert "denies" in [each.text for each in tree.xpath("//mark")]
    assert "No" not in client.get("/search/?q=zebra").content.decode().split("<main")[1].split("Newsletter")[0]


@pytest.mark.parametrize(
    ("query", "hits"),
    [("country=ru", 1), ("country=ke", 1), ("agency=volga-wire", 1), ("sector=transport", 1), ("disputed=1", 1),
     ("q=said", 2), ("q=said&disputed=1", 1), ("q=Kursk&country=ke", 0), ("q=%25", 0), ("q='; DROP TABLE", 0)],
)  # fmt: skip
def test_filters_narrow_a_search(client: Client, kursk: Version, query: str, hits: int) -> None:
    newsroom.port()
    assert len(page(client.get(f"/search/?{query}")).xpath("//main//article")) == hits


# Feedback and newsletter


def test_a_report_gets_a_public_number_without_name_cookie_or_script(client: Client, kursk: Version) -> None:
    sent = {"story": kursk.story_id, "kind": "fact", "message": "The river is another one."}
    answer = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post("/feedback/", sent)
    assert answer.status_code == 302
    assert not answer.cookies
    report = Report.objects.get()
    assert answer["Location"] == f"/feedback/{report.number}/"
    shown = client.get(answer["Location"]).content.decode()
    assert "Waiting for an editor" in shown
    assert "The river" not in shown


def test_a_form_with_a_fault_says_what_is_wrong_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.post("/feedback/", {"kind": "fact", "message": "", "place": "second sentence"})
    assert answer.status_code == 422
    tree = html.fromstring(answer.content.decode())
    assert tree.xpath("//*[@id='e-message']")
    assert tree.xpath("//input[@name='place']/@value") == ["second sentence"]
    assert not Report.objects.exists()


def test_a_program_that_fills_the_hidden_field_is_not_kept(client: Client) -> None:
    client.post("/feedback/", {"kind": "fact", "message": "Buy", "website": "http://spam.example"})
    client.post("/newsletter/", {"email": "a@example.org", "website": "x"})
    assert not Report.objects.exists()
    assert not Subscriber.objects.exists()


def test_reports_are_limited_per_hour_and_address(client: Client) -> None:
    sent = {"kind": "other", "message": "Again."}
    codes = [client.post("/feedback/", sent, REMOTE_ADDR="192.0.2.9").status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]
    assert client.post("/feedback/", sent, REMOTE_ADDR="192.0.2.10").status_code == 302
    assert "192.0.2" not in str(list(Report.objects.values()))


def test_the_newsletter_begins_only_when_the_owner_confirms(client: Client, mailoutbox: list[Any]) -> None:
    client.post("/newsletter/", {"email": "Reader@Example.org", "edition": "global", "sector": ["politics"]})
    row = Subscriber.objects.get()
    assert (row.email, row.state, row.sectors) == ("reader@example.org", "asked", ["politics"])
    letter = mailoutbox[0]
    link = re.search(r"http://\S+/newsletter/confirm/\S+", letter.body)
    assert link is not None
    path = "/" + link[0].split("/", 3)[3]
    client.get(path)  # a mail filter that opens every link
    row.refresh_from_db()
    assert row.state == "asked"
    client.post(path)
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_one_click_ends_the_newsletter_without_cookies(mailoutbox: list[Any]) -> None:
    row = actions.ask("a@example.org", edition="", sectors=[], now=NOON)
    assert row is not None
    actions.confirm(row.token, now=NOON)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    answer = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.state == "left"


def test_asking_twice_sends_one_letter_and_tells_nobody_who_is_known(mailoutbox: list[Any]) -> None:
    assert actions.ask("a@example.org", edition="", sectors=[], now=NOON) is not None
    assert actions.ask("a@example.org", edition="", sectors=[], now=NOON + timedelta(minutes=5)) is None
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("that the taps were dry", "the taps were dry"),
        ('"A crack does not turn a river blue,"', "A crack does not turn a river blue"),
        ("“It failed”", "It failed"),
        ('"It" was said to be "over"', '"It" was said to be "over"'),
        ("that", ""),
        ("It.", ""),
        ("it was so", "it was so"),
    ],
)
def test_words_of_a_claim_stand_without_what_tied_them_to_their_verb(words: str, shown: str) -> None:
    assert plain(words) == shown
