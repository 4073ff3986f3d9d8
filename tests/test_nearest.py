"""A near name may be suggested; only a clear one is put in the place of what was typed."""

import pytest

from kb.nearest import clear_name, nearest_name


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("mayer", ["mayor", "clerk"], "mayor"),
        ("harbor-log", ["harbour-log", "gazette"], "harbour-log"),
        ("harbourlog", ["harbour-log"], "harbour-log"),
        ("harbour_log", ["harbour-log"], "harbour-log"),
        ("fire/cuase", ["fire/cause", "fire/end"], "fire/cause"),
        ("Happened", ["happened", "said"], "happened"),
        ("liga-0618", ["liga-0618"], "liga-0618"),
    ],
)
def test_a_slip_of_the_pen_is_clear(typed: str, known: list[str], meant: str) -> None:
    assert clear_name(typed, known) == meant


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("mayer", ["mayor", "major"]),  # the second is only one slip further away
        ("fires", ["fire", "fired"]),
        ("liga-0617", ["liga-0618"]),  # another date is another source
        ("did-not-sign", ["did-sign"]),
        ("unsigned", ["signed"]),
        ("unconfirmed", ["confirmed"]),
        ("inexact", ["exact"]),
        ("bt", ["by"]),  # short words are near to everything
        ("burned", ["burnt"]),
        ("fire", []),
    ],
)
def test_what_may_be_another_name_is_not(typed: str, known: list[str]) -> None:
    assert clear_name(typed, known) == ""


def test_what_is_not_clear_is_still_suggested() -> None:
    assert nearest_name("burned", ["burnt", "lamp"]) == "burnt"
    assert nearest_name("liga-0617", ["liga-0618"]) == "liga-0618"
