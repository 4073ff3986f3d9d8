"""Tasks that do not depend on each other -> their results, worked on by several processes.

Each process is a fork of this one, so that a task finds every object as it is here, and only
results are sent. Where there is one processor, or no way to fork, this process does all. The pools
of the standard library are not used: their processes wait for ever when ours is killed.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, Generic, TypeVar

T = TypeVar("T")
_NUMBER = 4
"""Bytes of a task’s number."""
_MOST = 2**14
"""A pipe holds so many numbers."""


def workers() -> int:
    """Return how many processes work at once: KB_WORKERS, or one for each processor."""
    if sys.platform != "linux":
        return 1
    return int(os.environ.get("KB_WORKERS") or len(os.sched_getaffinity(0)))


def shared(tasks: Sequence[Callable[[], T]], among: int | None = None) -> list[T]:
    """Return what each task returns, in the order of the tasks; raise what one raises.

    Whoever is free takes the next one, so the longest should come first. What another process
    could not end, this one does again: its error is raised here, where it can be read.
    """
    count = min(workers() if among is None else among, len(tasks))
    if count <= 1 or len(tasks) > _MOST:
        return [task() for task in tasks]
    with _queue_of(len(tasks)) as queue:
        helpers = [_Helper(queue, tasks) for _ in range(count - 1)]
        try:
            found = dict(_taken(queue, tasks))
        finally:
            _empty(queue)
            theirs = [helper.found() for helper in helpers]
    for more in theirs:
        found |= more
    return [found[n] if n in found else task() for n, task in enumerate(tasks)]


def begun(task: Callable[[], T]) -> Callable[[], T]:
    """Begin a task in another process, and return what waits for its result.

    That does the task itself where there is no other process, or where that one could not end it.
    """
    if workers() <= 1:
        return task
    with _queue_of(1) as queue:
        helper = _Helper(queue, [task])

    def result() -> T:
        found = helper.found()
        return found[0] if found else task()

    return result


class _Helper(Generic[T]):
    """A fork that works until the queue is empty, and then sends what it found."""

    def __init__(self, queue: BinaryIO, tasks: Sequence[Callable[[], T]]) -> None:
        ours, theirs = os.pipe()
        parent, self._id = os.getpid(), os.fork()
        if self._id == 0:
            code = 1
            try:
                _send(queue, tasks, parent, theirs)
                code = 0
            finally:
                os._exit(code)  # nothing that the parent holds is closed or written twice
        os.close(theirs)
        self._answer = os.fdopen(ours, "rb")

    def found(self) -> dict[int, T]:
        """Wait until it has ended; return its results by the numbers of the tasks.

        None if it was killed, be it while it sent them.
        """
        with self._answer:
            answer = self._answer.read()
        _, status = os.waitpid(self._id, 0)
        found: dict[int, T] = pickle.loads(answer) if status == 0 else {}
        return found


def _send(queue: BinaryIO, tasks: Sequence[Callable[[], T]], parent: int, answer: int) -> None:
    found: dict[int, T] = {}
    with suppress(Exception):
        for number, result in _taken(queue, tasks):
            found[number] = result
            if os.getppid() != parent:  # it was killed, and somebody may have begun anew
                return
    with os.fdopen(answer, "wb") as sent:
        sent.write(pickle.dumps(found))


def _taken(queue: BinaryIO, tasks: Sequence[Callable[[], T]]) -> Iterator[tuple[int, T]]:
    """Yield the number and the result of each task that is taken from the queue."""
    while number := queue.read(_NUMBER):
        at = int.from_bytes(number)
        yield at, tasks[at]()


def _queue_of(count: int) -> BinaryIO:
    """Return a pipe with the numbers of all tasks, from which every process reads."""
    read, write = os.pipe()
    with os.fdopen(write, "wb") as numbers:
        numbers.write(b"".join(number.to_bytes(_NUMBER) for number in range(count)))
    return os.fdopen(read, "rb", buffering=0)


def _empty(queue: BinaryIO) -> None:
    while queue.read(2**16):
        pass
