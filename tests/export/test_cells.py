"""Text in a CSV as spreadsheets read it: never a formula, never a day, always to be had back."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.export.tables.cells import READING, cell_text, guarded

NASTY = st.text(alphabet="=+-@＝＋－＠−'\";,\t\r\n\u200b\ufeff a1", max_size=12) | st.text()


def read_back(cell: str) -> str:
    """What the printed rule makes of a cell: its own code is run."""
    code = READING.rpartition("in Python: ")[2]
    return str(eval(code, {"re": re, "cell": cell}))


def is_formula(cell: str) -> bool:
    """Whether a cell begins as a formula does, whatever its width and what is before it."""
    seen = [c for c in cell if not (c.isspace() or unicodedata.category(c) in ("Cc", "Cf"))]
    return bool(seen) and unicodedata.normalize("NFKC", seen[0])[0] in "=+-@−"


def written(*texts: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([guarded(text) for text in texts])
    return line.getvalue()


@given(st.lists(NASTY, min_size=1, max_size=3))
def test_text_comes_back_exactly_by_the_printed_rule(texts: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(written("id", *texts), newline=""))

    assert [read_back(cell) for cell in row] == ["id", *texts]


@example(["a", 'it says;"=1+1"'], ";")
@given(st.lists(NASTY, min_size=1, max_size=3), st.sampled_from(",;\t"))
def test_no_cell_is_a_formula_whatever_separates_the_columns(texts: list[str], mark: str) -> None:
    rows = csv.reader(io.StringIO(written(*texts, "id"), newline=""), delimiter=mark)

    assert [cell for row in rows for cell in row if is_formula(cell)] == []


@pytest.mark.parametrize(
    "sign", [*"=+-@", "＝", "＋", "－", "＠", "﹢", "−", "\t=", "\r=", " =", "\ufeff="]
)
def test_a_formula_begins_with_an_apostrophe(sign: str) -> None:
    assert guarded(f"{sign}1+1").startswith(f"'{sign[0]}")


def test_every_sign_that_reads_as_one_that_begins_a_formula_is_known() -> None:
    alike = [c for c in map(chr, range(0x30000)) if is_formula(c)]

    assert len(alike) > 15
    assert [hex(ord(c)) for c in alike if guarded(c) == c] == []


@pytest.mark.parametrize(
    "text",
    [
        *("2022", "2022-06", "2022-06-17", "2022-06~", "[2022-06-17,2022-06-18]", "1/2", "12:30"),
        *("June 2022", "17 June 2022", "january-2022", "5 мая", "мая 2022", "17 июня 2022 г."),
        *("1e5", "50%", "17th June", "9 pm", "TRUE", "2022年6月"),
    ],
)
def test_what_a_spreadsheet_would_turn_into_a_value_stays_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        *("tass-0113", "gazette-1999", "about 2001", "17 or 18 June 2022", "2022-06-XX"),
        *("It was in June 2022.", "https://kurier.example/1999", "May", "a; b", "don’t", "x'; y"),
    ],
)
def test_what_no_spreadsheet_changes_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_what_is_typed_is_written_as_what_it_is() -> None:
    assert cell_text(None, "string") == ""
    assert [cell_text(cell, "boolean") for cell in (True, False)] == ["true", "false"]
    assert cell_text(1999, "integer") == "1999"
    assert cell_text("1999-05-18", "date") == "1999-05-18"
    assert cell_text("1999-05-18", "string") == "'1999-05-18"


@given(st.floats(-180, 180).map(lambda number: round(number, 6)))
def test_a_coordinate_is_exact_and_looks_like_no_day(number: float) -> None:
    cell = cell_text(number, "number")

    assert float(cell) == number
    assert re.fullmatch(r"-?\d+\.\d{5,}", cell)
