# ruff: noqa: E501 - samples as they would arrive
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wiredesk.core import formats
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Item, Named, PubStatus, Signal

SAMPLE = (Path(__file__).parents[2] / "corpus" / "formats" / "item.newsml1.xml").read_bytes()


def news(components: str, management: str = '<Status FormalName="Usable"/>', revision: str = "1") -> tuple[Item, ...]:
    xml = f"""<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>quay.example</ProviderId><DateId>20250426</DateId>
    <NewsItemId>q7</NewsItemId><RevisionId PreviousRevision="0" Update="N">{revision}</RevisionId>
    <PublicIdentifier>urn:newsml:quay.example:20250426:q7:{revision}</PublicIdentifier></NewsIdentifier></Identification>
    <NewsManagement>{management}</NewsManagement>{components}</NewsItem></NewsML>"""
    return formats.read(xml.encode())


def text(words: str, role: str = "Main", language: str = "") -> str:
    spoken = f' xml:lang="{language}"' if language else ""
    return f'<NewsComponent{spoken}><Role FormalName="{role}"/><ContentItem><MediaType FormalName="Text"/><DataContent>{words}</DataContent></ContentItem></NewsComponent>'


def test_newsml_1_keeps_words_marks_lines_rights_and_embargo():
    (item,) = formats.read(SAMPLE)
    assert item.xhtml == (
        "<p>Der Kai bleibt <em>bis Montag</em> gesperrt, sagte Vreni Huber für die Behörde.</p>"
        "<h3>Risse</h3><p>Taucher fanden zwei Risse – einer ist lang.</p>"
    )
    assert (item.guid, item.version) == ("urn:newsml:hafen.example:20250426:kai7", "2")
    assert item.headline == "Kai 7 bleibt zu"
    assert item.summary == "Taucher finden Risse\n\nEin Kai bleibt zu."
    assert (item.byline, item.located, item.agency, item.credit) == ("Von Jo Klein", "Hamburg", "HA", "HA/Klein")
    assert (item.copyright_holder, item.copyright_notice) == ("Hafen Agentur GmbH", "© 2025 Hafen Agentur")
    assert item.usage_terms == "Keine Verwendung im Ausland.\n\nPrint, Deutschland"
    assert item.embargoed_until == datetime(2025, 4, 26, 16, 0, tzinfo=UTC)
    assert not item.embargo_unreadable
    assert (item.signal, item.urgency, item.language, item.ednote) == (Signal.CORRECT, 3, "de", "Bilder folgen.")
    assert item.people == (Named("Vreni Huber", "", "P12", "HafenPeople"),)
    assert "http://cv.iptc.org/newscodes/subjectcode/04015000" in [s.uri for s in item.subjects]
    (picture,) = item.media
    assert (picture.href, picture.width, picture.caption) == (
        "https://hafen.example/kai7.jpg",
        3000,
        "Der Kai am Morgen.",
    )
    assert [href for _, href in picture.renditions] == ["kai7-klein.jpg", "https://hafen.example/kai7.jpg"]


def test_versions_of_one_newsml_1_item_share_their_guid():
    first, second = (news(text("<p>Rain.</p>"), revision=str(n))[0] for n in (1, 12))
    assert first.guid == second.guid
    assert (first.version, second.version) == ("1", "12")


def test_a_canceled_newsml_1_item_is_a_kill():
    (item,) = news(text("<p>Rain.</p>"), '<Status FormalName="Canceled"/>')
    assert (item.pub_status, item.signal) == (PubStatus.CANCELED, Signal.KILL)


def test_an_embargo_without_a_time_holds():
    (item,) = news(text("<p>Rain.</p>"), '<Status FormalName="Embargoed"/>')
    assert item.embargo_unreadable


def test_parts_of_one_story_come_in_order_and_alternatives_once():
    body = f"<NewsComponent>{text('Rain fell first.', 'Lead')}{text('Then came wind.', 'Body')}</NewsComponent>"
    assert news(body)[0].body == "Rain fell first.\n\nThen came wind."
    both = (
        '<NewsComponent EquivalentsList="yes">'
        + text("<p>Rain <b>fell</b> first.</p>")
        + text("Rain fell first.")
        + "</NewsComponent>"
    )
    assert news(both)[0].xhtml == "<p>Rain <b>fell</b> first.</p>"


@pytest.mark.parametrize("data", ["<![CDATA[<P>Rain <B>fell</B>.</P>]]>", "<p>Rain <b>fell</b>.</p>", "&lt;p&gt;Rain &lt;b&gt;fell&lt;/b&gt;.&lt;/p&gt;",
                                  "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head><body><p>Rain <b>fell</b>.</p></body></html>"])  # fmt: skip
def test_words_are_read_however_the_markup_is_packed(data):
    assert news(text(data))[0].xhtml == "<p>Rain <b>fell</b>.</p>"


def test_translations_are_items_of_their_own_with_their_own_words():
    def told(language: str, headline: str, words: str) -> str:
        return f'<NewsComponent xml:lang="{language}"><NewsLines><HeadLine>{headline}</HeadLine></NewsLines>{text(words, "Body")}</NewsComponent>'

    dutch, french = news(
        f"<NewsComponent><NewsLines><CopyrightLine>Quay</CopyrightLine></NewsLines>{told('nl', 'Regen', 'Het regende.')}{told('fr', 'Pluie', 'Il pleuvait.')}</NewsComponent>"
    )
    assert (dutch.headline, dutch.body, dutch.language) == ("Regen", "Het regende.", "nl")
    assert (french.headline, french.body, french.language) == ("Pluie", "Il pleuvait.", "fr")
    assert dutch.copyright_notice == french.copyright_notice == "Quay"
    assert dutch.guid != french.guid


def test_a_picture_alone_keeps_its_caption():
    (item,) = news(
        "<NewsComponent>" + text("<p>The quay at dawn.</p>", "Caption")
        + '<NewsComponent><Role FormalName="main"/><ContentItem Href="https://quay.example/q.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsComponent>'
    )  # fmt: skip
    assert (item.media[0].caption, item.summary, item.body) == ("The quay at dawn.", "The quay at dawn.", "")
    assert formats.ninjs.dump(item)["type"] == "picture"


def test_a_dtd_named_as_a_parameter_entity_is_cut_and_an_entity_of_the_copy_refused():
    head = b'<!DOCTYPE NewsML SYSTEM "x.dtd" [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf; <!ENTITY a SYSTEM "b">]>'
    with pytest.raises(Unreadable):
        formats.read(head + b"<NewsML><NewsItem/></NewsML>")
