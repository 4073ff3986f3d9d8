"""One command, timed: how long it takes, what it costs, how much memory it holds, what it says."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO

from tests.bench.memory import Watch, peak_of

_TOLD = 5
"""Last lines of a command that failed."""


class NotMeasured(Exception):
    """A command failed or took too long; says how, in one paragraph."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line that a command wrote, and the seconds since its start."""

    at: float
    line: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took, with everything that it started."""

    seconds: float
    cpu: float
    """Seconds of all cores together."""
    peak: int
    """Bytes."""
    said: tuple[Said, ...] = ()

    def line_with(self, words: str) -> Said | None:
        """Return the first line that holds these words."""
        return next((said for said in self.said if words in said.line), None)


def clocked(
    command: Sequence[str], *, limit: float, cwd: Path, env: Mapping[str, str] | None = None
) -> Ran:
    """Run a command to its end; raise NotMeasured if it fails, or takes more seconds than `limit`.

    Whatever ends this, Ctrl-C as well, ends all that the command started.
    """
    begun = time.monotonic()
    # A session of its own tells its processes from all others, also when their parent has ended.
    started = subprocess.Popen(
        command,
        cwd=cwd,
        env=os.environ | dict(env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    assert started.stdout
    said: list[Said] = []
    listener = Thread(target=_listen, args=(started.stdout, begun, said), daemon=True)
    listener.start()
    watch, alarm = Watch(started.pid), Timer(limit, _end, [started.pid])
    alarm.start()
    try:
        _, status, used = os.wait4(started.pid, 0)
        seconds = time.monotonic() - begun
        started.returncode = os.waitstatus_to_exitcode(status)
    finally:
        alarm.cancel()
        looks = watch.end()
        _end(started.pid)  # what it left behind
        listener.join()
        started.stdout.close()
    if started.returncode:
        raise NotMeasured(_failure(seconds, limit, started.returncode, said))
    peak = peak_of(looks, used.ru_maxrss)
    return Ran(seconds, used.ru_utime + used.ru_stime, peak, tuple(said))


def _listen(output: IO[str], begun: float, said: list[Said]) -> None:
    said.extend(Said(time.monotonic() - begun, line.rstrip()) for line in output)


def _end(session: int) -> None:
    """Kill a group of processes that we started, if any of it is left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(session, signal.SIGKILL)


def _failure(seconds: float, limit: float, code: int, said: Sequence[Said]) -> str:
    how = f"took more than {limit:.0f} s" if seconds >= limit else f"ended with {code}"
    return "\n".join((how, *(one.line for one in said[-_TOLD:])))
