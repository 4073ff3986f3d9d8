"""Where the map has its marks and its names: none upon another, each as near as it may be."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale

from kb.dossier import Event, Place
from kb.outlines.countries import Point, is_inside
from kb.render.drawing.land import Land
from kb.render.drawing.layout import nudged, seed
from kb.render.drawing.lettering import LINE, Label, label_around, label_at, width_of, wrapped
from kb.render.drawing.plane import XY, Box, along, bounds, box_at, rounded
from kb.render.drawing.projection import Frame

_ROOM, _LINES = 170.0, 3
_SMALLEST, _NUMBERED, _LARGEST = 4.0, 10.0, 16.0
_FINGER = 26.0
"""It needs 24 pixels, and the drawing is never shown smaller than it is."""
_HALO = {"region": 15.0, "country": 30.0}
_UNSAID = "region"
_ENGLISH = Locale("en", "GB")
_RASTER = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A place with what happened there and what speaks of it."""

    number: int
    """From 1, the places of the most events first."""
    place: Place
    events: tuple[Event, ...]
    spoken_of_in: tuple[Event, ...]
    """Events elsewhere that name it in a claim."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The mark of a place."""

    row: Row
    lies: XY
    """Where the place is."""
    at: XY
    """Where its mark is: beside it, where two would cover each other."""
    radius: float
    halo: float
    """How far a soft ring reaches around a place that is no point; 0 around one that is."""
    label: Label | None

    @property
    def is_moved(self) -> bool:
        """Tell whether a line leads from the mark to where the place is."""
        return math.dist(self.lies, self.at) > self.radius

    @property
    def is_numbered(self) -> bool:
        """Tell whether it bears its number in the table, for want of room for its name."""
        return self.label is not None and self.label.lines == (str(self.row.number),)


def spots_in(frame: Frame, rows: Sequence[Row]) -> tuple[Spot, ...]:
    """Return the marks of places whose position is known, with their names where there is room."""
    return tuple(_labelled(_spots(rows, frame), frame.box))


def country_names(
    own: Iterable[Land], spots: Sequence[Spot], edge: Box
) -> Iterator[tuple[str, Label]]:
    """Yield where the name of each country stands, if it fits inside the outline."""
    taken = [box for spot in spots for box in (_mark_of(spot), *_covered(spot))]
    for land in own:
        label = _name(land, taken, edge)
        if label:
            taken.append(label.box)
            yield land.code, label


def country_name(code: str) -> str:
    """Return the English name of a country of ISO 3166-1."""
    return str(_ENGLISH.territories.get(code, code))


def position(place: Place) -> Point:
    """Return the longitude and latitude of a place that has them."""
    assert place.at is not None
    return place.at[1], place.at[0]


def _spots(rows: Sequence[Row], frame: Frame) -> list[Spot]:
    lie = [frame.at(position(row.place)) for row in rows]
    radii = [_radius(row) for row in rows]
    sides = [max(_FINGER, 2 * radius + 3) for radius in radii]
    middles = nudged(_apart(lie), list(zip(sides, sides, strict=True)), frame.box)
    return [
        Spot(row, rounded(true), rounded(at), radius, _halo(row.place, radius), None)
        for row, true, at, radius in zip(rows, lie, middles, radii, strict=True)
    ]


def _apart(points: Sequence[XY]) -> list[XY]:
    """Return the points a hair apart: those in one spot must know which way to go."""
    seeds = map(seed, range(len(points)))
    return [(x + dx / 8, y + dy / 8) for (x, y), (dx, dy) in zip(points, seeds, strict=True)]


def _radius(row: Row) -> float:
    """Return a radius by which the area, not the width, grows with the events."""
    return round(min(_LARGEST, max(_SMALLEST, _SMALLEST * math.sqrt(len(row.events)))), 1)


def _halo(place: Place, radius: float) -> float:
    if place.precision in ("site", "city"):
        return 0.0
    return radius + _HALO[place.precision or _UNSAID]


def _labelled(spots: Sequence[Spot], edge: Box) -> Iterator[Spot]:
    """Yield the spots with their names where there is room, or with their numbers inside."""
    taken = [_mark_of(spot) for spot in spots]
    taken += [box for spot in spots if spot.is_moved for box in along(spot.lies, spot.at)]
    for spot in spots:
        others = [box for box in taken if not box.meets(box_at(spot.at, 1, 1))]
        name = wrapped(spot.row.place.name, _ROOM, _LINES)
        label = label_around(name, spot.at, spot.radius + 1, others, edge)
        marked = replace(spot, label=label) if label else _numbered(spot)
        taken += _covered(marked)
        yield marked


def _numbered(spot: Spot) -> Spot:
    number = label_at((str(spot.row.number),), (spot.at[0], spot.at[1] - LINE / 2), "middle")
    return replace(spot, radius=max(spot.radius, _NUMBERED), label=number)


def _mark_of(spot: Spot) -> Box:
    """Return the room of a mark, which it also has for a number."""
    side = 2 * max(spot.radius, _NUMBERED) + 2
    return box_at(spot.at, side, side)


def _covered(spot: Spot) -> list[Box]:
    """Return what the name of a spot and the line to it cover."""
    label = spot.label
    if not label:
        return []
    return [label.box, *(along(*label.leader) if label.leader else ())]


def _name(land: Land, taken: Sequence[Box], edge: Box) -> Label | None:
    """Return the name as near the middle of what is seen of the country as it fits."""
    largest = max(land.rings, key=lambda ring: bounds(ring).width * bounds(ring).height)
    name = country_name(land.code).upper()
    width = width_of(name)
    for x, y in _inside_out(largest):
        box = box_at((x, y), width, LINE)
        ends = ((box.left, y), (box.right, y))
        has_room = edge.holds(box) and not any(box.meets(other) for other in taken)
        if has_room and all(is_inside([largest], end) for end in ends):
            return label_at((name,), (x, box.top), "middle")
    return None


@lru_cache(maxsize=64)  # an outline stays while texts are edited
def _inside_out(ring: tuple[XY, ...]) -> tuple[XY, ...]:
    """Return points inside the ring, the nearest to their middle first."""
    seen = bounds(ring)
    raster = (
        (seen.left + seen.width * i / _RASTER, seen.top + seen.height * j / _RASTER)
        for i in range(1, _RASTER)
        for j in range(1, _RASTER)
    )
    points = [point for point in raster if is_inside([ring], point)]
    count = len(points) or 1
    middle = (sum(x for x, _ in points) / count, sum(y for _, y in points) / count)
    return tuple(sorted(points, key=lambda point: (round(math.dist(point, middle), 3), point)))
