"""The map: every place with its events, and those that can be drawn; plain values, no SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.dossier import Dossier, Event, Place
from kb.outlines.countries import Point
from kb.render.drawing.land import GRAIN, Land, land_in
from kb.render.drawing.lettering import Label
from kb.render.drawing.projection import frame_around
from kb.render.drawing.spots import Row, Spot, country_names, position, spots_in

_WIDTH = 960.0
_MOST = 60
"""More marks would cover the map: the places of the most events are drawn."""
_LISTED, _ROWS, _EACH_OF_MANY = 600, 120, 3
"""Places are listed with all their events as long as that makes so many lines. Beyond, so many
places are listed, each with so many events: more would be no page to read."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn."""

    width: int
    height: int
    grain: int
    """How many units of the land’s paths make one of the drawing."""
    centre: Point
    """The longitude and latitude where the drawing is truest."""
    land: tuple[Land, ...]
    names: tuple[tuple[str, Label], ...]
    """The codes of the countries that are named, and where."""
    spots: tuple[Spot, ...]

    @property
    def heart(self) -> int:
        """How far across the events balance: where a narrow window begins."""
        weights = [len(spot.row.events) + 1 for spot in self.spots]
        across = sum(spot.at[0] * weight for spot, weight in zip(self.spots, weights, strict=True))
        return round(across / sum(weights))


@dataclass(frozen=True, slots=True)
class Map:
    """The places in a table, and those whose position is known on a drawing."""

    rows: tuple[Row, ...]
    """Those of the most events first, as many as a page can hold."""
    count: int
    """Of all places."""
    placed: int
    """Of all whose position is known."""
    each: int
    """How many events of a place are listed, the first ones."""
    drawing: Drawing | None

    @property
    def is_cut(self) -> bool:
        """Tell whether the table leaves out places or events."""
        return self.each == _EACH_OF_MANY


def map_of(dossier: Dossier) -> Map:
    """Return the map of all places; without a drawing where no position is known."""
    rows = _rows(dossier)
    placed = [row for row in rows if row.place.at]
    drawing = _drawing(placed[:_MOST]) if placed else None
    lines = _lines(rows)
    most, each = (len(rows), lines) if lines <= _LISTED else (_ROWS, _EACH_OF_MANY)
    return Map(rows[:most], len(rows), len(placed), each, drawing)


def places_listed(dossier: Dossier) -> frozenset[Place]:
    """Return the places that have a row in the table of the map."""
    rows = _rows(dossier)
    return frozenset(row.place for row in (rows if _lines(rows) <= _LISTED else rows[:_ROWS]))


def _lines(rows: Sequence[Row]) -> int:
    return sum(1 + len(row.events) + len(row.spoken_of_in) for row in rows)


def _drawing(rows: Sequence[Row]) -> Drawing:
    frame = frame_around([position(row.place) for row in rows], _WIDTH)
    land = land_in(frame)
    spots = spots_in(frame, rows)
    codes = {row.place.country for row in rows}
    own = [country for country in land if country.code in codes]
    names = tuple(country_names(own, spots, frame.box))
    return Drawing(
        width=round(frame.width),
        height=round(frame.height),
        grain=GRAIN,
        centre=frame.projection.centre,
        land=land,
        names=names,
        spots=spots,
    )


def _rows(dossier: Dossier) -> tuple[Row, ...]:
    found = [(place, *_told(place)) for place in dossier.places]
    busiest = sorted(found, key=lambda one: -len(one[1]))
    return tuple(Row(number, *one) for number, one in enumerate(busiest, 1))


def _told(place: Place) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the events of a place, and those elsewhere that name it in a claim."""
    here = dict.fromkeys(mention.event for mention in place.mentions if mention.kind == "place")
    found = dict.fromkeys(mention.event for mention in place.mentions)
    return tuple(here), tuple(event for event in found if event not in here)
