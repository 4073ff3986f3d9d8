"""Whether files stayed as they were while they were read: what is built is of one reading."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.problems import Location, Problem

INPUTS = ("timeline.yaml", "timeline", "sources", "docs/published.jsonl")
"""All that a dossier is read from."""
Looks = dict[str, tuple[int, ...]]
"""By file, what differs once it was written or replaced, whatever its clock says."""


def looks(folder: Path, names: Iterable[str] = INPUTS) -> Looks:
    """Return how the files of these names look, those of a folder as well."""
    return dict(_looks(folder, names))


def changes(before: Looks, now: Looks, while_: str = "it was being read") -> Iterator[Problem]:
    """Yield a problem for each file that does not look as before."""
    for file in sorted(before.keys() | now.keys()):
        if before.get(file) != now.get(file):
            message = f"changed while {while_}"
            yield Problem(Location(file), message, "run it again", "changed-meanwhile")


def _looks(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for name in names:
        path = folder / name
        if path.is_dir():
            below = [f"{name}/{entry.name}" for entry in path.iterdir() if _is_read(entry.name)]
            yield from _looks(folder, below)
        elif path.exists():
            seen = path.stat()
            yield name, (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)


def _is_read(name: str) -> bool:
    """Leave out what editors keep beside a file, and what Python does."""
    return not name.startswith((".", "#")) and not name.endswith(("~", ".pyc", "__pycache__"))
