"""The data graphic: bars from zero, or a line through values of time, each with its value, and where they come from."""

from __future__ import annotations

from wiredesk.core.pictures import fonts, line
from wiredesk.core.pictures.metadata import DATA_DRIVEN, About
from wiredesk.core.pictures.series import Series
from wiredesk.core.pictures.theme import WIDE, Size, Theme, framed, theme, written

_UNITS = {"percent": "Percent", "": "Number"}


def graphic(series: Series, *, size: Size = WIDE, dark: bool = False, about: About | None = None) -> str:
    """Return a line for four values of time or more, else bars, one below the other, in the order of time or by value.

    Bars begin at zero, so that a length is a value; negative values go to the left of it. Nothing is told by colour.

    Args:
        series: What is shown.
        size: Width and height in pixels.
        dark: Light on dark.
        about: What the file says of its making; by default that a program drew it from data.
    """
    colours = theme(dark)
    width, height = size
    unit = min(size) / 675
    margin = 44 * unit
    parts = [
        f'<rect width="{width}" height="{height}" fill="{colours.paper}"/>',
        f'<rect x="{margin:.1f}" y="{34 * unit:.1f}" width="{0.06 * width:.1f}" height="{8 * unit:.1f}" fill="{colours.accent}"/>',
        written(margin, 86 * unit, title(series), 32 * unit, f'font-weight="700" fill="{colours.ink}"'),
        written(margin, height - 30 * unit, source(series), 20 * unit, f'fill="{colours.soft}"'),
    ]
    parts += line.parts(series, size, colours, unit) if line.fits(series) else _bars(series, size, colours, unit)
    return framed(size, "".join(parts), about or About(source_type=DATA_DRIVEN, alt=alt(series)))


def _bars(series: Series, size: Size, colours: Theme, unit: float) -> list[str]:
    width, height = size
    margin = 44 * unit
    letters = min(30 * unit, 0.42 * (height - 190 * unit) / len(series.points))
    names = max(fonts.metrics(False).width(point.label) for point in series.points) * letters
    values = max(fonts.metrics(True).width(point.written) for point in series.points) * letters
    left = margin + min(names, 0.4 * width) + 16 * unit
    room = width - left - margin - values - 14 * unit
    low, high = min(0.0, *(p.value for p in series.points)), max(0.0, *(p.value for p in series.points))
    scale = room / max(1e-9, high - low)
    zero = left - low * scale
    top, row = 118 * unit, (height - 190 * unit) / len(series.points)
    parts = []
    for number, point in enumerate(series.points):
        y = top + number * row
        start = min(zero, zero + point.value * scale)
        middle = y + row / 2 + 0.35 * letters
        long = abs(point.value) * scale
        parts.append(written(left - 16 * unit, middle, point.label, letters, f'fill="{colours.ink}" text-anchor="end"'))
        parts.append(
            f'<rect x="{start:.1f}" y="{y + 0.16 * row:.1f}" width="{max(1.0, long):.1f}" height="{0.68 * row:.1f}"'
            f' fill="{colours.accent}"/>'
        )
        beside = max(zero, zero + point.value * scale) + 10 * unit
        parts.append(written(beside, middle, point.written, letters, f'font-weight="700" fill="{colours.ink}"'))
    parts.append(
        f'<path d="M{zero:.1f} {top:.1f}V{top + row * len(series.points):.1f}" stroke="{colours.ink}"'
        f' stroke-width="{1.5 * unit:.1f}"/>'
    )
    return parts


def title(series: Series) -> str:
    """Return what is shown: "Tonnes by month"."""
    plural = series.unit if series.unit.endswith("s") else f"{series.unit}s"
    word = _UNITS.get(series.unit, plural[:1].upper() + plural[1:])
    return f"{word} by {series.over}"


def source(series: Series) -> str:
    """Return where the numbers come from."""
    who = series.source[:1].upper() + series.source[1:]
    told = f"{who}, as reported by {series.agency}" if who and series.agency else ""
    return f"Source: {told or who or series.agency or 'the copy'}"


def alt(series: Series) -> str:
    """Return the values in words, for somebody who does not see the bars."""
    listed = "; ".join(f"{point.label} {point.written}" for point in series.points)
    return f"{'Line' if line.fits(series) else 'Bars'} of {title(series).lower()}: {listed}."
