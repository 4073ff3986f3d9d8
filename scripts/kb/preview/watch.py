"""What editors save, found by looking: it works on every disk, and survives every way to save."""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from kb.write import generated

Stamp = tuple[int, int, int]
"""Differs once a file was saved, even by one that is older."""
_UNEDITED = re.compile(
    r"""\..*                      # hidden, as .timeline.yaml.swp and .index.md.partial are
    | .*~ | \#.*\#                # copies that editors keep
    | .*\.(sw[a-z]|tmp|bak|orig|partial|pyc)
    | .*___jb_(tmp|old)___
    | \d+                         # 4913: Vim tries whether it may write
    | __pycache__
    """,
    re.VERBOSE,
)
_RARELY = 19
"""Looking takes a twentieth of the time at most."""
_MOMENT, _LOOKS = 0.02, 3
"""Seconds between two looks while something is saved, and how many find nothing in the end."""
_PATIENCE = 1.0
"""Seconds that a file may be empty while it is saved."""


class Observer(Thread):
    """Looks again and again whether one of its paths was saved, and tells whoever waits for it.

    Whatever is saved once this is made counts, also before it starts. A saved module of the engine
    is told to `engine` alone: a program that runs does not take it up.
    """

    def __init__(self, paths: Iterable[Path], pause: float, engine: Callable[[Path], None]) -> None:
        super().__init__(daemon=True)
        self._watched = {str(path): Watch(path) for path in paths}
        self._pause, self._engine = pause, engine
        self._ended = Event()
        self._watches: list[tuple[Watch, Listener]] = []

    def schedule(self, listener: "Listener", path: str, *, recursive: bool) -> None:
        """Tell the listener of what is saved at one of the paths; `recursive` is always so."""
        self._watches.append((self._watched[path], listener))

    def run(self) -> None:
        """Look until the end; tell all that was saved as soon as nothing more is."""
        while not self._ended.wait(self._pause):
            if saved := self._saved():
                for path, listener in saved | self._until_calm():
                    if path.suffix == ".py":
                        self._engine(path)
                    else:
                        listener.on_any_event(Saved(path))

    def _saved(self) -> set[tuple[Path, "Listener"]]:
        due = [one for one in self._watches if one[0].is_due]
        return {(path, listener) for watch, listener in due for path in watch.changed()}

    def _until_calm(self) -> set[tuple[Path, "Listener"]]:
        """Return what else is saved: a large file is not written at once, nor are several."""
        saved, calm = set[tuple[Path, Listener]](), 0
        while calm < _LOOKS and not self._ended.wait(_MOMENT):
            more = self._saved()
            saved, calm = saved | more, 0 if more else calm + 1
        return saved

    def stop(self) -> None:
        """End with the next look."""
        self._ended.set()


@dataclass(frozen=True, slots=True)
class Saved:
    """A file was saved, added or removed."""

    path: Path
    is_directory: bool = False


class Listener(Protocol):
    """Who waits for what is saved."""

    def on_any_event(self, saved: Saved, /) -> None:
        """Take notice."""


class Watch:
    """A file, or all files below a folder; neither need exist."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._due = 0.0
        self._seen = stamps(path)

    @property
    def is_due(self) -> bool:
        """Tell whether to look again: what takes long to look through is looked at more rarely."""
        return time.monotonic() >= self._due

    def changed(self) -> list[Path]:
        """Return what was saved, added or removed since the last call."""
        begun = time.monotonic()
        before, self._seen = self._seen, stamps(self._path)
        now = time.monotonic()
        self._due = now + _RARELY * (now - begun)
        names = before.keys() | self._seen.keys()
        return sorted(Path(name) for name in names if before.get(name) != self._seen.get(name))


def stamps(path: Path) -> dict[str, Stamp]:
    """Return a stamp of each file at or below the path that is edited, not written by the build."""
    ours = generated(path)
    found = {name: _stamp(name) for name in _below(path) if name not in ours}
    ours = generated(path) if found else ours  # a build may have written meanwhile
    return {name: stamp for name, stamp in found.items() if stamp and name not in ours}


def await_text(folder: Path) -> None:
    """Wait while a file of the dossier is empty, as it is for a moment when some editors save."""
    end = time.monotonic() + _PATIENCE
    while _is_being_saved(folder) and time.monotonic() < end:
        time.sleep(_PATIENCE / 20)


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, or nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _stamp(name: str) -> Stamp | None:
    return stamp_of(Path(name))


def _below(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
    for where, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not _UNEDITED.fullmatch(name)]
        yield from (f"{where}/{name}" for name in names if not _UNEDITED.fullmatch(name))


def _is_being_saved(folder: Path) -> bool:
    files = [path for name in ("timeline", "sources") for path in (folder / name).glob("*.*")]
    found = [stamp_of(path) for path in (folder / "timeline.yaml", *files)]
    return any(stamp is None or stamp[1] == 0 for stamp in found)
