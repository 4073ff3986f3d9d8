"""One build at a time: whoever writes into a folder holds it meanwhile.

The kernel lets go of it when the last process of a build has ended, however it ended. So nothing
is left that somebody has to remove, and what a killed build still has at work is waited for.
"""

import fcntl
import os
from collections.abc import Callable, Iterable
from pathlib import Path


class Turn:
    """What one build holds; a process that inherits `held` holds it as well."""

    def __init__(self) -> None:
        self.held: list[int] = []

    def take(self, folders: Iterable[Path], tell: Callable[[Path], object]) -> None:
        """Wait until nobody else holds any of the folders, and hold them.

        `tell` is told of each that has to be waited for.
        """
        for folder in _in_one_order(folders):
            place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            self.held.append(place)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell(folder)
                fcntl.flock(place, fcntl.LOCK_EX)

    def end(self) -> None:
        """Let go of all."""
        while self.held:
            os.close(self.held.pop())


def _in_one_order(folders: Iterable[Path]) -> list[Path]:
    """Return each folder once, in an order in which two builds never wait for each other."""
    found = {}
    for folder in folders:
        seen = folder.stat()
        found[seen.st_dev, seen.st_ino] = folder
    return [found[key] for key in sorted(found)]
