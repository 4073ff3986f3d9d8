"""What the rules stand on: rings, addresses, and ids that a long file still finds fast."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.check.rings import rings, told
from kb.check.sources import url_fault
from kb.manuscript import Manuscript, walked_once
from kb.read.load import load_manuscript


def test_a_ring_is_told_once_and_begins_at_its_first_id() -> None:
    steps = {"d": ["b"], "a": ["b"], "b": ["c"], "c": ["a", "d"]}

    assert rings(steps) == [("a", "b", "c"), ("d", "b", "c")]


def test_an_id_that_leads_to_itself_is_a_ring() -> None:
    assert [told(ring) for ring in rings({"a": ["a"], "b": ["a", "unknown"]})] == ["a → a"]


def test_two_ways_to_one_id_are_no_ring() -> None:
    assert rings({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []


def test_a_chain_may_be_longer_than_recursion_allows() -> None:
    chain = {str(number): [str(number + 1)] for number in range(50_000)}

    assert rings(chain) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=e#f",
        "HTTPS://EXAMPLE.ORG/",
        "https://пример.рф/новости",
        "https://example.org/a%20b",
    ],
)
def test_an_address_that_a_browser_shows_is_safe(url: str) -> None:
    assert url_fault(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org/",
        "example.org/a",
        "https:///a",
        "https://",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://example.org/a b",
        "https://example.org/\u2028",
        'https://example.org/"onclick=',
        "https://example.org\\@evil.example/",
    ],
)
def test_any_other_address_is_not(url: str) -> None:
    assert url_fault(url) != ""


def test_a_manuscript_is_walked_once_and_another_one_again() -> None:
    walks: list[Manuscript] = []

    @walked_once
    def events(manuscript: Manuscript) -> Iterator[str]:
        walks.append(manuscript)
        yield from manuscript.timeline.events

    manuscript, _ = load_manuscript(Path(__file__).parent / "golden")
    assert manuscript is not None
    other = replace(manuscript, kept={})

    assert events(manuscript) is events(manuscript)
    assert events(manuscript) == tuple(manuscript.timeline.events)
    assert events(other) == events(manuscript)
    assert walks == [manuscript, other]
