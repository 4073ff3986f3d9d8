"""Scalars come as typed, with their places; what is not plain YAML is refused at its place."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.node import Mapping, Node, Scalar, locate, plain
from kb.read.yaml_file import read_yaml
from kb.read.yaml_text import _SUSPECT, CONTROL, _is_suspect, unseen


def tree(text: str) -> Node:
    node, problems = read_yaml(text.encode(), "timeline.yaml")
    assert problems == []
    assert node is not None
    return node


@pytest.mark.parametrize(
    "typed", ["NO", "yes", "12:30", "2022-06-17", "0x1F", "1_000", "~", "null", "1.0", "010"]
)
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert plain(tree(f"a: {typed}")) == {"a": typed}
    assert plain(tree(f'a: "{typed}"')) == {"a": typed}


def test_a_value_has_its_place() -> None:
    node = tree("events:\n  one:\n    place: [a, b]\n")

    assert str(locate(node, ("events", "one", "place", 1))) == "timeline.yaml:3:16"
    assert str(locate(node, ("events", "one", "nothing", "there"))) == "timeline.yaml:3:5"


def test_a_word_of_folded_prose_has_the_place_where_it_was_typed() -> None:
    node = tree("summary: >-\n  He said it\n  [first] and [second].\n")
    assert isinstance(node, Mapping)
    summary = node.entries["summary"]
    assert isinstance(summary, Scalar)

    assert str(summary.find("[second]")) == "timeline.yaml:3:15"
    assert str(summary.find("it [first]")) == "timeline.yaml:2:11"
    assert summary.find("[third]") == summary.at


def test_the_first_of_two_equal_keys_is_kept_and_both_are_named() -> None:
    node, problems = read_yaml(b"a: 1\na: 2\n", "timeline.yaml")

    assert node is not None
    assert plain(node) == {"a": "1"}
    assert [str(p.at) for p in problems] == ["timeline.yaml:2:1"]
    assert "line 1" in problems[0].hint


def test_deep_nesting_is_refused_and_takes_nothing_down() -> None:
    node, problems = read_yaml(b"[" * 100_000, "timeline.yaml")

    assert node is None
    assert [p.rule for p in problems] == ["too-deep"]


def test_a_tab_does_not_hide_other_problems() -> None:
    _, problems = read_yaml(b"a: 1\nb: x\ty\na: 2\n", "timeline.yaml")

    assert [p.rule for p in problems] == ["tab", "duplicate-key"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_quoted_text_comes_back_whole(text: str) -> None:
    if unseen(text) or CONTROL.search(text):
        return
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')

    assert plain(tree(f'a: "{quoted}"')) == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # a joiner parts a Persian word
        "क्\u200dष",
        "👩\u200d🚒",
        "Tel Aviv (\u200eתל אביב\u200f)",
        "\u061cقال",
    ],
)
def test_what_nobody_sees_stands_where_a_script_needs_it(text: str) -> None:
    assert plain(tree(f"a: {text}")) == {"a": text}


@pytest.mark.parametrize(
    "character", "\u00ad\u115f\u180e\u200b\u2060\u206a\u3164\ufeff\U000e0041\u200e\u061c"
)
@pytest.mark.parametrize("form", ["a: b{}c", "a: 'b{}c'", "a{}: b", "# {}", "- b{}"])
def test_what_nobody_sees_is_refused_anywhere(character: str, form: str) -> None:
    _, problems = read_yaml(form.format(character).encode(), "timeline.yaml")

    assert "unseen-character" in {problem.rule for problem in problems}


@pytest.mark.parametrize("character", ["\x80", "\x85", "\u2028", "\u202e", "\u2067", "\uffff"])
def test_what_yaml_cannot_read_or_takes_for_a_line_end_is_refused_where_it_stands(
    character: str,
) -> None:
    _, problems = read_yaml(f"a: b{character}c\nd: e\n".encode(), "timeline.yaml")

    assert [str(problem).splitlines()[0] for problem in problems] == [
        f"timeline.yaml:1:5: the control character U+{ord(character):04X} stands here"
    ]


def test_a_tab_before_a_key_leaves_the_rest_to_be_read_at_its_places() -> None:
    text = "events:\n    one:\n\ttitle: a\n    two: [b]\n"
    node, problems = read_yaml(text.replace("\t", " \t").encode(), "timeline.yaml")

    assert [problem.rule for problem in problems] == ["tab"]
    assert node is not None
    assert str(locate(node, ("events", "two", 0))) == "timeline.yaml:4:11"
    assert str(locate(node, ("events", "one", "title"))) == "timeline.yaml:3:10"


@pytest.mark.parametrize("text", ['"": a\nb: c\n', "?\nb: c\n"])
def test_an_empty_key_is_refused_and_the_rest_is_read(text: str) -> None:
    node, problems = read_yaml(text.encode(), "timeline.yaml")

    assert [problem.message for problem in problems] == ["a key is empty"]
    assert node is not None
    assert plain(node) == {"b": "c"}


def test_a_place_behind_a_last_line_without_an_end_is_the_end_of_that_line() -> None:
    assert str(locate(tree("? a\n# why"), ("a",))) == "timeline.yaml:2:6"


def test_a_glance_takes_no_suspect_character_for_clean() -> None:
    letters = (chr(number) for number in range(sys.maxunicode + 1) if number != ord("\n"))

    assert [one for one in letters if _SUSPECT.search(one) and not _is_suspect(f"a{one}b")] == []
    assert not _is_suspect("Ночь\nБәрі — “ә” 😀")
