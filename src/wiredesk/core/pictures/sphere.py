"""Places on a sphere and on paper: distance, bearing, and a projection that is true near its centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from wiredesk.core.pictures.outlines import Point

EARTH_KM = 6371.0


def distance(here: Point, there: Point) -> float:
    """Return kilometres between two points of longitude and latitude."""
    lon, lat, other_lon, other_lat = (radians(each) for each in (*here, *there))
    part = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(part)))


def direction(here: Point, there: Point) -> str:
    """Return the way from one point to another in words: "north-east"."""
    lon, lat, other_lon, other_lat = (radians(each) for each in (*here, *there))
    east = sin(other_lon - lon) * cos(other_lat)
    north = cos(lat) * sin(other_lat) - sin(lat) * cos(other_lat) * cos(other_lon - lon)
    names = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return names[round(degrees(atan2(east, north)) / 45) % 8]


def middle(points: Sequence[Point]) -> Point:
    """Return the middle of points on the sphere, right across the antimeridian, too."""
    x = sum(cos(radians(lat)) * cos(radians(lon)) for lon, lat in points)
    y = sum(cos(radians(lat)) * sin(radians(lon)) for lon, lat in points)
    z = sum(sin(radians(lat)) for _, lat in points)
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's equal-area projection about a centre; one unit of the result is a pixel."""

    lon: float
    lat: float
    scale: float  # pixels a kilometre at the centre
    x: float  # where the centre lies
    y: float

    def at(self, point: Point) -> Point:
        """Return the place on paper, y downwards."""
        turn, lat, here = radians(point[0] - self.lon), radians(point[1]), radians(self.lat)
        along = sin(here) * sin(lat) + cos(here) * cos(lat) * cos(turn)
        stretch = sqrt(2 / max(1e-6, 1 + along)) * self.scale * EARTH_KM
        east = stretch * cos(lat) * sin(turn)
        north = stretch * (cos(here) * sin(lat) - sin(here) * cos(lat) * cos(turn))
        return self.x + east, self.y - north


def reach(kilometres: float) -> float:
    """Return a distance as an angle in degrees, at most half the earth."""
    return min(180.0, degrees(kilometres / EARTH_KM))


def widest(lat: float, angle: float) -> float:
    """Return how many degrees of longitude a circle of `angle` degrees about a latitude reaches to either side."""
    if abs(lat) + angle >= 89.0:
        return 180.0
    return min(180.0, degrees(asin(min(1.0, sin(radians(min(angle, 90.0))) / cos(radians(lat))))))
