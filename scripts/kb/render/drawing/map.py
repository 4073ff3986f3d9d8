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
"""More marks would cover the map; the places of the most events are drawn, the table has all."""


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
    """Every place in a table, and those whose position is known on a drawing."""

    rows: tuple[Row, ...]
    drawing: Drawing | None


def map_of(dossier: Dossier) -> Map:
    """Return the map of all places; without a drawing where no position is known."""
    rows = _rows(dossier)
    placed = [row for row in rows if row.place.at][:_MOST]
    return Map(rows, _drawing(placed) if placed else None)


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
    busiest = sorted(dossier.places, key=lambda place: -len(_events(place)))
    return tuple(
        Row(number, place, _events(place), _spoken_of_in(place))
        for number, place in enumerate(busiest, 1)
    )


def _events(place: Place) -> tuple[Event, ...]:
    found = (mention.event for mention in place.mentions if mention.kind == "place")
    return tuple(dict.fromkeys(found))


def _spoken_of_in(place: Place) -> tuple[Event, ...]:
    here = set(_events(place))
    found = (mention.event for mention in place.mentions)
    return tuple(event for event in dict.fromkeys(found) if event not in here)
