"""Land outlines in a file of our own: rings in hundredths of a degree, each with its box, so that most stay packed.

The file is zlib over: number of rings, then for each ring its box (west, south, east, north), its number of
points, its length in bytes, its points as differences. All numbers are zigzag varints.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""

PER_DEGREE = 100


def pack(rings: Iterable[Sequence[Point]]) -> bytes:
    """Return rings in the form that `rings` reads; points that fall together are dropped."""
    packed: list[bytes] = []
    for ring in rings:
        points = _rounded(_unwrapped(ring))
        if len(points) < 3:
            continue
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        body = b"".join(_varint(value) for value in _differences(points))
        head = b"".join(_varint(value) for value in (west, south, east, north, len(points), len(body)))
        packed.append(head + body)
    return zlib.compress(_varint(len(packed)) + b"".join(packed), 9)


def _unwrapped(ring: Sequence[Point]) -> list[Point]:
    """Return a ring without jumps at the antimeridian; one that runs round a pole is closed over that pole."""
    found: list[Point] = []
    turn = 0.0
    for lon, lat in ring:
        if found:
            turn -= 360.0 * round((lon + turn - found[-1][0]) / 360.0)
        found.append((lon + turn, lat))
    if abs(found[-1][0] - found[0][0]) > 180.0:
        pole = 90.0 if found[0][1] > 0 else -90.0
        found += [(found[-1][0], pole), (found[0][0], pole)]
    return found


def _rounded(ring: Sequence[Point]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        point = (round(lon * PER_DEGREE), round(lat * PER_DEGREE))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _differences(points: Sequence[tuple[int, int]]) -> Iterator[int]:
    x = y = 0
    for here_x, here_y in points:
        yield here_x - x
        yield here_y - y
        x, y = here_x, here_y


def _varint(value: int) -> bytes:
    left = value * 2 if value >= 0 else -value * 2 - 1
    out = bytearray()
    while left > 127:
        out.append(left & 127 | 128)
        left >>= 7
    out.append(left)
    return bytes(out)


@cache
def _unpacked(name: str) -> bytes:
    return zlib.decompress(files("wiredesk.core.pictures").joinpath("data", name).read_bytes())


def rings(name: str, box: Box) -> Iterator[list[Point]]:
    """Yield the rings that meet a box, as longitude and latitude.

    Args:
        name: "land.bin" (fine) or "world.bin" (coarse).
        box: In degrees; east may lie beyond 180 and west below -180, and the rings are moved there.
    """
    data = _unpacked(name)
    count, at = _read(data, 0)
    for _ in range(count):
        head: list[int] = []
        for _ in range(6):
            value, at = _read(data, at)
            head.append(value)
        for turn in (-360.0, 0.0, 360.0):
            if _meets(head, turn, box):
                yield _points(data, at, head[4], turn)
        at += head[5]


def _meets(head: Sequence[int], turn: float, box: Box) -> bool:
    west, south, east, north = (value / PER_DEGREE for value in head[:4])
    return west + turn < box[2] and east + turn > box[0] and south < box[3] and north > box[1]


def _read(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return (value >> 1) ^ -(value & 1), at
        shift += 7


def _points(data: bytes, at: int, count: int, turn: float) -> list[Point]:
    found: list[Point] = []
    x = y = 0
    for _ in range(count):
        step, at = _read(data, at)
        x += step
        step, at = _read(data, at)
        y += step
        found.append((x / PER_DEGREE + turn, y / PER_DEGREE))
    return found


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return the part of a ring inside a box, by Sutherland and Hodgman's way; empty where nothing is left."""
    west, south, east, north = box
    part = list(ring)
    for axis, limit, keep_above in ((0, west, True), (0, east, False), (1, south, True), (1, north, False)):
        part = _half(part, axis, limit, keep_above)
        if not part:
            return []
    return part


def _half(ring: Sequence[Point], axis: int, limit: float, keep_above: bool) -> list[Point]:
    kept: list[Point] = []
    before = ring[-1]
    for here in ring:
        here_in = (here[axis] >= limit) == keep_above
        if here_in != ((before[axis] >= limit) == keep_above):
            part = (limit - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + part * (here[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if here_in:
            kept.append(here)
        before = here
    return kept
