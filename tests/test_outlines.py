"""The vendored outlines of countries: whose a place is, and how far outside it lies."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from kb.check.places import degrees_outside
from kb.outlines.countries import countries, country_at


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "country"),
    [
        ("Simferopol", 44.95, 34.10, "UA"),
        ("Sevastopol", 44.60, 33.55, "UA"),
        ("Donetsk", 48.00, 37.80, "UA"),
        ("Luhansk", 48.57, 39.30, "UA"),
        ("Moscow", 55.75, 37.62, "RU"),
        ("Chukotka", 66.50, 178.00, "RU"),
        ("Uelen, east of the antimeridian", 66.10, -170.00, "RU"),
        ("Aktau", 43.60, 51.30, "KZ"),
        ("Pristina", 42.66, 21.16, "XK"),
        ("Maseru, within South Africa", -29.40, 27.70, "LS"),
        ("the South Pole", -89.90, 12.00, "AQ"),
        ("the middle of the Pacific", 0.00, -140.00, ""),
    ],
)
def test_a_place_lies_in_its_country(
    place: str, latitude: float, longitude: float, country: str
) -> None:
    assert country_at((longitude, latitude)) == country, place


def test_a_place_inside_lies_no_degrees_outside() -> None:
    assert degrees_outside("UA", (34.10, 44.95)) == 0


def test_moscow_is_not_in_ukraine() -> None:
    assert 4 < degrees_outside("UA", (37.62, 55.75)) < 4.2


def test_a_mooring_off_the_coast_is_near_enough() -> None:
    assert 0 < degrees_outside("KZ", (50.00, 44.00)) < 1.5


def test_the_way_across_the_antimeridian_is_the_short_one() -> None:
    assert degrees_outside("FJ", (-178.00, -17.00)) < 3


def test_a_country_without_an_outline_refuses_nothing() -> None:
    assert degrees_outside("ZZ", (0.00, 0.00)) == 0


def test_every_code_is_two_capital_letters_and_every_ring_is_on_the_globe() -> None:
    for code, rings in countries().items():
        assert re.fullmatch("[A-Z]{2}", code)
        for ring in rings:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)


@pytest.mark.parametrize("code", ["UA", "CY", "SO"])
def test_no_line_runs_through_a_country(code: str) -> None:
    sides = Counter(frozenset(side) for ring in countries()[code] for side in pairwise(ring))

    assert set(sides.values()) == {1}
