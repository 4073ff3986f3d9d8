"""Rules: a place lies where it is said to lie."""

import json
import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from kb.manuscript import Manuscript
from kb.problems import Problem

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Ring = tuple[Point, ...]

_OUTLINES = Path(__file__).parent / "outlines.json"
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
                yield Problem(manuscript.at("places", place, "at"), message, hint)


def degrees_outside(country: str, point: Point) -> float:
    """Return how far a point lies outside a country, in degrees of a great circle.

    A point inside, or in a country without an outline, lies 0 outside.
    """
    rings = _outlines().get(country, ())
    if not rings or _is_inside(rings, point):
        return 0.0
    return min(_distance(point, ring) for ring in rings)


def country_at(point: Point) -> str:
    """Return the code of the country that a point lies in, or nothing at sea."""
    return next((code for code, rings in _outlines().items() if _is_inside(rings, point)), "")


def _likely_fix(country: str, point: Point) -> str:
    longitude, latitude = point
    if abs(longitude) <= 90 and not degrees_outside(country, (latitude, longitude)):  # noqa: PLR2004
        return f"latitude comes first: [{longitude:g}, {latitude:g}]"
    found = country_at(point)
    return f"they lie in '{found}'" if found else "they lie at sea; latitude comes first"


@cache
def _outlines() -> dict[str, tuple[Ring, ...]]:
    """Return the rings of every country, holes among them."""
    flat: dict[str, list[list[float]]] = json.loads(_OUTLINES.read_text("utf-8"))
    return {
        code: tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in rings)
        for code, rings in flat.items()
    }


def _is_inside(rings: tuple[Ring, ...], point: Point) -> bool:
    """Tell whether a line due east from the point crosses the outline an odd number of times."""
    x, y = point
    crossings = sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1


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
