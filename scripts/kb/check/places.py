"""Rules: a place lies where it is said to lie."""

import math
from collections.abc import Iterator
from itertools import pairwise

from kb.check.fixes import Fix, retype
from kb.manuscript import Manuscript
from kb.outlines.countries import Point, Ring, countries, country_at, is_inside
from kb.problems import Problem

_FARTHEST = 1.5


def outside_country(manuscript: Manuscript) -> Iterator[Problem]:
    """Coordinates lie in the country that is stated, or within 1.5 degrees of it."""
    for place, spot in manuscript.timeline.places.items():
        if spot.at and spot.country:
            latitude, longitude = spot.at
            off = degrees_outside(spot.country, (longitude, latitude))
            if off > _FARTHEST:
                message = f"the coordinates of '{place}' lie {off:.1f}° outside '{spot.country}'"
                hint = _likely_fix(spot.country, (longitude, latitude))
                fix = _swapped(manuscript, place) if hint.endswith("]") else ()
                yield Problem(manuscript.at("places", place, "at"), message, hint, fix=fix)


def degrees_outside(country: str, point: Point) -> float:
    """Return how far a point lies outside a country, in degrees of a great circle.

    A point inside, or in a country without an outline, lies 0 outside.
    """
    rings = countries().get(country, ())
    if not rings or is_inside(rings, point):
        return 0.0
    return min(_distance(point, ring) for ring in rings)


def _likely_fix(country: str, point: Point) -> str:
    longitude, latitude = point
    if abs(longitude) <= 90 and not degrees_outside(country, (latitude, longitude)):  # noqa: PLR2004
        return f"latitude comes first: [{longitude:g}, {latitude:g}]"
    found = country_at(point)
    return f"they lie in '{found}'" if found else "they lie at sea; latitude comes first"


def _swapped(manuscript: Manuscript, place: str) -> Fix:
    first, second = (manuscript.scalar("places", place, "at", number) for number in (0, 1))
    if not (first and second):
        return ()
    return (*retype(first, second.text), *retype(second, first.text))


def _distance(point: Point, ring: Ring) -> float:
    """Return how far the ring's nearest side lies; a degree of longitude shrinks polewards."""
    x, y = point
    shrink = math.cos(math.radians(y))
    flat = [((_around(there - x)) * shrink, north - y) for there, north in ring]
    return min(_to_side(start, end) for start, end in pairwise(flat))


def _around(degrees: float) -> float:
    """Return the shorter way round the globe."""
    return (degrees + 180) % 360 - 180


def _to_side(start: Point, end: Point) -> float:
    """Return how far a straight side lies from the origin."""
    (x1, y1), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    length = dx * dx + dy * dy
    along = -(x1 * dx + y1 * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(x1 + along * dx, y1 + along * dy)
