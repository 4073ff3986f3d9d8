"""Make `kb/outlines/countries.json` from world-atlas: countries by code, as rings of coordinates.

Run it by hand, once for each new world-atlas, on its `countries-50m.json`:

    python scripts/vendor_outlines.py countries-50m.json
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NotRequired, TypedDict

from babel.core import get_global

Point = tuple[float, float]
Line = list[Point]
Nested = list["int | Nested"]

OUTLINES = Path(__file__).parent / "kb" / "outlines" / "countries.json"
TOLERANCE = 0.1
"""Degrees by which a simplified line may differ; the check allows 1.5."""
SIMFEROPOL = (34.1, 44.95)
WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
SHORTEST_RING = 4


class Transform(TypedDict):
    """How the whole numbers of a TopoJSON file become degrees."""

    scale: Point
    translate: Point


class Country(TypedDict):
    """A geometry of a TopoJSON file, and its number of ISO 3166-1 as `id` where it has one."""

    id: NotRequired[str]
    arcs: "Nested"
    properties: dict[str, str]


class Topology(TypedDict):
    """What is used here of a TopoJSON file."""

    transform: Transform
    arcs: list[list[Point]]
    objects: dict[str, dict[str, list[Country]]]


def main() -> None:
    """Write the outlines of the countries in the TopoJSON file that is named."""
    topology: Topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    lines = (
        f'"{code}": {json.dumps([_flat(ring) for ring in rings], separators=(",", ":"))}'
        for code, rings in sorted(make_outlines(topology).items())
    )
    OUTLINES.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def make_outlines(topology: Topology) -> dict[str, list[Line]]:
    """Return the rings of each country, with Crimea in Ukraine and none across the antimeridian."""
    arcs = [_simplified(arc) for arc in _decoded(topology)]
    owned: dict[str, list[list[int]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = _code(country)
        for numbers in _rings(country["arcs"]) if code else ():
            # Natural Earth puts Crimea in Russia; it is internationally recognised as Ukraine's.
            crimea = code == "RU" and _holds(_joined(numbers, arcs), SIMFEROPOL)
            owned.setdefault("UA" if crimea else code, []).append(numbers)
    return {
        code: [part for ring in _merged(rings) for part in _cut(_joined(ring, arcs))]
        for code, rings in owned.items()
    }


def _merged(rings: Iterable[list[int]]) -> list[list[int]]:
    """Return the rings, those of one country that touch made one: no line may run between them."""
    whole: list[list[int]] = []
    for ring in rings:
        grown = ring
        for other in [other for other in whole if _shared(other, grown)]:
            whole.remove(other)
            grown = _beyond(grown, other) + _beyond(other, grown)
        whole.append(grown)
    return whole


def _shared(ring: Iterable[int], other: Iterable[int]) -> set[int]:
    """Return the arcs of a ring that the other ring walks backwards."""
    return {~number for number in other} & {*ring}


def _beyond(ring: list[int], other: list[int]) -> list[int]:
    """Return the arcs of a ring that the other does not share, from where they part on."""
    shared = _shared(ring, other)
    start = next(
        n for n, number in enumerate(ring) if ring[n - 1] in shared and number not in shared
    )
    turned = ring[start:] + ring[:start]
    return [number for number in turned if number not in shared]


def _decoded(topology: Topology) -> Iterator[Line]:
    """Yield the arcs in degrees; the file has each point as its distance from the one before."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs = accumulate(x for x, _ in arc)
        ys = accumulate(y for _, y in arc)
        yield [
            (x * scale[0] + move[0], y * scale[1] + move[1]) for x, y in zip(xs, ys, strict=True)
        ]


def _simplified(arc: Line) -> Line:
    """Return only the points that the arc needs (Douglas and Peucker); small rings stay whole."""
    if arc[0] != arc[-1]:
        return _thinned(arc)
    far = max(range(len(arc)), key=lambda number: math.dist(arc[0], arc[number]))
    ring = _thinned(arc[: far + 1])[:-1] + _thinned(arc[far:])
    return ring if len(ring) > SHORTEST_RING else arc


def _thinned(line: Line) -> Line:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        offs = [(_off(line[n], line[first], line[last]), n) for n in range(first + 1, last)]
        off, middle = max(offs, default=(0.0, 0))
        if off > TOLERANCE:
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [line[number] for number in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the straight line between two others."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _code(country: Country) -> str:
    """Return the ISO 3166-1 code of two letters, or nothing where there is none."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    number = country.get("id", "")
    return aliases[number][0] if number else WITHOUT_NUMBER.get(country["properties"]["name"], "")


def _rings(arcs: Nested) -> Iterator[list[int]]:
    """Yield each ring as the numbers of its arcs, however deep polygons nest it."""
    if all(isinstance(part, int) for part in arcs):
        yield [part for part in arcs if isinstance(part, int)]
    for part in arcs:
        if isinstance(part, list):
            yield from _rings(part)


def _joined(ring: Iterable[int], arcs: list[Line]) -> Line:
    """Return the ring's points; a negative number is an arc walked backwards."""
    points: Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _holds(ring: Line, point: Point) -> bool:
    x, y = point
    crossings = (
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return sum(crossings) % 2 == 1


def _cut(ring: Line) -> Iterator[Line]:
    """Yield the parts of a ring on either side of the antimeridian, each within ±180 degrees."""
    unrolled = _unrolled(ring)
    for turn in (-360, 0, 360):
        part = [(x + turn, y) for x, y in unrolled]
        for side in (1, -1):
            part = _clipped(part, side)
        part = _rounded(part)
        if len(part) >= SHORTEST_RING:
            yield part


def _unrolled(ring: Line) -> Line:
    """Return the ring without jumps of a full turn; one around a pole is closed at the pole."""
    turns = accumulate((round((a[0] - b[0]) / 360) for a, b in pairwise(ring)), initial=0)
    points = [(x + 360 * turn, y) for (x, y), turn in zip(ring, turns, strict=True)]
    if abs(points[-1][0] - points[0][0]) > 180:  # noqa: PLR2004
        pole = math.copysign(90, points[0][1])
        points += [(points[-1][0], pole), (points[0][0], pole), points[0]]
    return points


def _clipped(ring: Line, side: int) -> Line:
    """Return what of a ring lies west of 180 degrees, or for the side -1 east of -180."""
    points: Line = []
    for (x1, y1), (x2, y2) in pairwise(ring):
        if side * x1 <= 180:  # noqa: PLR2004
            points.append((x1, y1))
        if (side * x1 <= 180) != (side * x2 <= 180):  # noqa: PLR2004
            points.append((side * 180, y1 + (side * 180 - x1) * (y2 - y1) / (x2 - x1)))
    return [*points, points[0]] if points else []


def _rounded(ring: Line) -> Line:
    """Return the ring to a hundredth of a degree, with no point twice in a row."""
    points = [(round(x, 2), round(y, 2)) for x, y in ring]
    return [*points[:1], *(there for here, there in pairwise(points) if here != there)]


def _flat(ring: Line) -> list[float]:
    """Return longitude, latitude, longitude, latitude and so on."""
    return [number for point in ring for number in point]


if __name__ == "__main__":
    main()
