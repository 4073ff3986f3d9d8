"""A text typed anew is read back as that text, in the style it had, and the rest stays as typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.edit.text import edited
from kb.node import Mapping, Scalar
from kb.read.normalise import normalise
from kb.read.yaml_file import read_yaml
from kb.retyping import retyped, reworded

WORDS = st.text("ab'\"\\:?#-,[]{}“é", min_size=1, max_size=6)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
STYLES = {
    "plain": "a: the old house\nb: {c: the old house}\n",
    "single": "a: 'the old house'\nb: {c: 'the old house'}\n",
    "double": 'a: "the old house"\nb: {c: "the old house"}\n',
    "folded": "a: >-\n  the old\n  house\nb: {c: the old house}\n",
}


def value(text: str, key: str) -> Scalar:
    root, problems = read_yaml(text.encode(), "timeline.yaml")
    assert [problem for problem in problems if problem.rule != "cut-text"] == []
    assert isinstance(root, Mapping)
    found = root.entries[key]
    found = found.entries["c"] if isinstance(found, Mapping) else found
    assert isinstance(found, Scalar)
    return found


def plain(text: str) -> str:
    return normalise(text).text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", ["a", "b"])
@given(TEXTS)
@example("a:?")
def test_a_value_typed_anew_is_read_as_it_was_meant(style: str, key: str, text: str) -> None:
    old = value(STYLES[style], key)

    done = edited(STYLES[style], [retyped(old, text)])

    assert value(done, key).text == text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", ["a", "b"])
@given(TEXTS)
def test_a_value_in_other_words_is_read_as_it_was_meant(style: str, key: str, text: str) -> None:
    old = value(STYLES[style], key)

    done = edited(STYLES[style], reworded(old, text, plain))

    assert plain(value(done, key).text).split() == plain(text).split()


def test_words_that_are_the_same_stay_as_they_were_typed() -> None:
    text = "a: >-\n  the  “old”\n   houses   burnt down # no comment\n"

    edits = reworded(value(text, "a"), 'the "old" house burned down # no comment', plain)

    assert edited(text, edits) == "a: >-\n  the  “old”\n   house burned down # no comment\n"
