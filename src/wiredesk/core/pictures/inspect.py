"""What an image file says about its making: PNG, JPEG, WebP, AVIF, GIF and SVG, without opening its pixels."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats.decoding import to_text
from wiredesk.core.pictures.metadata import fields_of
from wiredesk.core.pictures.render import PNG_START

LONGEST_PACKET = 4_000_000
"""Bytes of XMP after decompression; real ones have a few thousand."""

_IIM = {
    5: "title",
    55: "date_created",
    80: "creator",
    90: "city",
    101: "country",
    105: "headline",
    110: "credit",
    115: "source",
    116: "rights",
    120: "caption",
    40: "instructions",
}


def inspect(data: bytes, name: str = "image") -> dict[str, Any]:
    """Return format, size, XMP and IPTC fields, and whether a C2PA manifest is there (it is not verified here).

    Args:
        data: The file.
        name: What to call it in an error.

    Returns:
        Plain JSON values; `digital_source_type`, `creator`, `credit`, `rights`, `caption` and `alt` are the same
        fields under plain names, empty where the image has none.

    Raises:
        Unreadable: It is no PNG, JPEG, WebP, AVIF, GIF or SVG, or it breaks off.
    """
    try:
        kind, size, xmp, iim, c2pa = _parts(data)
    except (struct.error, IndexError, zlib.error) as error:
        raise Unreadable(name, "breaks off in the middle or is damaged.") from error
    if not kind:
        raise Unreadable(name, "is no PNG, JPEG, WebP, AVIF, GIF or SVG image.")
    fields = fields_of(xmp) if xmp else {}
    iptc = _iptc(iim)
    return {
        "format": kind,
        "width": size[0],
        "height": size[1],
        "digital_source_type": fields.get("Iptc4xmpExt:DigitalSourceType", ""),
        "creator": fields.get("dc:creator", "") or iptc.get("creator", ""),
        "credit": fields.get("photoshop:Credit", "") or iptc.get("credit", ""),
        "rights": fields.get("dc:rights", "") or iptc.get("rights", ""),
        "caption": fields.get("dc:description", "") or iptc.get("caption", ""),
        "alt": fields.get("Iptc4xmpCore:AltTextAccessibility", ""),
        "xmp": fields,
        "iptc": iptc,
        "c2pa": c2pa,
    }


_Parts = tuple[str, tuple[int, int], bytes, bytes, bool]


def _parts(data: bytes) -> _Parts:
    if data.startswith(PNG_START):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[4:8] == b"ftyp" and any(brand in data[8:40] for brand in (b"avif", b"avis")):
        return _avif(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif", struct.unpack_from("<HH", data, 6), _plain_packet(data), b"", False
    if b"<svg" in data[:4096]:
        return _svg(data)
    return "", (0, 0), b"", b"", False


def _png(data: bytes) -> _Parts:
    size = struct.unpack_from(">II", data, 16)
    xmp, c2pa = b"", False
    at = len(PNG_START)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(b"XML:com.adobe.xmp\x00"):
            xmp = _itxt(body)
        c2pa = c2pa or kind == b"caBX"
        at += 12 + length
    return "png", size, xmp, b"", c2pa


def _itxt(body: bytes) -> bytes:
    packed = body[18]
    text = body[20:].split(b"\x00", 2)[2]
    return zlib.decompressobj().decompress(text, LONGEST_PACKET) if packed else text


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = struct.unpack_from(">H", data, at + 2)[0]
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + max(2, length)


def _jpeg(data: bytes) -> _Parts:
    size, xmp, iim, c2pa = (0, 0), b"", b"", False
    for marker, body in _segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", body, 1)
            size = (width, height)
        elif marker == 0xE1 and body.startswith(b"http://ns.adobe.com/xap/1.0/\x00"):
            xmp = body[29:]
        elif marker == 0xED:
            iim += body
        c2pa = c2pa or (marker == 0xEB and b"jumb" in body[:32])
    return "jpeg", size, xmp, iim, c2pa


def _webp(data: bytes) -> _Parts:
    size, xmp, c2pa = (0, 0), b"", False
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        size = _webp_size(kind, body) or size
        xmp = body if kind == b"XMP " else xmp
        c2pa = c2pa or kind == b"C2PA"
        at += 8 + length + length % 2
    return "webp", size, xmp, b"", c2pa


def _avif(data: bytes) -> _Parts:
    """Read the largest size that the file's properties name; its XMP stands as plain text in one piece."""
    sizes, at = [(0, 0)], data.find(b"ispe")
    while 0 <= at <= len(data) - 16:
        sizes.append(struct.unpack_from(">II", data, at + 8))
        at = data.find(b"ispe", at + 4)
    return "avif", max(sizes), _plain_packet(data), b"", b"jumb" in data


def _plain_packet(data: bytes) -> bytes:
    start, end = data.find(b"<x:xmpmeta"), data.find(b"</x:xmpmeta>")
    return data[start : end + 12] if 0 <= start < end else b""


def xmp_of(data: bytes) -> bytes:
    """Return the XMP packet of an image; empty where it has none or can't be read."""
    try:
        return _parts(data)[2]
    except (struct.error, IndexError, zlib.error):
        return b""


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int] | None:
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _svg(data: bytes) -> _Parts:
    xmp = _plain_packet(data)
    head = data[: data.find(b">", data.find(b"<svg"))]
    width = re.search(rb'\bwidth="(\d{1,6})', head)
    height = re.search(rb'\bheight="(\d{1,6})', head)
    return "svg", (int(width[1]) if width else 0, int(height[1]) if height else 0), xmp, b"", False


def _iptc(iim: bytes) -> dict[str, str]:
    """Read the IPTC-IIM record 2 inside Photoshop's image resources, if there is one."""
    found: dict[str, str] = {}
    at = iim.find(b"\x1c\x02")
    while 0 <= at <= len(iim) - 5 and iim[at] == 0x1C:
        dataset, length = iim[at + 2], struct.unpack_from(">H", iim, at + 3)[0]
        value = to_text(iim[at + 5 : at + 5 + length]).strip("\x00 ")
        if dataset in _IIM and value:
            name = _IIM[dataset]
            found[name] = f"{found[name]}; {value}" if name in found else value
        at += 5 + length
    return found
