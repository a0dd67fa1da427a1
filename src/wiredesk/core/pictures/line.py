"""A line through values of time: each value is a dot with its number, at its own place in time, above a zero line."""

from __future__ import annotations

from wiredesk.core.pictures import fonts
from wiredesk.core.pictures.series import Point, Series
from wiredesk.core.pictures.theme import Size, Theme, written

LEAST = 4
"""Values: three are compared by bars; a line says that something went on between them."""


def fits(series: Series) -> bool:
    """Whether a line may stand for a series: values of time, each at a time of its own, enough of them."""
    times = [point.order for point in series.points]
    return series.over != "place" and len(set(times)) == len(times) >= LEAST and min(times) > 0


def parts(series: Series, size: Size, colours: Theme, unit: float) -> list[str]:
    """Return the line with its dots, numbers and times as SVG elements.

    Heights begin at zero, as bars do, so that a small change looks small.

    Args:
        series: One that `fits`.
        size: Width and height of the whole picture in pixels.
        colours: Of its appearance.
        unit: Pixels of a hundredth of an em, as the frame around it counts.
    """
    width, height = size
    points = sorted(series.points, key=lambda point: point.order)
    letters = 26 * unit
    side = max(_wide(point, letters) for point in points) / 2 + 44 * unit
    left, right, top, bottom = side, width - side, 190 * unit, height - 130 * unit
    low, high = min(0.0, *(point.value for point in points)), max(0.0, *(point.value for point in points))
    first, last = points[0].order, points[-1].order
    places = [
        (
            left + (point.order - first) / (last - first) * (right - left),
            bottom - (point.value - low) / max(1e-9, high - low) * (bottom - top),
        )
        for point in points
    ]
    zero = bottom + low / max(1e-9, high - low) * (bottom - top)
    way = " ".join(f"{'L' if number else 'M'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(places))
    made = [
        f'<path d="M{44 * unit:.1f} {zero:.1f}H{width - 44 * unit:.1f}" stroke="{colours.ink}" stroke-width="{1.5 * unit:.1f}"/>',
        f'<path d="{way}" fill="none" stroke="{colours.accent}" stroke-width="{5 * unit:.1f}" stroke-linejoin="round"/>',
    ]
    room = (right - left) / max(1, len(points) - 1)
    size_of = min(letters, letters * room / max(1.0, max(_wide(point, letters) for point in points) + 12 * unit))
    for number, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        made.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{9 * unit:.1f}" fill="{colours.accent}"/>')
        centred = f'fill="{colours.ink}" text-anchor="middle"'
        told = y + _beside(places, number) * unit
        made.append(written(x, told, point.written, size_of, f'font-weight="700" {centred}'))
        made.append(written(x, bottom + 40 * unit, point.label, size_of, centred))
    return made


def _beside(places: list[tuple[float, float]], number: int) -> int:
    """Return how far from its dot a number stands: above, but below a valley, where the line would cross it."""
    around = [places[each][1] for each in (number - 1, number + 1) if 0 <= each < len(places)]
    return 42 if all(each < places[number][1] - 1 for each in around) and len(around) == 2 else -22


def _wide(point: Point, letters: float) -> float:
    return max(fonts.metrics(True).width(point.written), fonts.metrics(False).width(point.label)) * letters
