from __future__ import annotations

import base64
import io
import struct
import zlib
from dataclasses import asdict, replace
from typing import Any

import photographs
import pytest
from PIL import Image

from wiredesk.core import pictures
from wiredesk.core.errors import Unreadable
from wiredesk.core.pictures import recode
from wiredesk.core.pictures.metadata import About


def took(data: bytes, **options: str) -> tuple[Image.Image, bytes, dict[str, Any]]:
    answer = recode.run(data, do="take", **options)
    body = base64.b64decode(answer["picture"])
    return Image.open(io.BytesIO(body)), body, answer


def sized(body: bytes, form: str, width: int, height: int, focus: tuple[float, float] = (0.5, 0.5)) -> bytes:
    cut = {"width": width, "height": height, "focus": focus}
    answer = recode.run(body, do="size", cut=cut, form=form, about=asdict(photographs.SAID))
    return base64.b64decode(answer["picture"])


def near(colour: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour, wanted, strict=True))


def test_what_a_camera_and_a_program_left_in_a_file_is_gone_and_what_the_desk_needs_is_kept():
    image, body, answer = took(photographs.jpeg())
    assert not image.getexif()
    for leak in (b"GPS", b"serial-4711", b"Secret Camera", b"odd", b"Exif", b"ICC_PROFILE"):
        assert leak not in body
    assert answer["about"] == asdict(photographs.SAID)
    assert (answer["width"], answer["height"], answer["focus"]) == (1600, 1000, None)


def test_a_picture_taken_on_its_side_stands_upright():
    image, _, answer = took(photographs.jpeg(orientation=6))
    assert (answer["width"], answer["height"]) == (1000, 1600) == image.size
    assert near(image.getpixel((980, 20)), photographs.RED)


def test_older_records_alone_are_read_in_their_own_encoding():
    plain = photographs.jpeg(about=None)
    bare = photographs.with_records(plain, replace(About(), creator="", caption="Fähre im Hafen", credit="Küste"))
    latin = bare.replace("Fähre".encode(), "Fähre".encode("latin-1") + b" ")
    assert took(latin)[2]["about"]["caption"].startswith("Fähre")


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_other_kinds_become_a_jpeg_and_what_is_transparent_lies_on_white(kind):
    image = photographs.pixels(400, 300).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 50, 50))
    out = io.BytesIO()
    image.save(out, kind)
    made, body, _ = took(out.getvalue())
    assert body[:3] == b"\xff\xd8\xff"
    assert near(made.getpixel((10, 10)), (255, 255, 255))


def bomb(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 4) + b"IDAT" + b"\x78\x9c\x03\x00" + b"\x00" * 4


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(60_000, 60_000), "million"),
        (photographs.jpeg(120, 90), "icon"),
        (photographs.jpeg()[:3000], "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no JPEG"),
        (b"<html><img src=x onerror=alert(1)>", "no JPEG"),
        (b"II*\x00" + b"\x00" * 200, "no JPEG"),
        (b"", "no JPEG"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_reason(data, why):
    with pytest.raises(Unreadable, match=why):
        recode.run(data, do="take")


@pytest.mark.parametrize("form", recode.FORMATS)
def test_each_size_says_who_made_it_and_how(form):
    body = took(photographs.jpeg())[1]
    data = sized(body, form, 800, 450)
    told = pictures.inspect(data)
    assert (told["width"], told["height"]) == (800, 450)
    assert told["format"] == {"jpg": "jpeg"}.get(form, form)
    assert told["digital_source_type"] == pictures.DIGITAL_CAPTURE
    said = photographs.SAID
    assert (told["creator"], told["credit"], told["rights"]) == (said.creator, said.credit, said.rights)
    assert (told["caption"], told["alt"]) == (said.caption, said.alt)
    assert told["xmp"]["xmpRights:UsageTerms"] == said.terms
    if form == "jpg":
        assert (told["iptc"]["creator"], told["iptc"]["caption"]) == (said.creator, said.caption)


def test_a_crop_keeps_the_point_that_matters():
    body = took(photographs.jpeg())[1]
    left, right = (Image.open(io.BytesIO(sized(body, "jpg", 400, 400, focus))) for focus in ((0.0, 0.0), (1.0, 1.0)))
    assert near(left.getpixel((5, 5)), photographs.RED)
    assert near(right.getpixel((395, 395)), photographs.GREEN)


REGION = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">
<Iptc4xmpExt:rbShape>rectangle</Iptc4xmpExt:rbShape><Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit>
<Iptc4xmpExt:rbX>0.6</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>0.2</Iptc4xmpExt:rbY><Iptc4xmpExt:rbW>0.2</Iptc4xmpExt:rbW>
<Iptc4xmpExt:rbH>0.4</Iptc4xmpExt:rbH></Iptc4xmpExt:RegionBoundary><Iptc4xmpExt:rRole><rdf:Bag><rdf:li rdf:parseType="Resource">
<xmp:Identifier><rdf:Bag><rdf:li>http://cv.iptc.org/newscodes/imageregionrole/mainSubjectArea</rdf:li></rdf:Bag></xmp:Identifier>
</rdf:li></rdf:Bag></Iptc4xmpExt:rRole></rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion></rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_a_region_that_the_desk_of_the_agency_marked_is_what_crops_keep():
    assert took(photographs.jpeg(xmp=REGION.encode()))[2]["focus"] == [0.7, 0.4]
    assert took(photographs.jpeg(xmp=REGION.encode(), orientation=6))[2]["focus"] is None
    assert took(photographs.jpeg(xmp=REGION.replace("0.6", "9e9").encode()))[2]["focus"] is None


def test_a_picture_attached_to_a_mail_is_found_by_its_name():
    body = base64.encodebytes(photographs.jpeg(400, 300)).decode()
    mail = (
        "From: a@example.org\nSubject: Rain\nDate: Sat, 26 Apr 2025 10:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nRain fell.\n--b\n'
        'Content-Type: image/jpeg; name="rain.jpg"\nContent-Disposition: attachment; filename="rain.jpg"\n'
        f"Content-Transfer-Encoding: base64\n\n{body}\n--b--\n"
    )
    assert took(mail.encode(), part="rain.jpg")[2]["width"] == 400
    with pytest.raises(Unreadable, match="not attached"):
        recode.run(mail.encode(), do="take", part="snow.jpg")
