"""How much memory a command and all that it starts hold together."""

import resource
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

_PROC = Path("/proc")
_PAUSE = 0.1
"""Seconds from one look to the next, at least."""
_SHARE = 20
"""A look at gigabytes takes long, and halts what is measured; it pauses so many times as long."""
_KILOBYTE = 1024


class Watch:
    """Looks at a session again and again until it is ended, and remembers the most it held.

    What processes share counts once (proportional set size), so forked workers are not counted
    for what they only inherited. Where the kernel does not tell, `most` stays 0.
    """

    def __init__(self, session: int) -> None:
        self.most = 0
        self._session = session
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """Look no more; return the most bytes held at once."""
        self._ended.set()
        self._thread.join()
        return self.most

    def _look(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            begun = time.thread_time()
            self.most = max(self.most, held_by(self._session))
            pause = max(_PAUSE, _SHARE * (time.thread_time() - begun))


def held_by(session: int) -> int:
    """Return the bytes that the processes of a session hold, each its part of what is shared."""
    return sum(_share_of(process) for process in _members(session))


def peak_of(looks: int, largest: int) -> int:
    """Return the peak of a command: the most that was seen, or the largest process that it was.

    Looks miss a short peak, and the kernel's figure misses none, but is of one process only. That
    one begins at the size of who started it, so no larger than ourselves it tells nothing.
    """
    ourselves = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE
    return (
        max(looks, largest * _KILOBYTE) if largest * _KILOBYTE > ourselves or not looks else looks
    )


def _members(session: int) -> Iterator[Path]:
    for process in _PROC.glob("[0-9]*"):
        try:
            # After the name, which may hold anything: state, parent, group, session.
            fields = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session:
            yield process


def _share_of(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it has ended, or the kernel does not tell
        return 0
    return sum(int(line.split()[1]) * _KILOBYTE for line in lines if line.startswith("Pss:"))
