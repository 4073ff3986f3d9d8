"""The collector is paused for as long as asked, and nobody finds it otherwise than before."""

import gc
from collections.abc import Iterator

import pytest

from kb.collector import paused_collector


@pytest.fixture(autouse=True)
def running() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_runs_again_afterwards_whatever_came() -> None:
    seen = []

    @paused_collector()
    def fail() -> None:
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert [*seen, gc.isenabled()] == [False, True]


def test_who_paused_it_before_finds_it_paused() -> None:
    with paused_collector():
        with paused_collector():
            pass
        assert not gc.isenabled()


def test_what_was_made_meanwhile_is_still_looked_through_some_day() -> None:
    with paused_collector():
        made: list[object] = []
        made.append(made)

    assert gc.get_freeze_count() == 0
    assert any(one is made for one in gc.get_objects(generation=2))
