"""The projection and the frame: there and back, true areas, and every point in view."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.outlines.countries import Point
from kb.render.drawing.plane import box_at
from kb.render.drawing.projection import Projection, frame_around

points = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


def apart(here: Point, there: Point) -> float:
    """Degrees of a great circle between two points."""
    (x1, y1), (x2, y2) = (tuple(map(math.radians, point)) for point in (here, there))
    half = math.sin((y2 - y1) / 2) ** 2
    half += math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(half))))


@given(centre=points, point=points)
def test_a_point_comes_back_from_the_plane(centre: Point, point: Point) -> None:
    if apart(centre, point) < 170:
        there = Projection(centre)

        assert apart(there.globe(there.flat(point)), point) < 1e-4


@given(centre=points, point=st.tuples(st.floats(-179, 178), st.floats(-80, 79)))
def test_areas_keep_their_proportions(centre: Point, point: Point) -> None:
    if apart(centre, point) < 90:
        west, south = point
        corners = [
            (west, south),
            (west + 0.1, south),
            (west + 0.1, south + 0.1),
            (west, south + 0.1),
        ]
        flat = [Projection(centre).flat(corner) for corner in corners]
        turned = zip(flat, [*flat[1:], flat[0]], strict=True)

        drawn = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turned)) / 2
        north = math.sin(math.radians(south + 0.1)) - math.sin(math.radians(south))
        assert drawn == pytest.approx(math.radians(0.1) * north, rel=0.01)


@given(
    places=st.lists(st.tuples(st.floats(-60, 60), st.floats(-60, 60)), min_size=1, max_size=12),
    turn=st.floats(-180, 180),
)
def test_every_place_lies_inside_its_frame(places: list[Point], turn: float) -> None:
    around = [((x + turn + 180) % 360 - 180, y) for x, y in places]
    frame = frame_around(around, 960)

    for place in around:
        assert frame.box.grown(0.01, 0.01).holds(box_at(frame.at(place), 0, 0))
    assert 0.49 < frame.height / frame.width < 0.81


def test_east_is_right_and_north_is_up() -> None:
    frame = frame_around([(30.0, 60.0), (37.0, 45.0), (71.0, 51.0)], 960)

    (petersburg, novorossiysk, astana) = map(frame.at, [(30.0, 60.0), (37.0, 45.0), (71.0, 51.0)])
    assert petersburg[1] < novorossiysk[1]
    assert novorossiysk[0] < astana[0]


def test_the_map_of_one_place_shows_where_on_earth_it_is() -> None:
    frame = frame_around([(30.3, 59.9)], 960)

    assert frame.at((30.3, 59.9)) == (480, frame.height / 2)
    assert 5 < apart(frame.projection.globe(frame.corner), (30.3, 59.9)) < 10
