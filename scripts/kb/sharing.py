"""Tasks that do not depend on each other -> their results, worked on by several processes.

Each process is a fork of this one, so that a task finds every object as it is here, and only
results are sent. Where there is one processor, or no way to fork, this process does all. The pools
of the standard library are not used: their processes wait for ever when ours is killed.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TypeVar

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
    """Return what each task returns, in the order of the tasks.

    Whoever is free takes the next one, so the longest should come first. Raises what a task raises;
    of several, the first by the order of the tasks that was met.
    """
    count = min(workers() if among is None else among, len(tasks))
    if count <= 1 or len(tasks) > _MOST:
        return [task() for task in tasks]
    with _queue_of(len(tasks)) as queue:
        return _together(queue, tasks, count)


def _together(queue: BinaryIO, tasks: Sequence[Callable[[], T]], count: int) -> list[T]:
    helpers = [_Helper(queue, tasks) for _ in range(count - 1)]
    try:
        found = dict(_done(queue, tasks))
    except BaseException:
        _empty(queue)
        for helper in helpers:
            helper.end()
        raise
    for helper in helpers:
        found |= helper.results()
    return [found[number] for number in range(len(tasks))]


class _Helper:
    """A fork that works until the queue is empty, and then sends what it found."""

    def __init__(self, queue: BinaryIO, tasks: Sequence[Callable[[], object]]) -> None:
        ours, theirs = os.pipe()
        self._parent, self._id = os.getpid(), os.fork()
        if self._id == 0:
            os.close(ours)
            self._work(queue, tasks, theirs)
        os.close(theirs)
        self._answer = os.fdopen(ours, "rb")

    def results(self) -> dict[int, T]:
        """Wait for the results, by the numbers of the tasks, or raise what was raised."""
        answer = self._answer.read()
        self.end()
        if not answer:
            raise ChildProcessError("a process ended in the middle of its work")
        found: dict[int, T] | Exception = pickle.loads(answer)
        if isinstance(found, Exception):
            raise found
        return found

    def end(self) -> None:
        """Wait until it has ended."""
        self._answer.close()
        os.waitpid(self._id, 0)

    def _work(self, queue: BinaryIO, tasks: Sequence[Callable[[], object]], answer: int) -> None:
        code = 1
        try:
            try:
                found: object = dict(_done(queue, tasks, self._parent))
            except Exception as error:  # raised again by whoever asked
                _empty(queue)
                found = error
            with os.fdopen(answer, "wb") as sent:
                sent.write(pickle.dumps(found))
            code = 0
        finally:
            os._exit(code)  # nothing that the parent has opened is closed twice


def _done(
    queue: BinaryIO, tasks: Sequence[Callable[[], T]], parent: int | None = None
) -> Iterator[tuple[int, T]]:
    """Yield the number and the result of each task that is taken from the queue.

    A fork whose parent was killed takes no more: somebody may have begun anew.
    """
    while number := queue.read(_NUMBER):
        if parent and os.getppid() != parent:
            return
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
