"""The globe on a flat frame, and back: Lambert's azimuthal equal-area projection.

Areas keep their proportions, so that no country looks larger than it is, and it serves any part of
the globe that a dossier may be about.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.outlines.countries import Point
from kb.render.drawing.plane import XY, Box, bounds

_SMALLEST = 0.2
"""The least extent, in radii of the globe: a map of one place still shows where on earth it is."""
_MARGIN = 0.1
_FLATTEST, _TALLEST = 0.5, 0.8
"""Height by width."""
_NEAR_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Projection:
    """A plane that touches the globe at its centre; x grows eastward and y southward, in radii."""

    centre: Point

    def flat(self, point: Point) -> XY:
        """Return where a point of the globe lies on the plane."""
        east = math.radians(point[0] - self.centre[0])
        north, middle = math.radians(point[1]), math.radians(self.centre[1])
        ahead = math.cos(north) * math.cos(east)
        nearness = math.sin(middle) * math.sin(north) + math.cos(middle) * ahead
        stretch = math.sqrt(2 / max(1 + nearness, _NEAR_NOTHING))
        up = math.cos(middle) * math.sin(north) - math.sin(middle) * ahead
        return stretch * math.cos(north) * math.sin(east), -stretch * up

    def globe(self, flat: XY) -> Point:
        """Return the longitude and latitude of a point of the plane, at most two radii off."""
        x, up = flat[0], -flat[1]
        off = math.hypot(x, up)
        if off < _NEAR_NOTHING:
            return self.centre
        turn, middle = 2 * math.asin(min(1.0, off / 2)), math.radians(self.centre[1])
        height = math.cos(turn) * math.sin(middle)
        height += up * math.sin(turn) * math.cos(middle) / off
        ahead = off * math.cos(middle) * math.cos(turn) - up * math.sin(middle) * math.sin(turn)
        longitude = self.centre[0] + math.degrees(math.atan2(x * math.sin(turn), ahead))
        return (longitude + 180) % 360 - 180, math.degrees(math.asin(max(-1.0, min(1.0, height))))


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the plane is drawn, and how large."""

    projection: Projection
    corner: XY
    """Its upper left, on the plane."""
    scale: float
    """Units of the drawing for a radius of the globe."""
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The drawing's edges, in its own units."""
        return Box(0, 0, self.width, self.height)

    def at(self, point: Point) -> XY:
        """Return where a point of the globe is drawn."""
        x, y = self.projection.flat(point)
        return (x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale


def frame_around(points: Sequence[Point], width: float) -> Frame:
    """Return the frame of that width in which all points lie, with a margin around them."""
    projection = _centred_on(points)
    found = bounds(map(projection.flat, points))
    across = max(found.width * (1 + 2 * _MARGIN), _SMALLEST)
    down = found.height * (1 + 2 * _MARGIN)
    across = max(across, down / _TALLEST)
    down = max(down, across * _FLATTEST)
    x, y = found.middle
    scale = width / across
    corner = (x - across / 2, y - down / 2)
    return Frame(projection, corner, scale, width, math.ceil(down * scale))


def _centred_on(points: Sequence[Point]) -> Projection:
    """Return the projection that is truest in the middle of the box around the points."""
    rough = Projection(_balance(points))
    return Projection(rough.globe(bounds(map(rough.flat, points)).middle))


def _balance(points: Iterable[Point]) -> Point:
    """Return the point below which the points balance, however they lie around the globe."""
    x = y = z = 0.0
    for longitude, latitude in points:
        east, north = math.radians(longitude), math.radians(latitude)
        x += math.cos(north) * math.cos(east)
        y += math.cos(north) * math.sin(east)
        z += math.sin(north)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
