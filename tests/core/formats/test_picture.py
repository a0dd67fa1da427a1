import struct
import zlib
from datetime import UTC, datetime

import pytest

from wiredesk.core import formats
from wiredesk.core.model import Item, Named

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 photoshop:Headline="Quay 7 at dawn" photoshop:Credit="QA/Petit" photoshop:City="Hamburg"
 photoshop:DateCreated="2025-04-26T06:10:00+02:00" photoshop:Instructions="No use in Austria.">
 <dc:creator><rdf:Seq><rdf:li>Jo Petit</rdf:li></rdf:Seq></dc:creator>
 <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Quay 7, &amp; the sea.</rdf:li></rdf:Alt></dc:description>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2025 QA</rdf:li></rdf:Alt></dc:rights>
 <dc:subject><rdf:Bag><rdf:li>quay</rdf:li><rdf:li>dawn</rdf:li></rdf:Bag></dc:subject>
 <ext:PersonInImage><rdf:Bag><rdf:li>Vreni Huber</rdf:li></rdf:Bag></ext:PersonInImage>
 <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only.</rdf:li></rdf:Alt></xmpRights:UsageTerms>
 </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def dataset(number: int, value: bytes) -> bytes:
    return b"\x1c\x02" + bytes((number,)) + len(value).to_bytes(2, "big") + value


IIM = b"".join(
    dataset(number, value)
    for number, value in (
        (5, b"QUAY"), (10, b"4"), (12, b"IPTC:04015000:TRA:transport:"), (25, b"quay"), (25, b"dawn"), (40, b"No use in Austria."),
        (55, b"20250426"), (60, b"061000+0200"), (80, b"Jo Petit"), (90, "Köln".encode("cp1252")), (101, b"Germany"), (100, b"DEU"),
        (105, b"Quay 7 at dawn"), (110, b"QA/Petit"), (116, "© 2025 QA".encode()), (120, b"Quay 7, & the sea."),
    )
)  # fmt: skip


def segment(mark: int, data: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(data) + 2).to_bytes(2, "big") + data


def jpeg(*segments: bytes) -> bytes:
    frame = segment(0xC0, b"\x08" + (200).to_bytes(2, "big") + (300).to_bytes(2, "big") + b"\x01\x01\x11\x00")
    return b"\xff\xd8" + b"".join(segments) + frame + b"\xff\xda\x00\x02\x00\xff\xd9"


def with_iim(data: bytes) -> bytes:
    return segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data)


def with_xmp(data: bytes) -> bytes:
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + data)


def png(xmp: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    text = b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(xmp)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 300, 200, 8, 2, 0, 0, 0)) + chunk(b"iTXt", text)
    )


def webp(xmp: bytes) -> bytes:
    wide, high = (299).to_bytes(3, "little"), (199).to_bytes(3, "little")
    chunks = b"VP8X" + (10).to_bytes(4, "little") + b"\x04\x00\x00\x00" + wide + high
    chunks += b"XMP " + len(xmp).to_bytes(4, "little") + xmp
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks


def only(data: bytes) -> Item:
    (item,) = formats.read(data)
    return item


@pytest.mark.parametrize("data", [jpeg(with_xmp(XMP)), jpeg(with_iim(IIM)), png(XMP), webp(XMP)])
def test_a_picture_says_who_made_it_what_it_shows_and_what_is_allowed(data):
    item = only(data)
    assert item.headline == "Quay 7 at dawn"
    assert item.summary == "Quay 7, & the sea."
    assert (item.byline, item.credit, item.copyright_notice) == ("Jo Petit", "QA/Petit", "© 2025 QA")
    assert item.ednote == "No use in Austria."
    assert item.first_created == datetime(2025, 4, 26, 4, 10, tzinfo=UTC)
    assert {"quay", "dawn"} <= {s.name for s in item.subjects}
    assert (item.media[0].width, item.media[0].height) == (300, 200)
    assert (item.media[0].caption, item.media[0].credit) == ("Quay 7, & the sea.", "QA/Petit")
    made = formats.ninjs.dump(item)
    assert made["type"] == "picture"
    assert formats.ninjs.load(made) == item


def test_iptc_records_give_city_in_any_charset_urgency_and_subject_codes():
    item = only(jpeg(with_iim(IIM)))
    assert (item.located, item.urgency, item.slugline) == ("Köln", 4, "QUAY")
    assert item.places[-1] == Named("Germany", "", "DEU")
    assert "http://cv.iptc.org/newscodes/subjectcode/04015000" in [s.uri for s in item.subjects]


def test_xmp_comes_before_iptc_records_and_they_fill_what_it_leaves_open():
    item = only(jpeg(with_iim(IIM), with_xmp(XMP)))
    assert (item.located, item.urgency, item.usage_terms) == ("Hamburg", 4, "Editorial use only.")
    assert item.people == (Named("Vreni Huber"),)


def test_two_pictures_without_words_are_two_items():
    assert only(jpeg()).guid != only(png(b"<x/>")).guid


@pytest.mark.parametrize("cut", [3, 20, 60, 200, 700])
def test_a_picture_that_is_cut_off_is_read_as_far_as_it_goes(cut):
    for data in (jpeg(with_xmp(XMP), with_iim(IIM)), png(XMP), webp(XMP)):
        if len(data[:cut]) >= 12:
            assert only(data[:cut]).media[0].kind == "picture"
