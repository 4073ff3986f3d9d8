"""Figures say whether a limit is kept, and stand in a plain table."""

import pytest

from tests.bench.figures import Figure, as_records, as_table


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("weight", 75, "KB", at_most=75), "kept"),
        (Figure("weight", 75.01, "KB", at_most=75), "missed"),
        (Figure("score", 100, at_least=100), "kept"),
        (Figure("score", 99, at_least=100), "missed"),
        (Figure("time", 1.5), ""),
    ],
)
def test_a_limit_is_kept_up_to_its_last_digit(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict


def test_the_table_shows_figure_limit_and_verdict_under_each_other() -> None:
    figures = [
        Figure("home first view", 80.456, "KB", at_most=75, notes=("1 page 80.5 KB",)),
        Figure("score", 100, at_least=100),
        Figure("indexing, of reading", 1.5),
    ]

    assert as_table(figures).splitlines() == [
        "home first view       80.46 KB  <= 75 KB  missed",
        "    1 page 80.5 KB",
        "score                 100       >= 100    kept",
        "indexing, of reading  1.5",
    ]


def test_the_records_hold_what_the_table_rounds() -> None:
    (record,) = as_records([Figure("home first view", 80.456, "KB", at_most=75)])

    assert record["value"] == 80.456
    assert record["verdict"] == "missed"


def test_small_ratios_keep_two_digits_and_show_their_spread() -> None:
    figure = Figure("nothing changed", 0.0108, at_most=0.011, spread=(0.0101, 0.121))

    assert as_table([figure]) == "nothing changed  0.011 (0.01–0.12)  <= 0.011  kept"
