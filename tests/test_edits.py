"""Edits by place change what they name and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edit.text import StaleEdit, edited
from kb.problems import Edit, Location

LINES = st.lists(st.text("aя “\r\u2028{", max_size=9), min_size=1, max_size=6).map("\n".join)


def edit(line: int, column: int, old: str, new: str) -> Edit:
    return Edit(Location("timeline.yaml", line, column), old, new)


def test_edits_are_made_where_they_were_meant() -> None:
    text = "a: one\r\nb: два\nc: three\n"

    done = edited(
        text, [edit(2, 4, "два", "four"), edit(1, 4, "one", "1"), edit(3, 1, "", "d: 5\n")]
    )

    assert done == "a: 1\r\nb: four\nd: 5\nc: three\n"


@pytest.mark.parametrize(
    "edits",
    [
        [edit(1, 4, "two", "2")],
        [edit(9, 1, "", "x")],
        [edit(1, 1, "a: one", "b"), edit(1, 4, "one", "1")],
    ],
)
def test_an_edit_of_another_text_changes_nothing(edits: list[Edit]) -> None:
    with pytest.raises(StaleEdit):
        edited("a: one\n", edits)


@given(LINES, st.data())
def test_what_is_replaced_by_itself_leaves_the_text_as_it_was(
    text: str, data: st.DataObject
) -> None:
    first = text.replace("\r", "\n").replace("\u2028", "\n").split("\n")[0]
    column = data.draw(st.integers(0, len(first)))

    assert edited(text, [edit(1, column + 1, first[column:], first[column:])]) == text
