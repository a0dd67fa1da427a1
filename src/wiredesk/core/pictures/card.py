"""The typographic card: the headline itself as a picture, for stories without a photo or a place."""

from __future__ import annotations

from wiredesk.core.pictures import fonts
from wiredesk.core.pictures.metadata import ALGORITHMIC, About
from wiredesk.core.pictures.theme import WIDE, Size, framed, printable, rightward, theme, written

LARGEST, SMALLEST = 0.118, 0.04
"""Of the shorter side: the size of the headline's letters."""

LEADING = 1.18


def card(headline: str, kicker: str, *, size: Size = WIDE, dark: bool = False, about: About | None = None) -> str:
    """Return a card as SVG.

    Args:
        headline: Set as large as it fits; all of it shows.
        kicker: A few words above it, such as the sector or country; may be empty.
        size: Width and height in pixels.
        dark: Light letters on a dark ground.
        about: What the file says of its making; by default that rules made it.
    """
    colours = theme(dark)
    width, height = size
    margin = 0.065 * width
    words = " ".join(printable(headline).split())
    above = " ".join(printable(kicker).split())
    letters, lines = _set(words, (width - 2 * margin, height - 2 * margin - 0.16 * min(size)), min(size))
    side = "start" if rightward(words) else "end"
    x = margin if side == "start" else width - margin
    bar_x = margin if side == "start" else width - margin - 0.06 * width
    small = 0.042 * min(size)
    parts = [
        f'<rect width="{width}" height="{height}" fill="{colours.paper}"/>',
        f'<rect x="{bar_x:.1f}" y="{margin:.1f}" width="{0.06 * width:.1f}" height="{0.012 * min(size):.1f}"'
        f' fill="{colours.accent}"/>',
    ]
    if above:
        row = fonts.wrapped(above, small, width - 2 * margin)[0]
        parts.append(
            written(x, margin + 2.1 * small, row, small, f'fill="{colours.soft}" text-anchor="{side}" class="kicker"')
        )
    bottom = height - margin - 0.2 * letters
    for number, line in enumerate(reversed(lines)):
        y = bottom - number * LEADING * letters
        parts.append(
            written(
                x, y, line, letters, f'font-weight="700" fill="{colours.ink}" text-anchor="{side}" class="headline"'
            )
        )
    return framed(size, "".join(parts), about or _about(words, above))


def _set(words: str, room: tuple[float, float], side: float) -> tuple[float, list[str]]:
    """Return the largest size at which the words fit, and their lines."""
    letters = LARGEST * side
    while True:
        lines = fonts.wrapped(words, letters, room[0], bold=True)
        if len(lines) * LEADING * letters <= room[1] or letters < SMALLEST * side / 4:
            return letters, lines
        letters *= 0.95


def _about(words: str, above: str) -> About:
    return About(source_type=ALGORITHMIC, alt=alt(above))


def alt(kicker: str) -> str:
    """Return what a card shows to somebody who does not see it: that it is lettering only."""
    return f"Lettering only: the headline on a plain ground{f', under the word {kicker}' if kicker else ''}. No photo."
