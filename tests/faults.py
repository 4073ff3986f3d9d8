"""Faults of a disk, and sudden deaths, at each step of a task that writes.

A step is whatever a task asks the disk to change. The task runs in a fork, which a fault may end.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Fault = Callable[[str], None]
"""What happens at a step, told the path that was to be changed."""
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "ctypes.dlsym"}
"""Steps, as Python tells those who audit it; the last is a change that only C can ask for."""


def killed(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full(path: str) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def read_only(path: str) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)


def at_each_step(
    prepare: Callable[[], Path], task: Callable[[], object], fault: Fault
) -> Iterator[tuple[Path, str]]:
    """Run the task with a fault at its first step, at its second and so on.

    Yield after each the folder that `prepare` made before, and the error that the task ended with:
    none after a death, or where it went another way.
    """
    step = 0
    while True:
        step += 1
        folder = prepare()
        is_over, said = _run(folder, task, step, fault)
        if is_over:
            return
        yield folder, said


def _run(folder: Path, task: Callable[[], object], step: int, fault: Fault) -> tuple[bool, str]:
    """Return whether the task ended before that step, and with what error it ended."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        try:
            left = _audit(folder, step, fault)
            task()
            os.write(write, b"over" if left[0] > 0 else b"")
        except BaseException as error:
            os.write(write, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(child, 0)
    return said == "over", said


def _audit(folder: Path, step: int, fault: Fault) -> list[int]:
    """Let a fault come at that step; return how many steps are left until then."""
    left = [step]

    def look(event: str, values: tuple[object, ...]) -> None:
        path = str(values[0]) if values else ""
        is_below = path.startswith(str(folder)) or not path.startswith("/")
        is_below = is_below and not path.isdigit()  # a pipe
        is_written = event == "open" and isinstance(values[2], int) and values[2] & os.O_ACCMODE
        if is_below and (is_written or event in _CHANGES):
            left[0] -= 1
            if left[0] == 0:
                fault(path)

    sys.addaudithook(look)
    return left
