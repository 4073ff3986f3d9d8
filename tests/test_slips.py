"""Slips of YAML: what is read over one in memory is what is read once it is fixed."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.edit.text import edited
from kb.node import Mapping, Scalar, locate, plain
from kb.read.yaml_file import read_yaml
from tests.test_problems import CASES, NAMES

TIMELINE = (CASES / "minimal/timeline.yaml").read_text("utf-8")
SLIPPED = [name for name in NAMES if re.match("yaml-syntax--.*yaml$", name)]
CHARACTERS = st.sampled_from("\"'[]{}:,#&*!|>@`%-\\ \n\t?=“x")


@pytest.mark.parametrize("name", SLIPPED)
def test_what_is_read_over_a_slip_is_what_its_fix_makes_of_it(name: str) -> None:
    text = (CASES / name).read_text("utf-8")
    root, problems = read_yaml(text.encode(), "timeline.yaml")
    edits = [edit for problem in problems for edit in problem.fix]

    mended, more = read_yaml(edited(text, edits).encode(), "timeline.yaml")

    if root is None:
        assert edits == []
    if root and mended and edits:
        assert (plain(root), more) == (plain(mended), [])


@given(st.integers(0, len(TIMELINE)), CHARACTERS, st.integers(0, 2))
@example(len(TIMELINE), "?", 0)
def test_any_slip_is_told_at_a_place_of_the_file_and_takes_nothing_down(
    at: int, typed: str, lost: int
) -> None:
    text = TIMELINE[:at] + typed + TIMELINE[at + lost :]
    root, problems = read_yaml(text.encode(), "timeline.yaml")
    lines = text.split("\n")

    assert root is not None or problems
    for problem in problems:
        assert problem.at.line <= len(lines)
        assert problem.at.column <= len(lines[problem.at.line - 1]) + 1
        edited(text, problem.fix)


def test_places_behind_a_slip_are_those_that_were_typed() -> None:
    text = "title: one: two [three]\n when: x\nk: [l, m]\n"
    root, _ = read_yaml(text.encode(), "timeline.yaml")
    assert isinstance(root, Mapping)

    title = root.entries["title"]

    assert isinstance(title, Scalar)
    assert (title.text, title.raw) == ("one: two [three]", "one: two [three]")
    assert str(title.find("[three]")) == "timeline.yaml:1:17"
    assert str(locate(root, ("when",))) == "timeline.yaml:2:8"
    assert str(locate(root, ("k", 1))) == "timeline.yaml:3:8"


def test_a_text_that_stays_broken_in_quotes_is_put_in_quotes_only_once() -> None:
    text = """\
  fire:
    titel:A "t \\warehouse burnt to the ground
          - s?ource: gazette
            reports: The warehouse is gone.
"""

    root, problems = read_yaml(text.encode(), "timeline.yaml")

    assert root is None
    assert [problem.rule for problem in problems] == ["yaml-syntax"]


def test_only_the_lines_of_a_text_that_are_not_indented_are_indented() -> None:
    text = "text: >-\nOne line\n    and one that is too deep.\nkind: said\n"

    _, problems = read_yaml(text.encode(), "timeline.yaml")

    assert [edit.at.line for problem in problems for edit in problem.fix] == [2]
