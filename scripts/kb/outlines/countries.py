"""Countries as rings of coordinates; `scripts/vendor_outlines.py` makes them from Natural Earth."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Ring = tuple[Point, ...]
"""It ends with the point it begins with."""

_COUNTRIES = Path(__file__).parent / "countries.json"


@cache
def countries() -> Mapping[str, tuple[Ring, ...]]:
    """Return the rings of every country, holes among them, by code of ISO 3166-1."""
    flat: dict[str, list[list[float]]] = json.loads(_COUNTRIES.read_text("utf-8"))
    return {
        code: tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in rings)
        for code, rings in flat.items()
    }


def country_at(point: Point) -> str:
    """Return the code of the country that a point lies in, or nothing at sea."""
    return next((code for code, rings in countries().items() if is_inside(rings, point)), "")


def is_inside(rings: Iterable[Ring], point: Point) -> bool:
    """Tell whether a line due east from the point crosses the rings an odd number of times."""
    x, y = point
    crossings = sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1
