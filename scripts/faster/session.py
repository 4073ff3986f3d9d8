"""A program in a session of its own: all its processes end with it, and it ends when we do.

Whoever stops a build signals the one process that he sees; whatever that has started ends as well.
"""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, whoever ends a job, and a terminal that is closed."""


class Stopped(BaseException):
    """A signal has asked us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        """The exit code, as shells have it."""


def listen() -> None:
    """Raise Stopped once a signal asks us to end, unless such signals are ignored (`nohup`)."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def ignore() -> None:
    """Heed no such signal from now on: what is left takes a moment, and has to be done whole."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def run(command: Sequence[str], environment: Mapping[str, str], held: Sequence[int]) -> int:
    """Run a program, which inherits what is `held`; return its exit code, or minus its signal."""
    child = subprocess.Popen(command, env=environment, pass_fds=held, start_new_session=True)
    try:
        code = child.wait()
    except BaseException:
        _end(child.pid)
        child.wait()
        raise
    if code < 0:
        _end(child.pid)
    return code


def _end(session: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)
