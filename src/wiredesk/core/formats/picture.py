"""Pictures: what a JPEG, PNG or WebP says about itself in IPTC's records (IIM) and XMP, as a picture item.

Nothing of the picture itself is decoded; a file is walked by the lengths it gives, and never past its end.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import markup, tree
from wiredesk.core.formats.decoding import to_text, without_controls
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Media, Named

_XMP_JPEG = b"http://ns.adobe.com/xap/1.0/\x00"
_MOST = 20_000_000  # bytes of unpacked metadata
_UTF8 = b"\x1b%G"
_IIM = {5: "title", 10: "urgency", 40: "instructions", 80: "creator", 85: "position", 90: "city", 92: "location", 95: "state",
        100: "countrycode", 101: "country", 103: "transmission", 105: "headline", 110: "credit", 115: "source",
        116: "rights", 118: "contact", 120: "description", 122: "writer"}  # fmt: skip
_IIM_LISTS = {12: "subjectcode", 15: "category", 20: "category", 25: "subject"}
_XMP = {"Headline": "headline", "Credit": "credit", "Source": "source", "Instructions": "instructions", "City": "city",
        "State": "state", "Country": "country", "DateCreated": "created", "Urgency": "urgency", "CountryCode": "countrycode",
        "TransmissionReference": "transmission", "CaptionWriter": "writer", "AuthorsPosition": "position",
        "Location": "location", "title": "title", "description": "description", "rights": "rights", "UsageTerms": "terms",
        "WebStatement": "statement", "identifier": "identifier", "DigitalSourceType": "sourcetype",
        "CreateDate": "created", "language": "language"}  # fmt: skip
_XMP_LISTS = {"creator": "creator", "subject": "subject", "PersonInImage": "person", "SubjectCode": "subjectcode",
              "OrganisationInImageName": "organisation", "Scene": "scene", "Event": "event"}  # fmt: skip


def looks_like(data: bytes) -> bool:
    """Tell whether bytes begin as a picture that can be read here does."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n" or webp


def read(data: bytes, profile: Profile, subject: str) -> Iterator[Fields]:
    """Yield the picture as an item with a caption and no body.

    Raises:
        Unreadable: It is no picture of a format that is read.
    """
    if data[:3] == b"\xff\xd8\xff":
        mime, found, size = "image/jpeg", *_jpeg(data)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        mime, found, size = "image/png", *_png(data)
    elif looks_like(data):
        mime, found, size = "image/webp", *_webp(data)
    else:
        raise Unreadable(subject, "is no JPEG, PNG or WebP picture")
    filled = Fields(profile=profile, format="picture", agency=profile.agency)
    said: dict[str, list[str]] = {}
    for kind, packet in found:
        for name, words in _xmp(packet, filled) if kind == "xmp" else _iim(packet):
            if words and (kind == "xmp" or name not in said or name in _IIM_LISTS.values()):
                said.setdefault(name, []).append(words)
    _fill(filled, {name: list(dict.fromkeys(values)) for name, values in said.items()})
    filled.guid = filled.guid or f"urn:sha256:{hashlib.sha256(data).hexdigest()}"
    filled.media.append(
        Media(
            "picture",
            "",
            mime,
            headline=filled.headline,
            caption=filled.summary,
            credit=filled.credit or filled.byline,
            copyright=filled.copyright_notice,
            usage_terms=filled.usage_terms,
            width=size[0],
            height=size[1],
        )
    )
    yield filled


def _jpeg(data: bytes) -> tuple[list[tuple[str, bytes]], tuple[int | None, int | None]]:
    found: list[tuple[str, bytes]] = []
    size: tuple[int | None, int | None] = (None, None)
    place, photoshop = 2, b""
    while place + 4 <= len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark == 0xFF:
            place += 1
            continue
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if mark in (0xD9, 0xDA) or length < 2:
            break
        part = data[place + 4 : place + 2 + length]
        if mark == 0xE1 and part.startswith(_XMP_JPEG):
            found.insert(0, ("xmp", part[len(_XMP_JPEG) :]))
        elif mark == 0xED and part.startswith(b"Photoshop 3.0\x00"):
            photoshop += part[14:]
        elif 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC) and len(part) >= 5:
            size = (int.from_bytes(part[3:5], "big"), int.from_bytes(part[1:3], "big"))
        place += 2 + length
    return found + [("iim", each) for each in _resources(photoshop)], size


def _resources(data: bytes) -> Iterator[bytes]:
    """Yield the IPTC records among Photoshop's image resources."""
    place = 0
    while data[place : place + 4] == b"8BIM" and place + 12 <= len(data):
        number = int.from_bytes(data[place + 4 : place + 6], "big")
        name = data[place + 6] + 1
        start = place + 6 + name + name % 2
        length = int.from_bytes(data[start : start + 4], "big")
        if number == 0x0404:
            yield data[start + 4 : start + 4 + length]
        place = start + 4 + length + length % 2


def _png(data: bytes) -> tuple[list[tuple[str, bytes]], tuple[int | None, int | None]]:
    found: list[tuple[str, bytes]] = []
    size: tuple[int | None, int | None] = (None, None)
    place = 8
    while place + 8 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        part = data[place + 8 : place + 8 + length]
        if kind == b"IHDR" and len(part) >= 8:
            size = struct.unpack(">II", part[:8])
        elif kind == b"iTXt" and part.startswith(b"XML:com.adobe.xmp\x00"):
            packed = part[18:19] == b"\x01"
            text = part[20:].split(b"\x00", 2)[-1]
            found.append(("xmp", _inflated(text) if packed else text))
        elif kind == b"IEND":
            break
        place += 12 + length
    return found, size


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return b""


def _webp(data: bytes) -> tuple[list[tuple[str, bytes]], tuple[int | None, int | None]]:
    found: list[tuple[str, bytes]] = []
    size: tuple[int | None, int | None] = (None, None)
    place = 12
    while place + 8 <= len(data):
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        part = data[place + 8 : place + 8 + length]
        if kind == b"VP8X" and len(part) >= 10:
            size = (int.from_bytes(part[4:7], "little") + 1, int.from_bytes(part[7:10], "little") + 1)
        elif kind == b"VP8 " and len(part) >= 10 and size[0] is None:
            size = (int.from_bytes(part[6:8], "little") & 0x3FFF, int.from_bytes(part[8:10], "little") & 0x3FFF)
        elif kind == b"XMP ":
            found.append(("xmp", part))
        place += 8 + length + length % 2
    return found, size


def _iim(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the fields of IPTC's records; bytes are UTF-8 where record 1:90 says so, and else are looked at."""
    place, date = 0, ""
    while place + 5 <= len(data) and data[place] == 0x1C:
        record, number = data[place + 1], data[place + 2]
        length = int.from_bytes(data[place + 3 : place + 5], "big")
        start = place + 5
        if length & 0x8000:
            wide = length & 0x7FFF
            length = int.from_bytes(data[start : start + min(wide, 8)], "big")
            start += wide
        value = data[start : start + length]
        place = start + length
        if record != 2:
            continue
        words = without_controls(to_text(value)).strip()
        if number == 55:
            date = words
        elif number == 60:
            yield "created", f"{date}T{words}" if date else ""
            date = ""
        elif number in _IIM_LISTS:
            yield _IIM_LISTS[number], words
        elif number in _IIM:
            yield _IIM[number], words
    if date:
        yield "created", date


def _xmp(packet: bytes, filled: Fields) -> Iterator[tuple[str, str]]:
    """Yield the fields of an XMP packet, whether they are elements or attributes of a description."""
    try:
        root, _ = tree.parse(packet.strip(b"\x00 \r\n"), name="XMP")
    except Unreadable as error:
        filled.warnings.append(f"XMP can't be read: {error.reason}"[:200])
        return
    for description in root.iter():
        if tree.local(description) != "Description":
            continue
        for key, value in description.attrib.items():
            name = str(key).rpartition("}")[2]
            if name in _XMP:
                yield _XMP[name], markup.line(str(value))
        for each in description:
            yield from _property(each)


def _property(each: tree.Element) -> Iterator[tuple[str, str]]:
    name = tree.local(each)
    values = [e for e in each.iter() if tree.local(e) == "li"]
    if name in _XMP_LISTS:
        for value in values or [each]:
            yield _XMP_LISTS[name], markup.line(tree.text(value))
    elif name in _XMP:
        default = [v for v in values if tree.attribute(v, tree.XML_LANG) == "x-default"]
        for value in (default or values or [each])[:1]:
            yield (
                _XMP[name],
                "\n".join(markup.line(part) for part in "".join(str(t) for t in value.itertext()).strip().split("\n")),
            )


def _fill(filled: Fields, said: dict[str, list[str]]) -> None:
    def one(name: str) -> str:
        return said.get(name, [""])[0]

    filled.headline = markup.line(markup.escaped(one("headline") or one("title")))
    filled.slugline = one("title") if one("headline") else ""
    filled.summary = one("description")
    filled.byline = ", ".join(said.get("creator", []))
    filled.credit = one("credit") or one("source")
    filled.agency = filled.agency or one("source") or one("credit")
    filled.copyright_notice = one("rights")
    filled.usage_terms = "\n\n".join(part for part in (one("terms"), one("statement")) if part)
    filled.note(one("instructions"))
    filled.rank(one("urgency"))
    filled.located = one("city")
    filled.language = one("language") if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", one("language")) else ""
    when = filled.time("date created", re.sub(r"\A(\d{4})[:-](\d\d)[:-](\d\d)", r"\1-\2-\3", one("created")))
    filled.first_created = filled.version_created = when
    filled.people = [Named(name) for name in said.get("person", [])]
    filled.organisations = [Named(name) for name in said.get("organisation", [])]
    filled.places = [Named(one(name)) for name in ("location", "city", "state") if one(name)]
    if one("country") or one("countrycode"):
        filled.places.append(Named(one("country") or one("countrycode"), "", one("countrycode")))
    filled.subjects = [Named(word) for word in said.get("subject", [])]
    filled.subjects += [_subject(code) for code in said.get("subjectcode", [])]
    filled.subjects += [Named(code, "", code, "category") for code in said.get("category", [])]
    for name in ("transmission", "identifier", "writer", "position", "sourcetype", "event", "contact"):
        filled.alt_ids += [(name, one(name))] if one(name) else []
    if filled.slugline == filled.headline:
        filled.slugline = ""
    filled.subjects = [replace(each, name=each.name or each.code) for each in filled.subjects]


def _subject(value: str) -> Named:
    """Read a subject reference, `IPTC:15054000:SPO:…` or the code alone."""
    code = next((part for part in value.split(":") if len(part) == 8 and part.isdigit()), "")
    name = value.rpartition(":")[2]
    if not code:
        return Named(value, "", value)
    return Named(name if name != code else code, f"http://cv.iptc.org/newscodes/subjectcode/{code}", code, "subj")
