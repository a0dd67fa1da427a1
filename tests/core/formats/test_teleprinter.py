from datetime import UTC, datetime

import pytest

from wiredesk.core import formats
from wiredesk.core.model import Item, Signal

ANPA = """\x16\x16\x01z6715-----\r
r i BC-ML--Quay-Cracks 1stLd-Writethru   04-26 0500\r
\x02^BC-ML--Quay Cracks, 1st Ld-Writethru,416<\r
^Quay 7 stays shut after divers find cracks<\r
^HW Photo HH105<\r
^Eds: Updates with divers.<\r
^By JO KLEIN=\r
^Harbour Wire=\r
\t   HAMBURG, Germany (HW) _ The quay stays shut, the port said.\r
\t   ``No one was hurt,'' she said. The second line
of the paragraph follows.\r
\t   ___\r
\r
\t   HW-WF-04-26-25 1637GMT<\r
\x03\x04"""

IPTC = """\x16\x16\x01bdt0375 3 pl 152  hw-tns 1196\r
\x02\r
Hafen/Unfall/\r
(Achtung)\r
Kai 7 bleibt zu -\r
Taucher finden Risse\r
Von Jo Klein =\r
\r
Hamburg (hw) - Der Kai bleibt bis Montag gesperrt, sagte die\r
Behörde. Niemand wurde verletzt, und die Taucher suchen weiter nach\r
Rissen.\r
\r
Die Polizei widersprach.\r
\r
# Notizblock\r
\r
- Kontakt: Vreni Huber\r
\r
hw jk xx n1\r
\r
261637 MESZ Apr 25\r
\x03\x04"""


def only(value: str, charset: str = "utf-8") -> Item:
    (item,) = formats.read(value.encode(charset))
    return item


def test_anpa_1312_gives_header_lines_to_their_fields_and_copy_to_the_body():
    item = only(ANPA)
    assert item.format == "anpa-1312"
    assert item.headline == "Quay 7 stays shut after divers find cracks"
    assert item.body.split("\n\n") == [
        "HAMBURG, Germany (HW) — The quay stays shut, the port said.",
        "“No one was hurt,” she said. The second line of the paragraph follows.",
        "___",
    ]
    assert (item.byline, item.located, item.agency) == ("By JO KLEIN, Harbour Wire", "HAMBURG", "HW")
    assert (item.urgency, item.signal) == (4, Signal.UPDATE)
    assert item.ednote == "HW Photo HH105\n\nEds: Updates with divers."
    assert item.version_created == datetime(2025, 4, 26, 16, 37, tzinfo=UTC)
    assert item.slugline == "BC-ML--Quay Cracks, 1st Ld-Writethru"


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_iptc_7901_unwraps_its_lines_and_keeps_notes_out_of_the_body(charset):
    item = only(IPTC, charset)
    assert item.format == "iptc-7901"
    assert item.headline == "Kai 7 bleibt zu - Taucher finden Risse"
    assert item.body.split("\n\n") == [
        "Hamburg (hw) - Der Kai bleibt bis Montag gesperrt, sagte die Behörde. Niemand wurde verletzt, und die Taucher"
        " suchen weiter nach Rissen.",
        "Die Polizei widersprach.",
    ]
    assert (item.byline, item.slugline, item.urgency) == ("Von Jo Klein", "Hafen/Unfall", 3)
    assert item.version_created == datetime(2025, 4, 26, 14, 37, tzinfo=UTC)
    assert "Vreni Huber" in item.ednote
    assert item.words_in == item.words_out + sum(d.words for d in item.dropped)


def test_a_number_that_starts_again_each_day_makes_no_two_items_one():
    today, tomorrow = only(ANPA), only(ANPA.replace("04-26-25", "04-27-25"))
    assert today.guid != tomorrow.guid


def test_several_messages_of_one_transmission_are_several_items():
    assert [item.located for item in formats.read((ANPA + ANPA.replace("HAMBURG", "BREMEN")).encode())] == [
        "HAMBURG",
        "BREMEN",
    ]


def test_paragraphs_that_show_by_their_first_line_are_unwrapped_and_the_desk_s_marks_leave():
    item = only(
        "ZCZC\r\nBTA123 4 POL 0102 SOF 77\r\n\r\nParliament-Budget\r\n\r\nPARLIAMENT ADOPTS BUDGET\r\n\r\n"
        "   Sofia, March 3 (BTA) - Parliament adopted the budget on Monday, the\r\nspeaker said.\r\n   Nobody came.\r\n"
        "   JK/PP\r\n031512 GMT MAR 25\r\nNNNN\r\n"
    )
    assert item.body == (
        "Sofia, March 3 (BTA) - Parliament adopted the budget on Monday, the speaker said.\n\nNobody came."
    )
    assert (item.headline, item.slugline, item.agency) == ("PARLIAMENT ADOPTS BUDGET", "Parliament-Budget", "BTA")


def test_a_second_headline_and_the_footer_of_a_house_are_told_apart_from_headline_and_copy():
    item = only(
        "\x01APA0231 5 II 0234 CI Fr, 14.Feb 2025\r\n\x02\r\nHafen/Wien\r\nKai bleibt zu\r\nUtl.: Taucher finden Risse =\r\n\r\n"
        "   Wien (APA) - Der Kai bleibt zu.\r\n   Niemand kam.\r\n(Schluss) jk/pp\r\n\x03\r\nAPA0231 2025-02-14/11:02\r\n\r\n"
        "141102 Feb 25\r\n\x04"
    )
    assert (item.headline, item.agency) == ("Kai bleibt zu", "APA")
    assert ("headline", "Taucher finden Risse") in item.alt_ids
    assert item.body.split("\n\n") == ["Wien (APA) - Der Kai bleibt zu.", "Niemand kam."]


NOTICE = """\x16\x16\x01a0977\r
b a \x14BC-NewsAlert-KILL   09-03 0071\r
\x02^BC-US--Mayor-Ducks, KILL,0071<\r
^BULLETIN KILL<\r
^WESTMARCH, Vt. _ Kill BC-US--Mayor-Ducks, a0961. The mayor did not resign aboard an A320 or a b737.<\r
\x03AP-NY-09-03-24 2011EDT<\r
\x04"""


def test_a_kill_names_the_day_s_earlier_message_by_its_number_and_no_aircraft():
    kill = only(NOTICE)
    assert (kill.signal, kill.refers_to) == (Signal.KILL, ("urn:wire:20240903:a0961",))
    assert only(NOTICE.replace("KILL", "NOTE").replace("Kill", "See")).refers_to == ()
    late = only(NOTICE.replace("a0961", "a2961"))
    assert late.refers_to == ("urn:wire:20240902:a2961",)
