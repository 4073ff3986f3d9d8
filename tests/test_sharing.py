"""Several processes do what one would."""

import os
import threading
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.problems import InvalidDossier, Location, Problem
from kb.sharing import begun, shared


@given(st.lists(st.integers(), max_size=50), st.integers(1, 3))
def test_results_come_in_the_order_of_the_tasks(numbers: list[int], among: int) -> None:
    tasks: list[Callable[[], int]] = [partial(abs, number) for number in numbers]

    assert shared(tasks, among) == [abs(number) for number in numbers]


def test_more_than_one_process_works() -> None:
    seen = shared([_slowly] * 40, 2)

    assert os.getpid() in seen
    assert len(set(seen)) == 2


@pytest.mark.parametrize("among", [1, 2, 3])
def test_what_a_task_raises_is_raised_here(among: int) -> None:
    with pytest.raises(InvalidDossier, match="amiss"):
        shared([_slowly, *[_fail] * 9], among)


def test_what_a_killed_process_left_is_done_here() -> None:
    here = os.getpid()

    assert shared([partial(_end_unless, here)] * 40, 2) == [here] * 40


def test_what_was_killed_while_it_was_sent_is_done_here() -> None:
    here, much = os.getpid(), "x" * 2**20

    def task() -> str:
        if os.getpid() != here:
            threading.Timer(0, os._exit, [9]).start()
        return much

    for _ in range(20):
        assert shared([task] * 4, 2) == [much] * 4


def test_what_was_begun_is_done_elsewhere_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_WORKERS", "2")
    result = begun(os.getpid)

    assert result() != os.getpid()


def test_where_one_process_works_what_was_begun_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KB_WORKERS", "1")

    assert begun(os.getpid)() == os.getpid()


def test_what_was_begun_and_raised_or_was_killed_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KB_WORKERS", "2")

    with pytest.raises(InvalidDossier, match="amiss"):
        begun(_fail)()
    assert begun(partial(_end_unless, os.getpid()))() == os.getpid()


def _slowly() -> int:
    sum(range(100_000))
    return os.getpid()


def _fail() -> int:
    raise InvalidDossier([Problem(Location("timeline.yaml"), "amiss", "")])


def _end_unless(parent: int) -> int:
    if os.getpid() != parent:
        os._exit(9)
    return _slowly()
