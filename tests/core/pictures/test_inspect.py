from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from wiredesk.core import pictures
from wiredesk.core.errors import Unreadable

ABOUT = pictures.About(
    creator="The Graphics Desk",
    credit="Desk <& Co>",
    rights="Free to use",
    source_type=pictures.DATA_DRIVEN,
    caption="Riga, Latvia",
    alt="A map that marks Riga",
)
SVG = pictures.locator_map([pictures.Spot("Riga", 24.11, 56.95)], about=ABOUT)


@pytest.mark.parametrize(("data", "kind"), [(pictures.png(SVG), "png"), (SVG.encode(), "svg")])
def test_a_picture_of_ours_says_who_made_it_and_how(data: bytes, kind: str) -> None:
    told = pictures.inspect(data)
    assert (told["format"], told["width"], told["height"]) == (kind, 1200, 675)
    assert told["creator"] == "The Graphics Desk"
    assert told["credit"] == "Desk <& Co>"
    assert told["rights"] == "Free to use"
    assert told["caption"] == "Riga, Latvia"
    assert told["alt"] == "A map that marks Riga"
    assert told["digital_source_type"] == "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"


def test_another_program_finds_the_packet_where_the_standard_puts_it() -> None:
    image = Image.open(io.BytesIO(pictures.png(SVG)))
    image.load()
    assert "dataDrivenMedia" in image.info["XML:com.adobe.xmp"]


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_fields_of_a_photograph_are_read(kind: str) -> None:
    out = io.BytesIO()
    packet = SVG[SVG.index("<x:xmpmeta") : SVG.index("</x:xmpmeta>") + 12].encode()
    Image.new("RGB", (40, 30), "red").save(out, kind, xmp=packet)
    told = pictures.inspect(out.getvalue())
    assert (told["format"], told["width"], told["height"]) == (kind.lower(), 40, 30)
    assert told["creator"] == "The Graphics Desk"


def test_iptc_of_the_older_kind_is_read_where_there_is_no_xmp() -> None:
    record = b"".join(
        b"\x1c\x02" + bytes([dataset]) + struct.pack(">H", len(value)) + value
        for dataset, value in ((80, b"A. Painter"), (110, b"An Agency"), (116, b"All rights reserved"))
    )
    body = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record
    plain = io.BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    data = plain.getvalue()
    told = pictures.inspect(data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:])
    assert (told["creator"], told["credit"], told["rights"]) == ("A. Painter", "An Agency", "All rights reserved")


def test_an_image_that_says_nothing_gives_empty_fields() -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    told = pictures.inspect(out.getvalue())
    assert told["digital_source_type"] == ""
    assert told["xmp"] == {}
    assert told["c2pa"] is False


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xc0\x00\x04"])
def test_what_is_no_image_or_breaks_off_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        pictures.inspect(data)


def test_entities_in_a_packet_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "boom">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
    assert pictures.inspect(pictures.with_packet(pictures.png(SVG), bomb))["xmp"] is not None
