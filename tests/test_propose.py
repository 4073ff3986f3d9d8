"""Ids are proposed without dates, and an address is known however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edit.propose import id_from, same_address, source_id_from
from kb.fields import ID


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("The two ministers meet on 20 June 2022", "two-ministers-meet"),
        ("Kazakhstan’s railway denies 1,700 wagons", "kazakhstan-railway-denies-wagons"),
        ("The march of the 300 in May", "march-may"),
        ("Tokaïev s’explique", "tokaiev-explique"),
        ("Президент", "new-event"),
    ],
)
def test_an_id_is_made_of_words_that_last(title: str, proposed: str) -> None:
    assert id_from(title, (), "new-event") == proposed


def test_an_id_that_is_taken_is_not_proposed() -> None:
    assert id_from("They met", ("they-met", "met", "met-b"), "new") == "met-c"


@pytest.mark.parametrize(
    ("url", "published", "proposed"),
    [
        ("https://www.bbc.co.uk/news/1", "2022-06-17", "bbc-0617"),
        ("https://news.yahoo.com/x.html", "2022-06", "yahoo-2022"),
        ("https://faz.net/", "", "faz"),
        ("", "2022-06-17", "daily-news-0617"),
    ],
)
def test_a_source_is_called_by_its_host_and_day(url: str, published: str, proposed: str) -> None:
    assert source_id_from(url, published, "Daily News", ()) == proposed


def test_a_source_of_the_same_day_in_another_year_gets_the_year() -> None:
    assert source_id_from("https://faz.net/", "2023-06-17", "", ("faz-0617",)) == "faz-20230617"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "example.org/a?utm_source=x&fbclid=1",
        "https://EXAMPLE.org/a#part",
    ],
)
def test_one_page_has_many_addresses(other: str) -> None:
    assert same_address("https://example.org/a", other)


@pytest.mark.parametrize("other", ["https://example.org/b", "https://example.org/a?id=2", ""])
def test_another_page_is_another(other: str) -> None:
    assert not same_address("https://example.org/a", other)


@given(st.text(max_size=200))
def test_what_is_proposed_is_an_id(title: str) -> None:
    assert re.fullmatch(ID, id_from(title, (), "new-event"))


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=40))
def test_what_is_proposed_for_a_source_is_an_id(url: str, published: str, publisher: str) -> None:
    assert re.fullmatch(ID, source_id_from(f"https://{url}", published, publisher, ()))
