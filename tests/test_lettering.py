"""Names on a drawing: broken where they may be, never wider than their room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.render.drawing.lettering import label_around, width_of, wrapped
from kb.render.drawing.plane import Box, box_at

names = st.text("aiWмЖ-東 ", min_size=1, max_size=60).filter(str.strip)


@given(name=names, most=st.integers(1, 5))
def test_no_line_is_wider_than_its_room_and_there_are_not_too_many(name: str, most: int) -> None:
    lines = wrapped(name, 80, most)

    assert 1 <= len(lines) <= most
    assert all(width_of(line) <= 80 for line in lines)


@given(names)
def test_all_words_stand_where_there_is_room_for_them(name: str) -> None:
    letters = "".join(wrapped(name, 80, 99)).replace("-", "").replace(" ", "")

    assert letters == name.replace("-", "").replace(" ", "")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ukraine", ("Ukraine",)),
        ("Kassym-Jomart Tokayev", ("Kassym-", "Jomart", "Tokayev")),
        ("Republic (self-named)", ("Republic", "(self-named)")),
        (
            "One two three four five six seven eight nine",
            ("One two three", "four five six", "seven eight…"),
        ),
    ],
)
def test_a_name_is_broken_between_words_and_only_then_at_hyphens(
    name: str, lines: tuple[str, ...]
) -> None:
    assert wrapped(name, 100, 3) == lines


def test_a_name_stands_right_of_its_mark_where_nothing_is_in_the_way() -> None:
    label = label_around(("Name",), (50, 50), 5, [], Box(0, 0, 200, 100))

    assert label is not None
    assert label.anchor == "start"
    assert label.box.left > 55
    assert label.leader is None


def test_a_name_that_must_stand_off_has_a_line_to_its_mark() -> None:
    above, below = Box(0, 0, 130, 96), Box(0, 104, 130, 300)

    label = label_around(("Name",), (100, 100), 5, [above, below], Box(0, 0, 300, 300))

    assert label is not None
    assert label.box.left > 130
    assert label.leader == ((105.0, 100.0), (label.box.left, 100.0))


def test_no_line_crosses_what_is_in_the_way() -> None:
    crowd = [box_at((100, 100), 60, 60)]

    assert label_around(("Name",), (100, 100), 5, crowd, Box(0, 0, 300, 300)) is None


def test_a_name_without_room_is_left_out() -> None:
    assert label_around(("A long name",), (20, 10), 5, [], Box(0, 0, 40, 20)) is None
