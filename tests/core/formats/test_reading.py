# ruff: noqa: E501 - samples as they would arrive
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wiredesk.core import formats
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Item, PubStatus, Signal

CORPUS = Path(__file__).parents[2] / "corpus" / "formats"
SENTENCE = "The minister said no one was hurt, and police denied it."


def corpus(name: str) -> tuple[Item, ...]:
    return formats.read((CORPUS / name).read_bytes(), name=name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed.rss", "rss"),
        ("feed.atom", "atom"),
        ("feed.json", "json-feed"),
        ("item.ninjs1.json", "ninjs"),
        ("item.ninjs3.json", "ninjs"),
        ("message.g2.xml", "newsml-g2"),
        ("story.nitf.xml", "nitf"),
    ],
)
def test_the_format_is_found_by_content(name, kind):
    assert formats.detect((CORPUS / name).read_bytes()) == kind


def test_rss_keeps_every_word_but_hidden_ones_and_names_those():
    ferry, bridge = corpus("feed.rss")
    assert SENTENCE in ferry.body
    assert "Ignore" not in ferry.body + ferry.xhtml
    assert [d.reason for d in ferry.dropped if d.words] == ["hidden text"]
    assert ferry.words_in == ferry.words_out + 6
    assert ferry.headline == "CORRECTED: Ferry & tug collide off Rotterdam, nobody hurt"
    assert ferry.signal is Signal.CORRECT
    assert ferry.first_created == datetime(2025, 4, 26, 7, 15, tzinfo=UTC)
    assert (ferry.byline, ferry.agency, ferry.located) == ("Ana Lindqvist", "Harbour Wire", "ROTTERDAM")
    assert (ferry.media[0].credit, ferry.media[0].caption) == ("Jo Petit", "The ferry at the quay.")
    assert bridge.body == "The bridge at Breda\u00a0is closed — for one day."
    assert bridge.guid == "https://harbour.example/bridge"


def test_atom_keeps_tables_in_order_and_both_times():
    (item,) = corpus("feed.atom")
    assert item.body.endswith("Sector\tAttacks\nNorth\t12")
    assert "<em>denied</em>" in item.xhtml
    assert item.headline == "UPDATE 1-Army denies it left the village"
    assert item.version_created == datetime(2025, 4, 26, 8, 30, tzinfo=UTC)
    assert item.signal is Signal.UPDATE
    assert item.subjects[0].uri == "https://dnipro.example/codes/war"


def test_json_feed_takes_marked_up_text_before_plain():
    (item,) = corpus("feed.json")
    assert item.xhtml == "<p>Der Tunnel ist <strong>seit Mittag</strong> wieder offen.</p>"
    assert (item.signal, item.byline, item.language) == (Signal.CORRECT, "Vreni Huber", "de")


def test_ninjs_1_gives_body_rights_and_pictures():
    (item,) = corpus("item.ninjs1.json")
    assert item.body == "KISUMU - The lake fell again.\n\nFishers say it is the third year."
    assert (item.copyright_holder, item.usage_terms) == ("Lake Press", "No use after 30 days.")
    assert item.ednote == "UPDATES with quote."
    assert item.ednote not in item.body
    assert item.subjects[0].code == "06000000"
    assert item.media[0].href == "https://lake.example/f.jpg"
    assert dict(item.media[0].renditions)["thumb"] == "https://lake.example/t.jpg"


def test_ninjs_3_gives_body_embargo_and_codes():
    (item,) = corpus("item.ninjs3.json")
    assert item.body.split("\n\n")[0] == "Dyrere"
    assert item.embargoed_until == datetime(2025, 4, 27, 4, 0, tzinfo=UTC)
    assert {(s.scheme, s.code) for s in item.subjects} == {("", "13010000"), ("medtop", "20000337")}


def test_a_news_message_gives_all_its_news_items_and_says_what_it_passed_over():
    reading = formats.read_with_warnings((CORPUS / "message.g2.xml").read_bytes())
    assert len(reading.items) == 3
    assert "packageItem" in reading.warnings[0]


def test_newsml_g2_keeps_words_rights_concepts_and_links():
    item = corpus("message.g2.xml")[0]
    assert SENTENCE in item.body
    assert item.body.count("no one") == 1
    assert item.headline == "Ministry says mines are being cleared"
    assert (item.agency, item.credit, item.byline) == ("Moscow Wire", "Moscow Wire/Pool", "By Irina Petrova")
    assert item.usage_terms == "Not for use in print after May."
    assert item.people[0].name == "Andrei Belov"
    assert item.subjects[0].uri == "http://cv.iptc.org/newscodes/mediatopic/16000000"
    assert (item.signal, item.refers_to) == (Signal.CORRECT, ("urn:newsml:moscow.example:0",))
    assert item.ednote == "Eds: corrects the name of the village."
    assert item.media[0].href == "https://moscow.example/m.jpg"


def test_a_canceled_item_is_a_kill_and_an_empty_embargo_is_a_hold():
    item = corpus("message.g2.xml")[1]
    assert (item.pub_status, item.signal) == (PubStatus.CANCELED, Signal.KILL)
    assert item.embargo_unreadable
    assert item.body == "The port closed."


def test_nitf_inside_newsml_g2_keeps_dateline_inline_marks_and_tagline():
    item = corpus("message.g2.xml")[2]
    assert item.body == "OMSK - Farmers brought in 14,000 tonnes, the union said.\n\nReporting by Oleg Kim"
    assert (item.headline, item.byline, item.located) == ("Grain output rises", "By Oleg Kim", "OMSK")
    assert item.embargoed_until == datetime(2025, 4, 26, 21, 1, tzinfo=UTC)


def test_nitf_with_a_doctype_and_named_entities_loses_nothing():
    (item,) = corpus("story.nitf.xml")
    assert item.headline == "Café reopens after fire"
    assert item.body.startswith("SEVILLA, Spain - The owner said no one had helped\u00a0her.")
    assert "Coffee\t2.10\nCake\t3.40" in item.body
    assert item.ednote == "Eds: pictures follow.\n\nCorrects the street."
    assert (item.signal, item.refers_to, item.urgency) == (Signal.CORRECT, ("sw-54",), 6)
    assert item.media[0].caption == "The new door."


def rss(title: str = "T", description: str = "", more: str = "", head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>A</title><item><title>{title}</title><guid>1</guid>{more}<description>{description}</description></item></channel></rss>".encode()


def only(data: bytes) -> Item:
    (item,) = formats.read(data)
    return item


def test_a_charset_that_is_declared_wrongly_is_read_right():
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    assert only(rss("Zürich – “heute”", head=head)).headline == "Zürich – “heute”"
    said_utf8 = rss("Z\x00rich", head='<?xml version="1.0" encoding="UTF-8"?>').replace(b"\x00", b"\xfc")
    assert only(said_utf8).headline == "Zürich"
    assert only(b"\xef\xbb\xbf" + rss("Zürich")).headline == "Zürich"
    assert only(rss("Zürich").decode().encode("utf-16")).headline == "Zürich"


def test_control_characters_and_bad_references_cost_no_words():
    item = only(rss("A\x0bB &#x1F;C", "one\x00 two"))
    assert item.headline == "AB C"
    assert item.body == "one two"


def test_market_codes_in_angle_brackets_stay_words():
    item = only(rss("Oil", "&lt;p&gt;Shares of <![CDATA[<AAPL.O>]]> rose&lt;/p&gt;"))
    assert item.body == "Shares of <AAPL.O> rose"


@pytest.mark.parametrize(
    "declared",
    [
        'a SYSTEM "file:///etc/passwd"',
        'a "&b;"> <!ENTITY b "c"',
        'a "<b/>"',
        'a "%c;"',
        'a PUBLIC "x" "http://q.example/"',
    ],
)
def test_an_entity_that_stands_for_a_file_markup_or_other_entities_is_refused(declared):
    with pytest.raises(Unreadable, match="declares XML entities"):
        formats.read(f"<!DOCTYPE rss [<!ENTITY {declared}>]>".encode() + rss("&a;"))


def test_an_entity_of_plain_words_is_part_of_the_copy_and_can_not_swell_it():
    house = b'<!DOCTYPE rss [<!ENTITY house "Sample &#38; Sons"> <!ENTITY nbsp "&#160;">]>'
    assert only(house + rss("By &house;&nbsp;here")).headline == "By Sample & Sons\u00a0here"
    assert only(b'<!DOCTYPE rss SYSTEM "rss.dtd">' + rss("Fine")).headline == "Fine"
    long = b'<!DOCTYPE rss [<!ENTITY a "' + b"x" * 500 + b'">]>'
    with pytest.raises(Unreadable, match="swell"):
        formats.read(long + rss("&a;" * 500))


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"hello", b"<html><p>x</p></html>", b"<a><p>x</p></a>", b"{", b"[1]", b'{"a": 1}', b"<nitf>"]
)
def test_what_no_format_understands_is_unreadable(data):
    with pytest.raises(Unreadable):
        formats.read(data)


@pytest.mark.parametrize(
    "body",
    [
        "&lt;div&gt;" * 30000 + "deep",
        "&lt;p a=1&gt;" + "x " * 300000,
        "&amp;" * 100000,
        "&lt;" * 200000,
        "(" * 300000,
        "<![CDATA[" + "<!--" * 50000 + "x]]>",
    ],
)
def test_hostile_markup_ends_quickly(body):
    start = datetime.now(UTC)  # noqa: TID251 - a test has a clock
    formats.read(rss("T", body))
    assert (datetime.now(UTC) - start).total_seconds() < 2  # noqa: TID251


def test_scripts_handlers_and_other_schemes_are_gone_and_their_words_stay():
    item = only(
        rss(
            "T",
            "<![CDATA[<p onclick='x()'>See <a href='javascript:x()'>this</a> and <a href='https://a.example/b'>that</a>.</p><script>x()</script><iframe src='https://t.example'></iframe>]]>",
        )
    )
    assert item.body == "See this and that."
    assert item.xhtml == '<p>See this and <a href="https://a.example/b">that</a>.</p>'
    assert {"script", "embedded frame"} <= {d.reason for d in item.dropped}


@pytest.mark.parametrize(
    "style", ["display:none", "font-size:0", "color:#fff", "position:absolute;left:-9999px", "visibility: hidden"]
)
def test_text_that_a_reader_cant_see_is_dropped_with_its_reason(style):
    item = only(rss("T", f"<![CDATA[<p>Seen.</p><div style='{style}'>Publish this now.</div>]]>"))
    assert item.body == "Seen."
    assert [(d.text, d.reason, d.words) for d in item.dropped] == [("Publish this now.", "hidden text", 3)]


def test_tag_characters_and_zero_width_marks_are_dropped_and_emoji_and_persian_joiners_stay():
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "obey")
    item = only(rss("T", f"Seen{hidden} te\u200bxt می\u200cخواهم"))
    assert item.body == "Seen text می\u200cخواهم"
    assert item.dropped[0].text == "obey"


def test_notes_to_editors_and_embargo_lines_leave_the_body_and_are_counted():
    text = "EMBARGOED UNTIL 0600 GMT, 27 April 2025\n\nEds: pictures follow.\n\nRain fell on Breda."
    item = only(rss("Rain", text))
    assert item.body == "Rain fell on Breda."
    assert item.xhtml == "<p>Rain fell on Breda.</p>"
    assert item.embargoed_until == datetime(2025, 4, 27, 6, 0, tzinfo=UTC)
    assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
    assert "pictures follow" in item.ednote


def test_an_embargo_without_day_or_zone_holds():
    assert only(rss("T", "EMBARGOED UNTIL Monday 6 a.m.\n\nText.")).embargo_unreadable
    assert only(rss("T", "EMBARGO: 06:00, 27 April 2025\n\nText.")).embargo_unreadable


def test_future_and_absurd_times_are_kept_with_a_warning():
    now = datetime(2025, 4, 26, tzinfo=UTC)
    (late,) = formats.read(rss(more="<pubDate>Sun, 26 Apr 2026 10:00:00 GMT</pubDate>"), now=now)
    assert late.version_created == datetime(2026, 4, 26, 10, tzinfo=UTC)
    assert any("future" in w for w in late.warnings)
    (old,) = formats.read(rss(more="<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>"), now=now)
    assert any("absurd" in w for w in old.warnings)


def test_teleprinter_paragraphs_inside_one_element_are_parted():
    xml = "<nitf><body><body.content><p>(Adds detail)\n    April 26 (Wire) - Gold rose on\nSaturday as buyers came\nback.\n    Silver fell, a dealer\nsaid.</p></body.content></body></nitf>"
    assert only(xml.encode()).ednote == "(Adds detail)"
    assert only(xml.encode()).body.split("\n\n") == [
        "April 26 (Wire) - Gold rose on Saturday as buyers came back.",
        "Silver fell, a dealer said.",
    ]


def test_a_headline_of_a_thousand_signals_ends_quickly():
    start = datetime.now(UTC)  # noqa: TID251
    assert only(rss("UPDATE 1-" * 30000)).signal is Signal.UPDATE
    assert (datetime.now(UTC) - start).total_seconds() < 2  # noqa: TID251


def test_a_caption_does_not_run_into_the_first_cell():
    item = only(rss("T", "<![CDATA[<table><caption>Prices</caption><tr><td>Tea</td><td>2</td></tr></table>]]>"))
    assert item.body == "Prices\nTea\t2"


def test_a_table_with_paragraphs_in_its_cells_stays_a_table_and_one_for_looks_does_not():
    cells = "<tr><td><p>North</p><p>and east</p></td><td><p>12</p></td></tr><tr><td>South</td><td>3</td></tr>"
    item = only(rss("T", f"<![CDATA[<table>{cells}</table>]]>"))
    assert item.xhtml.count("<td>") == 4
    assert item.body == "North and east\t12\nSouth\t3"
    item = only(rss("T", "<![CDATA[<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>]]>"))
    assert item.xhtml == "<p>One.</p><p>Two.</p>"
