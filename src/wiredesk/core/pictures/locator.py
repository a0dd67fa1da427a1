"""The locator map: where a story happened, on outlines of land, with neighbours named and a scale.

No country is filled and no border is drawn: land outlines take no side. Names come from the copy and from the
table of capitals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from wiredesk.core.pictures import fonts, outlines
from wiredesk.core.pictures.metadata import DATA_DRIVEN, About
from wiredesk.core.pictures.outlines import Point
from wiredesk.core.pictures.sphere import Azimuthal, distance, middle, reach, widest
from wiredesk.core.pictures.theme import WIDE, Size, Theme, framed, theme, written

WIDTHS = (500.0, 800.0, 1200.0, 1800.0, 2800.0, 4500.0, 7000.0, 11000.0)
"""Kilometres across, from which the first is taken that shows all places and two neighbours."""

WORLD = (232, 100)
"""Size of the small world in a picture of 675 pixels' height."""

COAST = 12
"""Points of a coast on the map, from which it helps a reader; without one the map is made wider, twice at most."""

NEIGHBOURS = 7
"""Named at most; more is an atlas."""

LANDS = 5
"""Countries named at most, by name alone: nothing shows where one ends."""

STEP = 1.3
"""Pixels of a picture of 675 pixels' height, under which two points of a coast are one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to mark or to name."""

    name: str
    lon: float
    lat: float
    country: str = ""  # as a second line; empty for a country itself
    area: bool = False  # a country or region: named without a dot
    wide: float = 0.0  # kilometres across, of a country

    @property
    def point(self) -> Point:
        """Longitude and latitude."""
        return self.lon, self.lat


@dataclass(frozen=True, slots=True)
class _View:
    size: Size
    colours: Theme
    way: Azimuthal
    kilometres: float  # across
    unit: float  # a pixel of a picture of 675 pixels' height


def locator_map(
    spots: Sequence[Spot],
    near: Sequence[Spot] = (),
    *,
    lands: Sequence[Spot] = (),
    size: Size = WIDE,
    dark: bool = False,
    about: About | None = None,
) -> str:
    """Return a map as SVG.

    Args:
        spots: What the map is about, the most important first; at least one.
        near: Places that help to find them, in the order of their use; those that fit are named.
        lands: Countries whose names help, too, with their width; those that fit are named.
        size: Width and height in pixels.
        dark: Light land on dark water.
        about: What the file says of its making; by default that a program drew it from data.

    Raises:
        ValueError: There is no spot.
    """
    if not spots:
        raise ValueError("a map needs a place")
    view, land = _with_coast(_views(spots, near, size, theme(dark)))
    labels = _Labels(view)
    parts = [
        f'<rect width="{size[0]}" height="{size[1]}" fill="{view.colours.water}"/>',
        land,
        _grid(view),
        "".join(_named(spots, near, labels, view, lands)),
        _scale(view),
        _world(view),
    ]
    return framed(size, "".join(parts), about or About(source_type=DATA_DRIVEN, alt=", ".join(s.name for s in spots)))


def _views(spots: Sequence[Spot], near: Sequence[Spot], size: Size, colours: Theme) -> list[_View]:
    """Return the narrowest view that shows all places and, if it can, two neighbours; then the next wider ones."""
    centre = middle([spot.point for spot in spots])
    part = min(size) / size[0]
    farthest = max(distance(centre, spot.point) for spot in spots)
    around = sorted(distance(centre, each.point) for each in near)
    wanted = min(around[1], 1500.0) if len(around) > 1 else 250.0
    least = max((1.25 * spot.wide or 1400.0 for spot in spots if spot.area), default=0.0)
    fit = [
        kilometres
        for kilometres in WIDTHS
        if farthest <= 0.34 * kilometres * part and wanted <= 0.6 * kilometres * part and kilometres >= least
    ]
    return [
        _View(
            size,
            colours,
            Azimuthal(centre[0], centre[1], size[0] / kilometres, size[0] / 2, size[1] / 2),
            kilometres,
            min(size) / 675,
        )
        for kilometres in (fit or WIDTHS[-1:])[:3]
    ]


def _with_coast(views: Sequence[_View]) -> tuple[_View, str]:
    """Return the first view with some coast in it, drawn; the first of all where none has."""
    drawn = []
    for view in views:
        rings = _land(view)
        points = {point for ring in rings for point in ring if _on_paper(point, view)}
        drawn.append((view, rings))
        if len(points) >= COAST:
            break
    else:
        del drawn[1:]
    view, rings = drawn[-1]
    land = view.colours.land
    paths = "".join(_path(ring, STEP * view.unit) for ring in rings)
    return view, f'<path d="{paths}" fill="{land}" fill-rule="evenodd" stroke="{land}" stroke-width="0.6"/>'


def _land(view: _View) -> list[list[Point]]:
    width, height = view.size
    radius = reach(0.75 * view.kilometres * max(1.0, height / width))
    across = min(180.0, 1.15 * widest(view.way.lat, radius))
    box = (
        view.way.lon - across,
        max(-90.0, view.way.lat - 1.2 * radius),
        view.way.lon + across,
        min(90.0, view.way.lat + 1.2 * radius),
    )
    paper = (-20.0, -20.0, width + 20.0, height + 20.0)
    found: list[list[Point]] = []
    for ring in outlines.rings("land.bin", box):
        part = outlines.clipped(ring, box)
        drawn = outlines.clipped([view.way.at(point) for point in part], paper) if part else []
        if drawn:
            found.append(drawn)
    return found


def _path(points: Sequence[Point], step: float = 0.0) -> str:
    """Return a closed path; a point nearer than `step` to the one before it is left out."""
    steps: list[str] = []
    last: Point | None = None
    for x, y in points:
        if last is None or abs(x - last[0]) + abs(y - last[1]) > step:
            steps.append(f"{x:.1f} {y:.1f}")
            last = (x, y)
    return f"M{'L'.join(steps)}Z"


def _grid(view: _View) -> str:
    """Return thin lines of longitude and latitude, which give a sense of north and size inland."""
    step = next(each for each in (1, 2, 5, 10, 20, 30) if each * 111 >= view.kilometres / 8 or each == 30)
    radius = reach(0.8 * view.kilometres)
    across = min(180.0, widest(view.way.lat, min(60.0, radius)))
    lons = [
        each * step for each in range(int((view.way.lon - across) // step), int((view.way.lon + across) // step) + 2)
    ]
    lats = [
        each * step for each in range(int((view.way.lat - radius) // step), int((view.way.lat + radius) // step) + 2)
    ]
    lats = [lat for lat in lats if -85 <= lat <= 85]
    lines = [[(float(lon), lats[0] + (lats[-1] - lats[0]) * part / 30) for part in range(31)] for lon in lons]
    lines += [[(lons[0] + (lons[-1] - lons[0]) * part / 60, float(lat)) for part in range(61)] for lat in lats]
    drawn = "".join(
        f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in (view.way.at(point) for point in line))}" for line in lines
    )
    return (
        f'<path d="{drawn}" fill="none" stroke="{view.colours.soft}" stroke-opacity="0.16"'
        f' stroke-width="{view.unit:.1f}"/>'
    )


class _Labels:
    """Names that do not lie on each other, on the scale or on the globe."""

    def __init__(self, view: _View) -> None:
        width, height = view.size
        self.view = view
        self.taken: list[outlines.Box] = [
            (0, height - 70 * view.unit, 300 * view.unit, height),
            (width - (WORLD[0] + 40) * view.unit, height - (WORLD[1] + 40) * view.unit, width, height),
        ]

    def place(
        self, at: Point, text: str, letters: float, must: bool, bold: bool, *, middle: bool = False
    ) -> tuple[float, float, str] | None:
        """Return where a name goes (x, y, anchor), or None where there is no room for it.

        Args:
            at: The dot, or the middle of an area.
            text: The name.
            letters: Their size.
            must: It has to stand somewhere.
            bold: In which letters.
            middle: On the point itself.
        """
        wide = fonts.metrics(bold).width(text) * letters
        gap = 0.65 * letters
        choices: tuple[tuple[float, float, str, float], ...] = (
            (at[0] + gap, at[1] + 0.35 * letters, "start", 0.0),
            (at[0] - gap, at[1] + 0.35 * letters, "end", -wide),
            (at[0], at[1] - 0.8 * letters, "middle", -wide / 2),
            (at[0], at[1] + 1.5 * letters, "middle", -wide / 2),
        )
        if middle:
            choices = ((at[0], at[1] + 0.35 * letters, "middle", -wide / 2), *choices[2:])
        for x, y, anchor, shift in choices:
            box = (x + shift - 4, y - letters, x + shift + wide + 4, y + 0.35 * letters)
            if self._free(box):
                self.taken.append(box)
                return x, y, anchor
        if not must:
            return None
        x, y, anchor, _ = choices[0] if at[0] < self.view.size[0] / 2 else choices[1]
        return x, y, anchor

    def _free(self, box: outlines.Box) -> bool:
        width, height = self.view.size
        inside = box[0] > 12 and box[1] > 12 and box[2] < width - 12 and box[3] < height - 12
        return inside and not any(
            box[0] < each[2] and each[0] < box[2] and box[1] < each[3] and each[1] < box[3] for each in self.taken
        )

    def block(self, at: Point, radius: float) -> None:
        """Keep names off a dot."""
        self.taken.append((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius))


def _named(
    spots: Sequence[Spot], near: Sequence[Spot], labels: _Labels, view: _View, lands: Sequence[Spot]
) -> Iterator[str]:
    dots = [view.way.at(spot.point) for spot in spots]
    for spot, dot in zip(spots, dots, strict=True):
        if not spot.area:
            labels.block(dot, 10 * view.unit)
    for number, (spot, dot) in enumerate(zip(spots, dots, strict=True)):
        yield _spot(spot, dot, labels, first=number == 0)
    yield from _lands(lands, labels)
    drawn = 0
    for each in near:
        at = view.way.at(each.point)
        apart = all(distance(each.point, spot.point) > 0.02 * view.kilometres for spot in spots)
        if drawn < NEIGHBOURS and apart and _on_paper(at, view):
            name = _neighbour(each, at, labels)
            drawn += 1 if name else 0
            yield name


def _lands(lands: Sequence[Spot], labels: _Labels) -> Iterator[str]:
    """Yield the names of countries that are large enough on this map, the largest first."""
    view, drawn = labels.view, 0
    letters = 21 * view.unit
    for each in lands:
        at = view.way.at(each.point)
        if drawn == LANDS or not _on_paper(at, view) or each.wide < 0.14 * view.kilometres:
            continue
        name = each.name.upper()
        where = labels.place(at, name, 1.25 * letters, False, False, middle=True)
        if where is not None:
            drawn += 1
            more = f'fill-opacity="0.75" letter-spacing="{0.14 * letters:.1f}"'
            yield written(where[0], where[1], name, letters, _ink(view, where[2], more))


def _on_paper(at: Point, view: _View) -> bool:
    edge = 24 * view.unit
    return edge < at[0] < view.size[0] - edge and edge < at[1] < view.size[1] - edge


def _spot(spot: Spot, dot: Point, labels: _Labels, *, first: bool) -> str:
    view = labels.view
    colours, unit = view.colours, view.unit
    letters = (34 if first else 28) * unit
    where = labels.place(dot, spot.name, letters, True, True, middle=spot.area) or (*dot, "middle")
    parts: list[str] = []
    if not spot.area:
        parts.append(
            f'<circle cx="{dot[0]:.1f}" cy="{dot[1]:.1f}" r="{(9 if first else 7) * unit:.1f}" fill="{colours.accent}"'
            f' stroke="{colours.paper}" stroke-width="{2.5 * unit:.1f}"/>'
        )
    parts.append(written(where[0], where[1], spot.name, letters, _ink(view, where[2], 'font-weight="700"')))
    return "".join(parts)


def _neighbour(each: Spot, at: Point, labels: _Labels) -> str:
    """Return a neighbour's dot and name, or nothing where there is no room for the name."""
    view = labels.view
    letters = 22 * view.unit
    where = labels.place(at, each.name, letters, False, False)
    if where is None:
        return ""
    name = written(where[0], where[1], each.name, letters, _ink(view, where[2], ""))
    if each.area:
        return name
    labels.block(at, 6 * view.unit)
    dot = f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{4 * view.unit:.1f}" fill="{view.colours.soft}"/>'
    return dot + name


def _ink(view: _View, anchor: str, more: str) -> str:
    """Return attributes of a name: its colour, and a rim of the land's colour that keeps it readable."""
    return (
        f'fill="{view.colours.ink}" text-anchor="{anchor}" stroke="{view.colours.land}"'
        f' stroke-width="{5 * view.unit:.1f}" stroke-linejoin="round" paint-order="stroke" {more}'
    )


def _scale(view: _View) -> str:
    """Return a bar of a round length; it is true at the centre and nearly so elsewhere."""
    rough = view.kilometres / 6
    base = 10 ** int(log10(rough))
    length = max(step * base for step in (1, 2, 5) if step * base <= rough)
    pixels = length * view.way.scale
    x, y, unit = 40 * view.unit, view.size[1] - 34 * view.unit, view.unit
    line = (
        f'<path d="M{x:.1f} {y - 8 * unit:.1f}V{y:.1f}H{x + pixels:.1f}V{y - 8 * unit:.1f}" fill="none"'
        f' stroke="{view.colours.ink}" stroke-width="{2 * unit:.1f}"/>'
    )
    miles = round(length / 1.609344, -1 if length >= 100 else 0)
    return line + written(
        x + pixels + 10 * unit,
        y + 2 * unit,
        f"{length:,.0f} km ({miles:,.0f} miles)",
        19 * unit,
        _ink(view, "start", ""),
    )


def _world(view: _View) -> str:
    """Return the small world that shows where on earth the map lies."""
    unit, colours = view.unit, view.colours
    wide, high = WORLD[0] * unit, WORLD[1] * unit
    left, top = view.size[0] - wide - 26 * unit, view.size[1] - high - 26 * unit
    west, south, north = view.way.lon - 180.0, -58.0, 84.0
    box = (west, south, west + 360.0, north)

    def at(point: Point) -> Point:
        return left + (point[0] - west) / 360 * wide, top + (north - point[1]) / (north - south) * high

    rings = (outlines.clipped(ring, box) for ring in outlines.rings("world.bin", box))
    land = "".join(_path([at(point) for point in ring], unit) for ring in rings if ring)
    dot = at((view.way.lon, max(south, min(north, view.way.lat))))
    frame = f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return (
        f'{frame} fill="{colours.water}"/><path d="{land}" fill="{colours.soft}" fill-opacity="0.5"/>'
        f'{frame} fill="none" stroke="{colours.paper}" stroke-width="{3 * unit:.1f}"/>'
        f'<circle cx="{dot[0]:.1f}" cy="{dot[1]:.1f}" r="{6 * unit:.1f}" fill="{colours.accent}"'
        f' stroke="{colours.paper}" stroke-width="{2 * unit:.1f}"/>'
    )
