"""Colours and the frame that card and map share."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from wiredesk.core.pictures import fonts
from wiredesk.core.pictures.metadata import About, packet

Size = tuple[int, int]

WIDE: Size = (1200, 675)
SQUARE: Size = (1080, 1080)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of one appearance; text on its ground has a contrast of 7 or more."""

    paper: str
    ink: str
    soft: str
    accent: str
    land: str
    water: str
    line: str


LIGHT = Theme(
    paper="#faf8f3", ink="#1b1f23", soft="#4c545c", accent="#a3261c", land="#efeadd", water="#cddde6", line="#b3c4ce"
)
DARK = Theme(
    paper="#15191d", ink="#f2efe8", soft="#b4bcc4", accent="#ff8f7d", land="#343b42", water="#171d23", line="#2c353d"
)


def theme(dark: bool) -> Theme:
    """Return the colours of an appearance."""
    return DARK if dark else LIGHT


def written(x: float, y: float, text: str, size: float, style: str) -> str:
    """Return a text element; `style` is further attributes, already as markup."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-family="{fonts.FAMILY}, sans-serif" {style}>'
        f"{escape(printable(text))}</text>"
    )


def printable(text: str) -> str:
    """Return a text without what XML forbids and nobody sees; spaces of every kind become plain ones."""
    plain = "".join(" " if each.isspace() else each for each in text)
    return "".join(each for each in plain if unicodedata.category(each) not in ("Cc", "Cs", "Co", "Cn"))


def rightward(text: str) -> bool:
    """Whether a text runs from left to right, by its first letter that says so."""
    for each in text:
        way = unicodedata.bidirectional(each)
        if way in ("R", "AL"):
            return False
        if way == "L":
            return True
    return True


def framed(size: Size, parts: str, about: About) -> str:
    """Return a whole SVG: accessible name, metadata, content."""
    width, height = size
    named = quoteattr(printable(about.alt))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label={named}><metadata>{packet(about)}</metadata>{parts}</svg>'
    )
