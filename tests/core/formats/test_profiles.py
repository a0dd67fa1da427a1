import json
import tomllib
from datetime import UTC, datetime

import pytest

from wiredesk.core import formats
from wiredesk.core.errors import Misconfigured
from wiredesk.core.formats import profiles

QUAY = profiles.made(
    "quay",
    tomllib.loads(r"""
agency = "Quay Agency"
zone = "Europe/Berlin"
charset = "cp437"
dateline = '(?P<city>[A-Z][a-z]+)/QA: '
byline = 'text: .{3,40}'
[subjects]
WIR = "20000344"
[elements]
kicker = "slugline"
ort = "located"
"""),
)


def test_a_profile_says_clock_charset_byline_dateline_topics_and_own_elements():
    xml = """<rss><channel><item><title>Kai zu</title><guid>1</guid><pubDate>26.04.2025 14:00</pubDate><kicker>HAFEN</kicker>
    <category domain="own">WIR</category><description>text: Jo Klein\n\nBremen/QA: Öl am Kai.</description></item></channel></rss>"""
    (item,) = formats.read(xml.encode("cp437"), profile=QUAY)
    assert item.body == "Bremen/QA: Öl am Kai."
    assert (item.byline, item.located, item.slugline) == ("text: Jo Klein", "Bremen", "HAFEN")
    assert item.version_created == datetime(2025, 4, 26, 12, tzinfo=UTC)
    assert ("medtop", "20000344") in {(s.scheme, s.code) for s in item.subjects}
    assert [(d.reason, d.words) for d in item.dropped] == [("byline, kept with the item", 3)]
    assert item.words_in == item.words_out + 3


def test_own_members_of_ninjs_fill_fields_too():
    data = json.dumps({"uri": "u", "headline": "h", "body_text": "x", "Ort": "Emden"}).encode()
    assert formats.read(data, profile=QUAY)[0].located == "Emden"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"zone": "Europe/Nowhere"}, "zone"),
        ({"charset": "nonsense"}, "charset"),
        ({"byline": "("}, "pattern"),
        ({"elements": {"x": "guid"}}, "field"),
    ],
)
def test_a_profile_that_cant_be_used_says_why(told, reason):
    with pytest.raises(Misconfigured, match=reason):
        profiles.made("x", told)
