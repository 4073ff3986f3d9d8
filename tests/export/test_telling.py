"""A published date holds all that pages know of it."""

from typing import Any

import pytest

from kb.dates.when import When, parse_when
from kb.dossier import Dated
from kb.export.telling import date_of, when_of


@pytest.mark.parametrize(
    "typed",
    [
        "2022",
        "2022-06",
        "2022-06-17",
        "2022-06-XX",
        "2022-06-17T15:00",
        "2022-06-17T15:00+03:00",
        "2022-06~",
        "2022-06-17?",
        "2022%",
        "2022-06-15/2022-06-25",
        "2022-06-15/..",
        "../2022-06-15",
        "2022-06~/2022-09?",
        "2022-06-17T15:00+03:00/2022-06-17T16:00+03:00",
        {"between": ("2022-06-15", "2022-06-18")},
        {"not_before": "2022-06-15"},
        {"not_after": "2022-06-15T08:00"},
        {"one_of": ("2022-06-17", "2022-06-15", "2022-07")},
    ],
)
def test_a_published_date_is_read_back_as_the_date_it_was(typed: Any) -> None:
    when = parse_when(typed)
    assert isinstance(when, When)

    back = when_of(date_of(Dated(when)))

    assert (back.kind, back.parts) == (when.kind, when.parts)
    assert date_of(Dated(back)) == date_of(Dated(when))
