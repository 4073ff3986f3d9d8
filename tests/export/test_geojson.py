"""Where events were, read by a parser that is not ours and held against the countries' outlines."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection, MultiPoint, Point

from kb.check.places import degrees_outside
from kb.dossier import Dossier
from kb.export.geojson import geojson_files
from kb.export.publish import publish
from tests.export.reading import SITE, Data

PATH = "data/events.geojson"
OFF_THE_COAST = 0.3


@pytest.fixture(params=["data", "real"])
def whole(request: pytest.FixtureRequest) -> Data:
    found: Data = request.getfixturevalue(request.param)
    return found


def read(whole: Data) -> FeatureCollection[Any]:
    return parsed(whole.text(PATH))


def parsed(text: str) -> FeatureCollection[Any]:
    return FeatureCollection.model_validate_json(text)


def positions(geometry: Point | MultiPoint | None) -> list[tuple[float, float]]:
    match geometry:
        case None:
            return []
        case Point():
            return [(geometry.coordinates.longitude, geometry.coordinates.latitude)]
        case MultiPoint():
            return [(one.longitude, one.latitude) for one in geometry.coordinates]


def located(whole: Data) -> Iterator[tuple[tuple[float, float], dict[str, Any]]]:
    """Every position with the place that the properties give it."""
    for feature in read(whole).features:
        places = [place for place in feature.properties["places"] if place["is_located"]]
        yield from zip(positions(feature.geometry), places, strict=True)


def test_there_is_a_feature_for_every_event_located_or_not(whole: Data) -> None:
    events = whole.json("data/dossier.json")["events"]

    assert [feature.id for feature in read(whole).features] == [event["id"] for event in events]


def test_an_event_without_coordinates_is_a_feature_without_geometry(real: Data) -> None:
    places = {place["id"]: place for place in real.json("data/dossier.json")["places"]}
    nowhere = {
        event["id"]
        for event in real.json("data/dossier.json")["events"]
        if not any("latitude" in places[place] for place in event["places"])
    }

    assert nowhere
    assert {one.id for one in read(real).features if one.geometry is None} == nowhere


def test_longitude_comes_first_and_lies_in_the_country(whole: Data) -> None:
    found = list(located(whole))

    assert found
    for position, place in found:
        assert degrees_outside(place["country"], position) < OFF_THE_COAST, place
        assert degrees_outside(place["country"], position[::-1]) > OFF_THE_COAST, place


def test_the_coordinates_are_those_of_the_places(whole: Data) -> None:
    places = {place["id"]: place for place in whole.json("data/dossier.json")["places"]}

    for (longitude, latitude), place in located(whole):
        there = places[place["id"]]
        assert (longitude, latitude) == (there["longitude"], there["latitude"])


def test_no_coordinate_is_finer_than_six_decimals_and_each_tells_its_precision(
    whole: Data,
) -> None:
    for position, place in located(whole):
        assert all(number == round(number, 6) for number in position)
        assert place["precision"] in ("site", "city", "region", "country")


def test_coordinates_that_nobody_verified_say_why(whole: Data) -> None:
    places = {place["id"]: place for place in whole.json("data/dossier.json")["places"]}

    for _, place in located(whole):
        whys = places[place["id"]]["unverified"]
        assert place["unverified"] == (whys.get("at") or whys.get(""))


def test_the_box_is_the_least_that_holds_every_position(whole: Data) -> None:
    box = read(whole).bbox
    longitudes, latitudes = zip(*(position for position, _ in located(whole)), strict=True)

    assert box == (min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def test_each_feature_tells_what_the_dossier_tells(whole: Data) -> None:
    events = {event["id"]: event for event in whole.json("data/dossier.json")["events"]}
    same = ("headline", "status", "statement", "url", "tag")
    dates = ("edtf", "kind", "precision", "earliest", "latest", "is_doubtful", "text")

    for feature in read(whole).features:
        event, told = events[feature.id], feature.properties
        assert {key: told[key] for key in same} == {key: event[key] for key in same}
        assert {key: told[f"date_{key}"] for key in dates} == {
            key: event["date"].get(key) for key in dates
        }
        assert [place["id"] for place in told["places"]] == event["places"]
        assert told["actors"] == [part["actor"] for part in event["actors"]]


def test_two_places_are_two_points_in_their_order(golden: Dossier) -> None:
    published = publish(golden, SITE)
    here, there = published.places
    farther = there.model_copy(update={"latitude": -1.1234567, "longitude": 179.0})
    (file,) = geojson_files(published.model_copy(update={"places": (here, farther)}))
    both = parsed(file.data.decode())

    (found,) = [one.geometry for one in both.features if isinstance(one.geometry, MultiPoint)]
    assert positions(found) == [(here.longitude, here.latitude), (179.0, -1.123457)]
    assert both.bbox == (here.longitude, -1.123457, 179.0, here.latitude)


def test_where_nothing_is_located_there_is_no_box(golden: Dossier) -> None:
    published = publish(golden, SITE)
    nowhere = [
        place.model_copy(update={"latitude": None, "longitude": None}) for place in published.places
    ]
    (file,) = geojson_files(published.model_copy(update={"places": tuple(nowhere)}))

    assert b'"bbox"' not in file.data
    found = parsed(file.data.decode())
    assert all(feature.geometry is None for feature in found.features)


def test_a_swapped_pair_would_be_found() -> None:
    assert degrees_outside("RU", (59.94, 30.32)) > OFF_THE_COAST
    assert math.isclose(degrees_outside("RU", (30.32, 59.94)), 0, abs_tol=OFF_THE_COAST)
