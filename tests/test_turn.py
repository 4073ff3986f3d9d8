"""One build at a time, whoever began it and however it ends."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from kb.turn import Turn


def in_fork(task: Callable[[], object]) -> int:
    """Start a task in a process of its own, which stays until it is killed; return that."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        task()
        os.write(write, b"done")
        signal.pause()
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        assert answer.read(4) == b"done"
    return child


def end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_who_comes_second_is_told_and_waits_until_the_first_is_dead(tmp_path: Path) -> None:
    first, told = in_fork(lambda: Turn().take([tmp_path], print)), []

    def tell(folder: Path) -> None:
        told.append(folder)
        end(first)

    Turn().take([tmp_path], tell)

    assert told == [tmp_path]


def test_what_a_dead_one_has_still_at_work_is_waited_for(tmp_path: Path) -> None:
    turn, told = Turn(), []
    turn.take([tmp_path], print)
    still_at_work = in_fork(lambda: None)  # a fork inherits what is held
    turn.end()

    def tell(folder: Path) -> None:
        told.append(folder)
        end(still_at_work)

    Turn().take([tmp_path], tell)

    assert told == [tmp_path]


def test_a_folder_under_two_names_is_held_once(tmp_path: Path) -> None:
    (tmp_path / "same").symlink_to(tmp_path)
    turn = Turn()

    turn.take([tmp_path, tmp_path / "same"], print)

    assert len(turn.held) == 1
