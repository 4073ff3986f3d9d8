"""What counts as a change of what was published."""

import pytest

from kb.facts import in_words, is_same
from kb.fields import Moment


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The bridge was closed.", "the bridge  was closed"),
        ("“Never”, she said", "'Never' – she said!"),
        ("re-opened", "re opened"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_white_space_punctuation_and_letter_case_change_nothing(was: str, now: str) -> None:
    assert is_same(was, now, "text")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Some 300 carts", "Some 3,000 carts"),
        ("The bridge was closed", "The bridge was not closed"),
        ("5 % of the carts", "5 of the carts"),
        ("It fell to +5 °C", "It fell to 5 °C"),
        ("Ada Quill", "Ada Quilt"),
    ],
)
def test_whatever_says_something_else_is_a_change(was: str, now: str) -> None:
    assert not is_same(was, now, "text")


@pytest.mark.parametrize("fact", ["when", "published", "Mayor, harrow: from"])
@pytest.mark.parametrize("now", ["2022-06-17", "2022-06~", "2022-06?", "2022-06/..", ""])
def test_every_sign_of_a_date_counts(now: str, fact: str) -> None:
    assert not is_same("2022-06", now, fact)


def test_a_date_in_words_is_what_was_typed() -> None:
    assert in_words(None) == ""
    assert in_words(Moment.model_validate({"": " 2022-06 "})) == "2022-06"
    between = {"between": ("2022-06-13", "2022-06-19")}
    assert in_words(Moment.model_validate(between)) == "between 2022-06-13 and 2022-06-19"
    after = {"after": "opening", "by": "1 day"}
    assert in_words(Moment.model_validate(after)) == "after opening, by 1 day"
