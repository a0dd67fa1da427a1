"""The fonts that come with the pictures: which characters they have, and how wide a text is in them."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FAMILY = "DejaVu Sans Condensed"
"""As the files themselves are called; an SVG that is shown by a browser falls back to its own sans-serif."""

_FILES = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}


@dataclass(frozen=True, slots=True)
class Metrics:
    """Widths of one font's characters in parts of the font size."""

    widths: dict[int, float]
    usual: float

    def width(self, text: str) -> float:
        """Return the width of a text in parts of the font size; a character of another font counts as a wide one."""
        return sum(self.widths.get(ord(each)) or _elsewhere(each, self.usual) for each in text)


def _elsewhere(character: str, usual: float) -> float:
    """Return how wide a character may be that another font draws: too wide an estimate costs a line, too narrow the edge."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    return max(usual, 0.55) if character.isspace() else 0.95


def paths() -> list[str]:
    """Return the font files on disk, for a renderer."""
    return [str(files("wiredesk.core.pictures").joinpath("data", name)) for name in _FILES.values()]


def missing(text: str) -> str:
    """Return the characters of a text that our fonts do not have, each once, in their order."""
    known = metrics(False).widths
    return "".join(dict.fromkeys(each for each in text if ord(each) not in known and not each.isspace()))


@cache
def metrics(bold: bool) -> Metrics:
    """Read a font's character map and widths (tables cmap, hmtx, head, hhea of the TrueType format)."""
    data = files("wiredesk.core.pictures").joinpath("data", _FILES[bold]).read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack(">II", data[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)
    }
    em = struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)[0]
    start = tables[b"hmtx"][0]
    advances = [struct.unpack_from(">H", data, start + 4 * number)[0] / em for number in range(count)]
    glyphs = _glyphs(data, tables[b"cmap"][0])
    widths = {code: advances[min(glyph, count - 1)] for code, glyph in glyphs.items() if glyph}
    return Metrics(widths, sum(widths.get(code, 0.5) for code in range(97, 123)) / 26)


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Read the format 4 part of a character map: segments of codes with an offset to the glyph."""
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)[2]
        if struct.unpack_from(">H", data, at)[0] == 4:
            return _segments(data, at)
    return {}


def _segments(data: bytes, at: int) -> dict[int, int]:
    size = struct.unpack_from(">H", data, at + 6)[0]
    count = size // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + size)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * size)
    offsets_at = at + 16 + 3 * size
    glyphs: dict[int, int] = {}
    for number in range(count):
        place = offsets_at + 2 * number
        offset = struct.unpack_from(">H", data, place)[0]
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, place + offset + 2 * (code - starts[number]))[0]
            glyphs[code] = (glyph + deltas[number]) & 0xFFFF
    return glyphs


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into lines that fit a width, between words, or inside one that is wider than a line."""
    room = width / size
    measure = metrics(bold).width
    lines: list[str] = []
    for word in _breakable(text.split(), room, bold):
        if lines and measure(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _breakable(words: list[str], room: float, bold: bool) -> list[str]:
    measure = metrics(bold).width
    parts: list[str] = []
    for word in words:
        rest = word
        while measure(rest) > room and len(rest) > 1:
            cut = max(1, int(len(rest) * room / measure(rest)))
            while cut > 1 and measure(rest[:cut]) > room:
                cut -= 1
            parts.append(rest[:cut])
            rest = rest[cut:]
        parts.append(rest)
    return parts
