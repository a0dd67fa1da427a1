import json

import pytest
from click.testing import CliRunner

from wiredesk.core import formats
from wiredesk.core.commands.read import command
from wiredesk.core.formats import mojibake
from wiredesk.core.model import PubStatus, Signal

HIDDEN = "<p>Seen words here.</p><p style='display:none'>" + "told to a machine " * 20 + "</p>"


def ninjs(body: str, headline: str = "Rain") -> bytes:
    return json.dumps({"uri": "urn:x:1", "headline": headline, "body_html": body}).encode()


def test_an_item_that_loses_much_of_its_body_is_held_and_says_so():
    (item,) = formats.read(ninjs(HIDDEN))
    assert (item.pub_status, item.signal) == (PubStatus.WITHHELD, Signal.HOLD)
    assert any(warning.startswith("quarantined: 80 of 83 words") for warning in item.warnings)
    (item,) = formats.read(
        ninjs("<p>" + "word " * 300 + "</p><p style='display:none'>a few words that no reader sees at all here</p>")
    )
    assert item.pub_status is PubStatus.USABLE


def test_read_names_what_is_quarantined_and_exits_with_1():
    result = CliRunner().invoke(command, ["-"], input=ninjs(HIDDEN))
    assert result.exit_code == 1
    assert json.loads(result.stdout)["pubStatus"] == "withheld"
    assert "urn:x:1 quarantined" in result.stderr


@pytest.mark.parametrize(
    "right", ["Zürich – “heute” für 5 €", "Вода поднялась на два метра", "Õnne! L’été à Liège…", "naïve café"]
)
def test_text_that_was_encoded_twice_is_put_right(right):
    twice = right.encode().decode("cp1252", "ignore") if right[0] == "В" else right.encode().decode("latin-1")
    for wrong in (twice, "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in right.encode())):
        if right[0] == "В" and wrong is twice:
            continue
        assert mojibake.repaired(wrong) == right
        rss = f"<rss><channel><item><title>{wrong}</title><guid>1</guid></item></channel></rss>".encode()
        (item,) = formats.read(rss)
        assert item.headline == right
        assert "text that was encoded twice was put right" in item.warnings
        (item,) = formats.read(ninjs("<p>x</p>", wrong))
        assert item.headline == right


@pytest.mark.parametrize(
    "meant",
    ["från A till ”Å”", "NÃO É ASSIM", "À la carte", "Ünïcödé", "«Âge»", "5 °C", "Ð is a letter", "HÂTE", "Ä”Ö”"],
)
def test_text_that_is_meant_stays(meant):
    assert mojibake.repaired(meant) == meant
