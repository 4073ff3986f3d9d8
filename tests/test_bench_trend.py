"""Results are kept by day and revision, and drawn side by side."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.bench.figures import Figure
from tests.bench.results import Result, read_results, write_result
from tests.bench.trend import filled, trend_page

OLD = Result(
    "2026-01-02T10:00Z",
    "aaa1111",
    "2 cores",
    0.1,
    [Figure("cold build <all>", 0.5, at_most=0.3, spread=(0.4, 0.6)), Figure("pages", 12)],
)
NEW = Result(
    "2026-02-03T09:30Z",
    "bbb2222",
    "4 cores",
    3.0,
    [
        Figure("score", 100, at_least=100),
        Figure("cold build <all>", 0.15, at_most=0.3, notes=("a note",)),
    ],
)


class Cells(HTMLParser):
    """The rows of the table, as texts; every tag that is opened must be closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data


def test_a_result_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    path = write_result(NEW, tmp_path)
    write_result(OLD, tmp_path)

    assert path.name == "2026-02-03-bbb2222.json"
    assert read_results(tmp_path) == [OLD, NEW]


def test_a_second_run_of_a_day_and_revision_replaces_what_it_measured_again(tmp_path: Path) -> None:
    later = Result("2026-01-02T15:00Z", "aaa1111", "2 cores", 0.2, [Figure("pages", 13)])

    write_result(OLD, tmp_path)
    write_result(later, tmp_path)

    (kept,) = read_results(tmp_path)
    assert kept.taken == later.taken
    assert kept.figures == [OLD.figures[0], later.figures[0]]


def test_each_promise_has_a_row_and_each_revision_a_column() -> None:
    cells = Cells(trend_page([OLD, NEW]))

    assert cells.rows == [
        [
            "Promise",
            "2026-01-02 aaa111110:00Z, 2 cores, load 0.1",
            "2026-02-03 bbb222209:30Z, 4 cores, load 3.0",
        ],
        ["score>= 100", "–", "100"],
        ["cold build <all><= 0.3", "0.5 (0.4–0.6) missed", "0.15"],
    ]
    assert "script" not in cells.tags


def test_without_results_the_page_says_so() -> None:
    assert "No result is kept yet." in trend_page([])


@pytest.mark.parametrize(
    ("value", "limit", "part"),
    [(0.3, 0.3, 50), (0.15, 0.3, 25), (9, 0.3, 100), (1, 0, 100), (-1, 2, 0)],
)
def test_the_limit_is_the_middle_of_a_bar(value: float, limit: float, part: float) -> None:
    assert filled(value, limit) == part
