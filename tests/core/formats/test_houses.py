# ruff: noqa: E501 - samples as they would arrive
"""The shapes in which houses fill the standards in, each with copy of our own."""

import json
from typing import Any

from wiredesk.core import formats
from wiredesk.core.model import Item, Named, PubStatus, Signal

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def only(data: str | dict[str, Any]) -> Item:
    (item,) = formats.read((data if isinstance(data, str) else json.dumps(data)).encode())
    assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
    return item


def g2(meta: str = "", content: str = "", item: str = "", guid: str = "urn:x:1") -> str:
    return (
        f'<newsItem {NAR} guid="{guid}" version="3" xml:lang="de">{item}<itemMeta><itemClass qcode="ninat:text"/><provider literal="quay.example"/>'
        f'<versionCreated>2025-04-26T10:00:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>'
        f"<contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def xhtml(body: str) -> str:
    return f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>{body}</body></html></inlineXML>'


def test_g2_keywords_time_and_headline_of_a_page_head_are_no_copy():
    item = only(
        g2(
            '<subject qcode="medtop:20000634"><name>Migration</name></subject><subject type="cpnat:geoArea" qcode="c:53"><name>Griechenland</name></subject>'
            '<headline rank="1">Kai bleibt zu</headline><headline rank="3">Zwei Risse</headline><dateline>Athen (qa) - </dateline>',
            xhtml(
                '<header><ul class="slugline"><li>Migration</li> <li>Griechenland</li></ul><time>26.04.2025 10:00</time><h1>Kai bleibt zu</h1></header>'
                '<section class="main"><p><span class="dateline">Athen <span class="credit">(qa)</span> - </span>Der Kai ist zu.</p><p>Sport</p></section>'
            ),
        )
    )
    assert item.body == "Athen (qa) - Der Kai ist zu.\n\nSport"
    assert item.xhtml == "<p>Athen (qa) - Der Kai ist zu.</p><p>Sport</p>"
    assert {d.reason for d in item.dropped if d.words} == {
        "repeats the keywords",
        "repeats the time",
        "repeats the headline",
    }
    assert item.located == "Athen"
    assert ("headline", "Zwei Risse") in item.alt_ids


def test_g2_same_as_media_topics_are_kept_beside_the_agencys_codes():
    item = only(
        g2(
            '<subject qcode="own:635"><name>Flucht</name><sameAs qcode="medtop:20000634"><name>Migration</name></sameAs></subject>'
        )
    )
    assert item.subjects == (
        Named("Flucht", "", "635", "own"),
        Named("Migration", "http://cv.iptc.org/newscodes/mediatopic/20000634", "20000634", "medtop"),
    )


def test_g2_names_given_as_literals_are_names_and_initials_are_no_byline():
    item = only(
        g2(
            '<located literal="Rome"/><creator literal="VRG"><name>VRG</name></creator><creator><name>Jo Klein</name></creator><subject type="cpnat:person" literal="Vreni Huber"/>'
        )
    )
    assert (item.located, item.byline, item.people[0].name) == ("Rome", "Jo Klein", "Vreni Huber")


def test_g2_headline_in_the_items_language_is_the_headline_and_others_are_kept():
    item = only(
        g2(
            '<language tag="de"/><headline xml:lang="en">Quay shut</headline><headline xml:lang="de">Kai zu</headline><headline xml:lang="fr">Quai fermé</headline>'
        )
    )
    assert item.headline == "Kai zu"
    assert [h["value"] for h in formats.ninjs.dump(item)["headlines"]] == ["Kai zu", "Quay shut", "Quai fermé"]


def test_g2_genres_come_back_as_genres():
    item = only(
        g2('<genre qcode="genre:Current"><name>Lage</name></genre><subject qcode="own:1"><name>Hafen</name></subject>')
    )
    made = formats.ninjs.dump(item)
    assert made["genres"] == [
        {"name": "Lage", "uri": "http://cv.iptc.org/newscodes/genre/Current", "literal": "genre:Current"}
    ]
    assert [s["name"] for s in made["subjects"]] == ["Hafen"]


def test_g2_plain_data_that_holds_markup_and_hard_wraps_is_parted_into_paragraphs():
    item = only(
        g2(
            "",
            '<inlineData contenttype="text/plain"><![CDATA[\n<p>\n            \n            (QA) - Rome, April 26 - The minister\nsaid the quay is\nshut.\n   "It stays shut",\nshe said.\n   Divers found\ncracks.\n          </p>]]></inlineData>',
        )
    )
    assert item.body.split("\n\n") == [
        "(QA) - Rome, April 26 - The minister said the quay is shut.",
        '"It stays shut", she said.',
        "Divers found cracks.",
    ]


def test_what_a_package_says_of_rights_and_embargo_holds_for_its_members_and_its_pictures_join_the_text():
    picture = g2(
        guid="urn:x:2",
        content='<remoteContent contenttype="image/jpeg" href="https://quay.example/p.jpg" width="900"/>',
    )
    package = (
        f'<packageItem {NAR} guid="urn:x:p" version="1"><rightsInfo><usageTerms>No use after May.</usageTerms></rightsInfo>'
        '<itemMeta><embargoed>2025-04-27T06:00:00Z</embargoed><pubStatus qcode="stat:canceled"/><edNote>Eds: killed.</edNote></itemMeta>'
        '<groupSet><group><itemRef residref="urn:x:1"/><itemRef residref="urn:x:2"/></group></groupSet></packageItem>'
    )
    message = f"<newsMessage {NAR}><itemSet>{package}{g2(content=xhtml('<p>Rain.</p>'))}{picture}{g2(guid='urn:x:3', content=xhtml('<p>Wind.</p>'))}</itemSet></newsMessage>"
    text, photo, other = formats.read(message.encode())
    for each in (text, photo):
        assert (each.usage_terms, each.pub_status, each.signal) == (
            "No use after May.",
            PubStatus.CANCELED,
            Signal.KILL,
        )
        assert each.embargoed_until is not None
    assert [m.href for m in text.media] == ["https://quay.example/p.jpg"]
    assert (other.usage_terms, other.pub_status) == ("", PubStatus.USABLE)


def nitf(head: str, content: str) -> Item:
    return only(
        f"<nitf><head><docdata><doc.copyright holder='QA' year='20250426T000000+0200'/></docdata></head><body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>"
    )


def test_a_nitf_date_for_machines_is_no_dateline_and_one_in_words_is():
    item = nitf(
        "<dateline><story.date norm='20250426T100000+0200'>20250426T100000+0200</story.date></dateline>",
        "<p>Tegucigalpa, Apr 26 (QA).- Rain fell.</p>",
    )
    assert item.body == "Tegucigalpa, Apr 26 (QA).- Rain fell."
    assert item.copyright_notice == "© 2025 QA"
    item = nitf(
        "<dateline><location>BEIJING</location><story.date>April 26</story.date></dateline>", "<p>     Rain fell.</p>"
    )
    assert (item.body, item.located) == ("BEIJING, April 26 - Rain fell.", "BEIJING")


def test_ninjs_with_one_text_in_four_renditions_gives_it_once():
    item = only(
        {
            "uri": "urn:x:1", "headlines": [{"role": "main", "value": "Kajen stängd"}, {"role": "kicker", "value": "Hamn"}],
            "bodies": [
                {"role": "text", "contenttype": "text/plain", "value": "Kajen stängd\nHamn QA\nKajen är stängd, säger hon.\n– Vi dyker, säger Jo."},
                {"role": "html5", "contenttype": "text/html", "value": "<html><head><title>Kajen stängd</title></head><body><article><h1>Kajen stängd</h1><div class='dat'><span>Hamn</span><span>QA</span></div><p>Kajen är <a href='https://q.example'>stängd</a>, säger hon.</p><blockquote>Vi dyker, säger Jo.</blockquote></article></body></html>"},
                {"role": "ownnitf", "contenttype": "application/xml", "value": "<OWN><HEAD><DEST>ALL</DEST><NR>1234</NR><CAPTION>Kajen &auml;r st&auml;ngd &tstr; s&auml;ger</CAPTION></HEAD><BODY><P>Kajen &auml;r st&auml;ngd, s&auml;ger hon.</P></BODY></OWN>"},
            ],
        }
    )  # fmt: skip
    assert item.body.count("säger hon") == 1
    assert "1234" not in item.body
    assert '<a href="https://q.example">stängd</a>' in item.xhtml
    assert not item.body.startswith("Kajen stängd\n")
    assert ("headline:kicker", "Hamn") in item.alt_ids


def test_ninjs_in_wrappers_is_found_and_lists_of_terms_and_signals_are_read():
    item = only(
        {"api_version": "1.1", "data": {"meta": {"id": 1}, "item": {
            "uri": "urn:x:1", "altids": {"transref": "s5"}, "type": "text", "headline": "Rain", "provider": "QA", "editorialtypes": ["Kill"],
            "usageterms": ["Editorial use only.", "No archive."], "person": [{"name": "Jo Klein", "code": "9f", "scheme": "http://cv.example/id/"}],
            "body_nitf": "<nitf><body><body.content><p>Rain fell.</p></body.content></body></nitf>"}}}
    )  # fmt: skip
    assert (item.body, item.agency, item.signal) == ("Rain fell.", "QA", Signal.KILL)
    assert item.usage_terms == "Editorial use only.\n\nNo archive."
    assert item.people == (Named("Jo Klein", "http://cv.example/id/9f", "9f"),)
    assert ("transref", "s5") in item.alt_ids


def test_a_ninjs_picture_is_a_picture_with_its_renditions_and_caption():
    item = only(
        {"uri": "urn:x:1", "type": "picture", "headline": "Quay", "description_text": "The quay at dawn.", "byline": "Jo Petit",
         "renditions": {"thumb": {"href": "https://q.example/t.jpg", "width": 200, "mimetype": "image/jpeg"}, "original": {"href": "https://q.example/o.jpg", "width": 4000}}}
    )  # fmt: skip
    made = formats.ninjs.dump(item)
    assert made["type"] == "picture"
    assert (item.media[0].href, item.media[0].caption, item.media[0].credit) == (
        "https://q.example/o.jpg",
        "The quay at dawn.",
        "Jo Petit",
    )
    assert formats.read(json.dumps(made).encode()) == (item,)


def test_a_picture_keeps_its_own_name_its_alternative_text_and_what_a_crop_must_keep():
    photo = {
        "name": "p", "uri": "urn:x:photo-7", "type": "picture",
        "descriptions": [{"role": "caption", "value": "Jo Petit at the quay."}, {"role": "alt", "value": "A woman beside a boat."}],
        "renditions": [
            {"name": "main", "href": "https://q.example/7.jpg", "width": 2000, "height": 1000, "pointOfInterest": {"x": 500, "y": 250}}
        ],
    }  # fmt: skip
    item = only({"uri": "urn:x:1", "headline": "Rain", "body_text": "Rain fell.", "associations": {"p": photo}})
    made = item.media[0]
    assert (made.guid, made.alt, made.caption) == ("urn:x:photo-7", "A woman beside a boat.", "Jo Petit at the quay.")
    assert made.focus == (0.25, 0.25)
    assert formats.read(json.dumps(formats.ninjs.dump(item)).encode())[0].media == item.media


def test_texts_inside_a_composite_are_items_and_its_pictures_media():
    inner = {"uri": "urn:x:2", "type": "text", "headline": "Wind", "body_xhtml": "<p>Wind came.</p>"}
    photo = {"uri": "urn:x:3", "type": "picture", "renditions": {"main": {"href": "https://q.example/a.jpg"}}}
    outer = {
        "uri": "urn:x:1",
        "type": "composite",
        "headline": "Rain",
        "body_xhtml": "<p>Rain fell.</p>",
        "associations": {"a": inner, "b": photo},
    }
    first, second = formats.read(json.dumps(outer).encode())
    assert (first.body, [m.href for m in first.media]) == ("Rain fell.", ["https://q.example/a.jpg"])
    assert second.body == "Wind came."


def test_a_standard_inside_an_envelope_of_another_name_is_found():
    inner = "<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content><p>It <em>fell</em>.</p></body.content></body></nitf>"
    first, second = formats.read(
        f"<soap:Envelope xmlns:soap='http://s.example'><soap:Body>{inner}{inner}</soap:Body></soap:Envelope>".encode()
    )
    assert first.xhtml == second.xhtml == "<p>It <em>fell</em>.</p>"
    message = g2("<headline>Kai</headline>", xhtml("<p>Zu.</p>"))
    assert only(f"<delivery><item>{message}</item></delivery>").body == "Zu."
    assert (
        only("<answer><rss><channel><item><title>Rain</title><guid>1</guid></item></channel></rss></answer>").headline
        == "Rain"
    )


ENTRY = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://q.example/m"><title>Sample</title><entry><title>Quay closes</title><id>urn:q:1</id>
<updated>2025-05-01T10:00:00Z</updated><content type="html">HAVEN (SP) - The quay closed.</content><m:NewsManagement><m:ManagementSequenceNumber>3</m:ManagementSequenceNumber>
<m:PublishingStatus>Embargoed</m:PublishingStatus></m:NewsManagement><m:ContentMetadata><m:Priority Numeric="4" Legacy="r"/><m:SlugLine>US--Quay</m:SlugLine>
<m:ByLine>By JO KLEIN</m:ByLine><m:DateLine>HAVEN (SP)</m:DateLine></m:ContentMetadata></entry></feed>"""


def test_what_an_agency_puts_beside_an_atom_entry_is_read_by_the_names_that_agencies_share():
    item = only(ENTRY)
    assert (item.version, item.urgency, item.slugline, item.byline) == ("3", 4, "US--Quay", "By JO KLEIN")
    assert item.embargo_unreadable
    assert ("dateline", "HAVEN (SP)") in item.alt_ids


def test_a_feed_s_own_element_with_the_whole_copy_is_the_body():
    item = only(
        '<rss version="2.0" xmlns:y="http://news.yandex.ru"><channel><item><title>Кран упал</title><description>Кратко.</description>'
        "<y:full-text>Кран упал на причал. Никто не пострадал.</y:full-text><image>https://q.example/a.jpg</image></item></channel></rss>"
    )
    assert (item.body, item.summary) == ("Кран упал на причал. Никто не пострадал.", "Кратко.")
    assert [m.href for m in item.media] == ["https://q.example/a.jpg"]


def test_categories_notes_and_writers_in_lists_of_a_house_s_json_survive():
    item = only(
        {
            "urn": "urn:q:1",
            "headline": "Kai zu",
            "version_created": "2025-03-03T10:00:00Z",
            "byline": [{"byline": "Jo Klein/TT", "role": "writer"}],
            "article_html": '<p>Der Kai ist zu.</p><section class="nonpublic"><p>Kontakt: Jo</p></section>',
            "ednotes": [{"type": "correction", "ednote": "(Berichtigung: Zahl)"}],
            "categories": [
                {"type": "dnltype:geosubject", "name": "Hamburg", "qcode": "dpa:hh"},
                {"type": "t:subject", "name": "Hafen"},
            ],
        }
    )
    assert (item.byline, item.ednote, item.signal) == ("Jo Klein/TT", "(Berichtigung: Zahl)", Signal.CORRECT)
    assert (item.places, item.subjects) == ((Named("Hamburg", "", "hh", "dpa"),), (Named("Hafen"),))
    assert [(d.text, d.reason) for d in item.dropped] == [("Kontakt: Jo", "marked as not for publication")]


def test_a_text_that_is_only_associated_with_another_one_is_no_item_and_one_of_a_composite_is():
    text = {"type": "text", "uri": "urn:q:2", "headline": "Old", "body_text": "Old words."}
    assert (
        only({"type": "text", "uri": "urn:q:1", "body_text": "New words.", "associations": {"a": text}}).guid
        == "urn:q:1"
    )
    whole = {"type": "composite", "uri": "urn:q:1", "body_text": "Both:", "associations": {"a": text}}
    assert [item.guid for item in formats.read(json.dumps(whole).encode())] == ["urn:q:1", "urn:q:2"]
