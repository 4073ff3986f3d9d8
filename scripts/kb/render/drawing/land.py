"""The outlines of the countries inside a frame, as closed lines no finer than an eye can see."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kb.outlines.countries import Point, Ring, countries
from kb.render.drawing.plane import XY, Box, bounds
from kb.render.drawing.projection import Frame

GRAIN = 2
"""Points lie on a grid of so many lines to a unit; two countries' common border stays common."""
_LONGEST = 2.0
"""Degrees: longer straight sides of an outline bend on the map and are drawn in steps."""
_FARTHEST = 100.0
"""Degrees from the middle of the map; whatever lies wholly beyond is behind the globe."""
_BEYOND = 6.0
"""Units by which outlines reach over the frame, so that the cut edges are not seen."""
_SMALLEST = 1.5


@dataclass(frozen=True, slots=True)
class Land:
    """One country, as far as it lies in the frame."""

    code: str
    rings: tuple[tuple[XY, ...], ...]

    @property
    def path(self) -> str:
        """Its rings as the commands of an SVG path, in units of the grid."""
        return "".join(map(_commands, self.rings))


@lru_cache(maxsize=8)  # a frame stays while texts are edited
def land_in(frame: Frame) -> tuple[Land, ...]:
    """Return every country that is seen in the frame, by code."""
    edge = frame.box.grown(_BEYOND, _BEYOND)
    found = (
        Land(code, tuple(_drawn(rings, frame, edge))) for code, rings in sorted(countries().items())
    )
    return tuple(land for land in found if land.rings)


def _drawn(rings: Iterable[Ring], frame: Frame, edge: Box) -> Iterator[tuple[XY, ...]]:
    for ring in rings:
        if any(_degrees_apart(point, frame.projection.centre) < _FARTHEST for point in ring):
            flat = [frame.at(point) for point in _stepped(ring)]
            seen = _snapped(flat) if edge.holds(bounds(flat)) else _snapped(_cut(flat, edge))
            if len(seen) > 3 and _is_seen(seen):  # noqa: PLR2004
                yield seen


def _degrees_apart(here: Point, there: Point) -> float:
    (x1, y1), (x2, y2) = (tuple(map(math.radians, point)) for point in (here, there))
    nearness = math.sin(y1) * math.sin(y2) + math.cos(y1) * math.cos(y2) * math.cos(x1 - x2)
    return math.degrees(math.acos(max(-1.0, min(1.0, nearness))))


def _stepped(ring: Ring) -> Iterator[Point]:
    yield ring[0]
    for (x1, y1), (x2, y2) in pairwise(ring):
        steps = math.ceil(max(abs(x2 - x1), abs(y2 - y1)) / _LONGEST)
        for number in range(1, steps + 1):
            yield x1 + (x2 - x1) * number / steps, y1 + (y2 - y1) * number / steps


def _cut(ring: Sequence[XY], edge: Box) -> list[XY]:
    """Return what of the ring lies in the box (Sutherland and Hodgman: one side after another)."""
    kept = list(ring)
    for axis, limit, side in (
        (0, edge.left, 1),
        (0, edge.right, -1),
        (1, edge.top, 1),
        (1, edge.bottom, -1),
    ):
        kept = _cut_at(kept, axis, limit, side)
    return kept


def _cut_at(ring: list[XY], axis: int, limit: float, side: int) -> list[XY]:
    kept: list[XY] = []
    for here, there in pairwise(ring):
        is_in, comes_in = ((p[axis] - limit) * side >= 0 for p in (here, there))
        if is_in:
            kept.append(here)
        if is_in != comes_in:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            x, y = (a + (b - a) * share for a, b in zip(here, there, strict=True))
            kept.append((x, y))
    return [*kept, kept[0]] if kept else []


def _snapped(ring: Iterable[XY]) -> tuple[XY, ...]:
    """Return the ring on the grid, with no point twice in a row."""
    points = [(round(x * GRAIN) / GRAIN, round(y * GRAIN) / GRAIN) for x, y in ring]
    return (*points[:1], *(there for here, there in pairwise(points) if here != there))


def _is_seen(ring: Sequence[XY]) -> bool:
    found = bounds(ring)
    return max(found.width, found.height) >= _SMALLEST


def _commands(ring: Sequence[XY]) -> str:
    grid = [(round(x * GRAIN), round(y * GRAIN)) for x, y in ring]
    steps = (f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(grid[:-1]))
    return f"M{grid[0][0]} {grid[0][1]}l{' '.join(steps).replace(' -', '-')}z"
