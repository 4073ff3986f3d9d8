"""The map: whose ground a place lies on as drawn, how sure its position is, and names apart."""

from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.outlines.countries import Point, is_inside
from kb.render.drawing.map import Drawing, Map, map_of
from kb.render.drawing.plane import box_at
from kb.render.drawing.projection import Frame, frame_around
from kb.render.drawing.spots import position
from tests.conftest import connected

HEAD = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
actors: {a: {name: Ann, kind: person}}
events:
  e:
    title: An event
    when: 2022-06
    place: p0
    actors: {a: part}
    claims:
      c: {text: It happened., kind: happened, about: [p1], evidence: [{source: s, reports: So.}]}
places:
"""
SOURCES = "s: {publisher: S, language: en, kind: newspaper, read: full}\n"


@pytest.fixture(scope="module")
def drawn(dossier: Dossier) -> Map:
    return map_of(dossier)


@pytest.fixture(scope="module")
def drawing(drawn: Map) -> Drawing:
    assert drawn.drawing is not None
    return drawn.drawing


@pytest.fixture(scope="module")
def frame(drawing: Drawing) -> Frame:
    return frame_around([position(spot.row.place) for spot in drawing.spots], drawing.width)


def map_with(folder: Path, *places: str) -> Map:
    """The map of a dossier whose places have these further keys."""
    (folder / "sources").mkdir()
    (folder / "sources/references.yaml").write_text(SOURCES, "utf-8")
    written = (f"  p{n}: {{name: Place {n}{keys}}}\n" for n, keys in enumerate(places))
    (folder / "timeline.yaml").write_text(HEAD + "".join(written), "utf-8")
    return map_of(connected(folder))


@pytest.mark.parametrize(
    ("place", "point", "country"),
    [
        ("Simferopol", (34.10, 44.95), "UA"),
        ("Sevastopol", (33.55, 44.62), "UA"),
        ("Kerch", (36.40, 45.30), "UA"),
        ("Donetsk", (37.80, 48.00), "UA"),
        ("Luhansk", (39.30, 48.57), "UA"),
        ("Moscow", (37.62, 55.75), "RU"),
        ("Tengiz", (53.40, 46.10), "KZ"),
    ],
)
def test_a_place_is_drawn_within_its_country_alone(
    drawing: Drawing, frame: Frame, place: str, point: Point, country: str
) -> None:
    at = frame.at(point)

    assert [land.code for land in drawing.land if is_inside(land.rings, at)] == [country], place


def test_no_line_is_drawn_between_crimea_and_the_rest_of_ukraine(drawing: Drawing) -> None:
    [ukraine] = (land for land in drawing.land if land.code == "UA")
    sides = Counter(frozenset(side) for ring in ukraine.rings for side in pairwise(ring))

    assert set(sides.values()) == {1}


def test_neighbours_share_the_very_same_border(drawing: Drawing) -> None:
    lands = {land.code: land for land in drawing.land}
    kazakh, uzbek = (
        {frozenset(side) for ring in lands[code].rings for side in pairwise(ring)}
        for code in ("KZ", "UZ")
    )

    assert len(kazakh & uzbek) > 20


def test_a_path_leads_round_exactly_the_drawn_points(drawing: Drawing) -> None:
    land = min(drawing.land, key=lambda land: len(land.path))
    start, _, steps = land.path.removeprefix("M").removesuffix("z").partition("l")
    x, y = map(int, start.split())
    walked = [(x, y)]
    numbers = list(map(int, steps.replace("-", " -").split()))
    for across, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + down
        walked.append((x, y))

    points = [(x / drawing.grain, y / drawing.grain) for x, y in walked]
    assert points == list(land.rings[0][:-1])


def test_every_place_lies_inside_the_frame(drawing: Drawing, frame: Frame) -> None:
    for spot in drawing.spots:
        assert frame.box.holds(box_at(spot.lies, 0, 0))
        assert frame.box.holds(box_at(spot.at, 2 * spot.radius, 2 * spot.radius))


def test_names_cover_neither_each_other_nor_a_mark(drawing: Drawing) -> None:
    names = [(spot, spot.label.box) for spot in drawing.spots if spot.label]
    countries = [label.box for _, label in drawing.names]
    boxes = [*(box for _, box in names), *countries]

    assert len(names) == len(drawing.spots)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for spot in drawing.spots:
        mark = box_at(spot.at, 2 * spot.radius, 2 * spot.radius)
        assert not any(box.meets(mark) for named, box in names if named is not spot)


def test_a_finger_can_tell_two_marks_apart(drawing: Drawing) -> None:
    for one, other in combinations(drawing.spots, 2):
        assert max(abs(a - b) for a, b in zip(one.at, other.at, strict=True)) >= 24


def test_each_place_has_a_row_with_exactly_the_events_that_took_place_there(
    dossier: Dossier, drawn: Map
) -> None:
    assert {row.place for row in drawn.rows} == set(dossier.places)
    assert [row.number for row in drawn.rows] == list(range(1, len(dossier.places) + 1))
    for row in drawn.rows:
        assert row.events == tuple(e for e in dossier.events if row.place in e.places)
        assert not set(row.events) & set(row.spoken_of_in)


def test_the_same_dossier_gives_the_same_map(dossier: Dossier, drawn: Map) -> None:
    assert map_of(dossier) == drawn


def test_only_a_place_that_is_a_point_has_no_soft_ring(tmp_path: Path) -> None:
    precisions = ("site", "city", "region", "country", "")
    keys = (
        f", at: [{50 + n}, 30]" + (f", precision: {precision}" if precision else "")
        for n, precision in enumerate(precisions)
    )

    found = map_with(tmp_path, *keys).drawing

    assert found is not None
    halos = {spot.row.place.precision: spot.halo for spot in found.spots}
    assert halos["site"] == halos["city"] == 0
    assert 0 < halos["region"] < halos["country"]
    assert halos[""] > 0


def test_a_place_without_a_position_stands_in_the_table_alone(tmp_path: Path) -> None:
    found = map_with(tmp_path, "", ", at: [50, 30], precision: city")

    assert found.drawing is not None
    assert [row.place.id for row in found.rows] == ["p0", "p1"]
    assert [spot.row.place.id for spot in found.drawing.spots] == ["p1"]


def test_a_place_that_is_only_spoken_of_has_no_events(tmp_path: Path) -> None:
    [here, there] = map_with(tmp_path, "", "").rows

    assert ([event.id for event in here.events], here.spoken_of_in) == (["e"], ())
    assert (there.events, [event.id for event in there.spoken_of_in]) == ((), ["e"])


def test_without_a_position_nothing_is_drawn(tmp_path: Path) -> None:
    assert map_with(tmp_path, "", "").drawing is None


def test_a_crowd_is_bounded_and_what_cannot_be_named_bears_its_number(tmp_path: Path) -> None:
    crowd = [f", at: [{50 + n / 100}, 30], precision: city" for n in range(200)]

    found = map_with(tmp_path, *crowd).drawing

    assert found is not None
    assert len(found.spots) == 60
    boxes = [spot.label.box for spot in found.spots if spot.label]
    assert len(boxes) == 60
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for spot in found.spots:
        mark = box_at(spot.at, 2 * spot.radius, 2 * spot.radius)
        assert not spot.is_numbered or (spot.label and mark.holds(spot.label.box))
    assert any(spot.is_numbered for spot in found.spots)
