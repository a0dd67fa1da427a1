"""SVG to PNG with the fonts that we ship, with the SVG's own metadata inside."""

from __future__ import annotations

import re
import struct
import zlib
from xml.sax.saxutils import unescape

import resvg_py

from wiredesk.core.errors import Unreadable
from wiredesk.core.pictures import fonts
from wiredesk.core.pictures.metadata import packet_of, wrapped

PNG_START = b"\x89PNG\r\n\x1a\n"

_TEXT = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]*)")


def png(svg: str) -> bytes:
    """Return an SVG of ours as PNG, its XMP packet in an iTXt chunk.

    A renderer leaves out characters it has no glyph for and says nothing, so that is looked at first: text that
    our fonts lack is drawn with the system's, and refused where those lack it, too.

    Raises:
        Unreadable: Some text would not show; the characters are named.
    """
    lacking = fonts.missing("".join(unescape(each) for each in _TEXT.findall(svg)))
    if lacking:
        _sure(lacking)
    return with_packet(_drawn(svg, system=bool(lacking)), packet_of(svg))


def _drawn(svg: str, *, system: bool) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=not system,
            font_files=fonts.paths(),
            font_family=fonts.FAMILY,
            sans_serif_family=fonts.FAMILY,
        )
    )


def _sure(lacking: str) -> None:
    """Look whether the system's fonts show a character of each block of writing; refuse where they do not."""
    blank = _drawn(_probe(" "), system=True)
    blocks = {ord(each) >> 7: each for each in lacking}
    unseen = "".join(each for each in blocks.values() if _drawn(_probe(each), system=True) == blank)
    if unseen:
        raise Unreadable("picture", f"no font here shows {unseen!r}; install one, e.g. fonts-noto-core.")


def _probe(character: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="30" font-size="24"'
        f' font-family="{fonts.FAMILY}">&#{ord(character)};</text></svg>'
    )


def with_packet(image: bytes, packet: str) -> bytes:
    """Return a PNG with an XMP packet before its pixels; unchanged where there is no packet."""
    if not packet:
        return image
    body = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + wrapped(packet)
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    after_header = len(PNG_START) + 25
    return image[:after_header] + chunk + image[after_header:]
