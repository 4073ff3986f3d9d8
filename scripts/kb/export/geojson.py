"""Published -> GeoJSON (RFC 7946): where every event was, as exactly as its place is known.

No event is left out: one whose place has no coordinates is a feature without a geometry.
"""

from collections.abc import Iterable, Iterator, Mapping

from kb.export.json_bytes import json_bytes
from kb.export.shapes import Event, Place, Published
from kb.output import BinaryFile

PATH = "data/events.geojson"
_DECIMALS = 6
"""As many as RFC 7946 advises, about 10 cm; the true precision is a property of each place."""

Position = tuple[float, float]
"""Longitude and latitude, in this order."""
Member = dict[str, object]


def geojson_files(published: Published) -> Iterator[BinaryFile]:
    """Yield a collection with a feature for every event, in order of time."""
    places = {place.id: place for place in published.places}
    features = [_feature(event, places) for event in published.events]
    positions = [at for event in published.events for at in _positions(event, places)]
    collection: Member = {"type": "FeatureCollection", **_bbox(positions), "features": features}
    yield BinaryFile(PATH, json_bytes(collection))


def _feature(event: Event, places: Mapping[str, Place]) -> Member:
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(_positions(event, places)),
        "properties": _properties(event, [places[place] for place in event.places]),
    }


def _positions(event: Event, places: Mapping[str, Place]) -> list[Position]:
    found = (_position(places[place]) for place in event.places)
    return [at for at in found if at]


def _position(place: Place) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return round(place.longitude, _DECIMALS), round(place.latitude, _DECIMALS)


def _geometry(positions: list[Position]) -> Member | None:
    match positions:
        case []:
            return None
        case [position]:
            return {"type": "Point", "coordinates": position}
        case _:
            return {"type": "MultiPoint", "coordinates": positions}


def _properties(event: Event, places: Iterable[Place]) -> Member:
    """Return the same keys for every event, so that a table of them has no ragged columns."""
    return {
        "headline": event.headline,
        "status": event.status,
        "statement": event.statement,
        "url": event.url,
        "tag": event.tag,
        "updated": event.updated,
        "date_edtf": event.date.edtf,
        "date_kind": event.date.kind,
        "date_precision": event.date.precision,
        "date_earliest": event.date.earliest,
        "date_latest": event.date.latest,
        "date_is_doubtful": event.date.is_doubtful,
        "date_text": event.date.text,
        "actors": [part.actor for part in event.actors],
        "places": [_described(place) for place in places],
    }


def _described(place: Place) -> Member:
    """Return what a place is; those that are located come in the order of the geometry."""
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "is_located": _position(place) is not None,
        "precision": place.precision,
        "unverified": place.unverified.get("at") or place.unverified.get(""),
    }


def _bbox(positions: list[Position]) -> Member:
    """Return west, south, east, north of all that is located; nothing where nothing is."""
    if not positions:
        return {}
    longitudes, latitudes = zip(*positions, strict=True)
    return {"bbox": [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]}
