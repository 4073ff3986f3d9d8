"""Output -> docs/: only what differs is written, and what is no longer wanted is removed."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Self

from kb.disk import place_of, refused
from kb.output import DerivedFile, Job, Output
from kb.problems import InvalidDossier, Location, Problem
from kb.sharing import shared

_LEDGER = ".generated"
"""Lists what the build wrote into `docs/`, so that it removes its own pages and nobody else's."""
_ASIDE = ".draft"
Stamp = tuple[int, int]
"""The size of a file in bytes, and the time of its last change in nanoseconds."""
_Made = tuple[str, int, bool]
"""A path, its bytes, and whether they differ from what stands there."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to `docs/`."""

    written: int
    removed: int
    total: int

    def __str__(self) -> str:
        return f"{self.written + self.removed} files changed, {self.total} in all"


class Draft:
    """The next generated part of `docs`, laid aside until it is whole.

    What differs from `docs` waits in a folder within it that MkDocs does not see, so that a build
    that fails or is stopped leaves the last one. `stand` has the stamps of files of which those
    that derive from others are as they have to be, as long as both are untouched.
    """

    def __init__(self, docs: Path, stand: Mapping[str, Stamp] = MappingProxyType({})) -> None:
        self._docs, self._stand = docs, stand
        self._aside = docs / _ASIDE
        self._sizes: dict[str, int] = {}
        self._changed: list[str] = []
        self._folders: set[Path] = set()

    def add(self, jobs: Sequence[Job]) -> dict[str, int]:
        """Make the files of all jobs; return their sizes in bytes by path.

        Raises InvalidDossier where the disk does not take them.
        """
        with _told_where(self._docs):
            made = [entry for entries in shared(self._tasks(jobs)) for entry in entries]
        sizes = {path: size for path, size, _ in made}
        self._changed += [path for path, _, is_changed in made if is_changed]
        self._sizes |= sizes
        return sizes

    def publish(self, later: Iterable[str] = ()) -> Changes:
        """Make the generated part of `docs` hold exactly what was added, or raise InvalidDossier.

        Each file is replaced whole; what people wrote is neither replaced nor removed. `later` are
        paths that a finished site fills: nobody's file may stand there either, since it would never
        be published.
        """
        with _told_where(self._docs):
            if found := strangers(self._docs, (*self._changed, *later)):
                raise InvalidDossier(found)
            _refuse_links(self._docs, (*self._changed, *self._stale))
            return self._publish()

    def drop(self) -> None:
        """Forget what was not published, also of an earlier draft that was killed."""
        with suppress(OSError):
            discard(self._aside)
            for left in self._docs.glob("..*.partial"):  # only what the build notes is hidden
                discard(left)

    def __enter__(self) -> Self:
        self.drop()
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()

    def _tasks(self, jobs: Sequence[Job]) -> list[Callable[[], list[_Made]]]:
        return [partial(self._lay_aside, job) for job in jobs]

    def _lay_aside(self, job: Job) -> list[_Made]:
        made: dict[str, _Made] = {}
        for file in job():
            if isinstance(file, DerivedFile):
                is_changed = made[file.of][2] or not self._stands(file.path)
                made[file.path] = self._laid(file.make()) if is_changed else self._kept(file.path)
            else:
                made[file.path] = self._laid(file)
        return list(made.values())

    def _laid(self, file: Output) -> _Made:
        data = file.data
        if is_changed := _read(self._docs / file.path) != data:
            _make_folder(self._aside / file.path, self._folders)
            _write(self._aside / file.path, data)
        return file.path, len(data), is_changed

    def _kept(self, path: str) -> _Made:
        return path, self._stand[path][0], False

    def _stands(self, path: str) -> bool:
        return path in self._stand and stamp_of(self._docs / path) == self._stand[path]

    @property
    def _stale(self) -> set[str]:
        return _ledger(self._docs) - self._sizes.keys()

    def _publish(self) -> Changes:
        stale = self._stale
        listing = _listing(self._sizes)
        if _read(self._docs / _LEDGER) != listing:
            replace_file(self._docs / _LEDGER, _listing(self._sizes.keys() | stale))
        folders: set[Path] = set()
        for path in self._changed:
            _make_folder(self._docs / path, folders)
            (self._aside / path).replace(self._docs / path)
        for path in stale:
            (self._docs / path).unlink(missing_ok=True)
        if _read(self._docs / _LEDGER) != listing:
            replace_file(self._docs / _LEDGER, listing)
        return Changes(len(self._changed), len(stale), len(self._sizes))


def stamp_of(path: Path) -> Stamp | None:
    """Return what differs once a file was written, or None where there is none.

    Not the time of writing, which anybody can set back.
    """
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_size, seen.st_ctime_ns


def discard(path: Path) -> None:
    """Remove a file or a folder, if there is one; an OSError names it, and nothing within it."""
    if path.is_dir() and not path.is_symlink():
        try:
            shutil.rmtree(path)
        except OSError as error:
            error.filename = str(path)
            raise
    elif path.is_symlink() or path.exists():  # a disk that is read only refuses even nothing
        path.unlink()


def replace_file(path: Path, content: str | bytes) -> None:
    """Write the text or bytes so that the file is the old one or the new one, never half.

    An OSError names the file itself, and nothing else is left beside it.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)  # it may be a link that leads elsewhere
        partial.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        partial.replace(path)
    except BaseException as error:  # Ctrl-C as well
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def generated(docs: Path) -> frozenset[str]:
    """Return the whole path of each file below `docs` that the build wrote or is writing."""
    return _generated(docs, stamp_of(docs / _LEDGER)) if docs.is_dir() else frozenset()


@lru_cache(maxsize=16)  # whoever watches folders asks of each again and again
def _generated(docs: Path, _: Stamp | None) -> frozenset[str]:
    return frozenset(f"{docs}/{path}" for path in _ledger(docs))


def strangers(docs: Path, paths: Iterable[str]) -> list[Problem]:
    """Return a problem for each of the paths below `docs` at which a file of somebody's stands."""
    ours = _ledger(docs)
    message = "the build did not write this file, and a page of that name goes here"
    hint = "move it away; if an earlier build left it, delete it"
    return [
        Problem(Location(_within(docs / path, docs)), message, hint, "stranger")
        for path in paths
        if path not in ours and (docs / path).exists()
    ]


@contextmanager
def _told_where(docs: Path) -> Iterator[None]:
    """Turn what the disk refuses into a problem."""
    try:
        yield
    except OSError as error:
        path = Path(place_of(error, docs))
        if path.is_relative_to(docs / _ASIDE):
            path = docs / path.relative_to(docs / _ASIDE)
        what = "cannot be written" if path.is_relative_to(docs) else "cannot be read"
        raise InvalidDossier([refused(error, _within(path, docs), what)]) from None


def _write(path: Path, data: bytes) -> None:
    """Write a file, whose name an error then tells: a full disk tells none."""
    try:
        path.write_bytes(data)
    except OSError as error:
        error.filename = str(path)
        raise


def _make_folder(path: Path, there: set[Path]) -> None:
    """Make the folder of a file, if it is not among those that are known to be there."""
    if path.parent not in there:
        path.parent.mkdir(parents=True, exist_ok=True)
        there.add(path.parent)


def _refuse_links(docs: Path, paths: Iterable[str]) -> None:
    """Refuse folders of the generated part that lead elsewhere: nothing is written there."""
    folders = {(docs / path).parent for path in paths}
    strayed = [path for path in folders if not path.resolve().is_relative_to(docs.resolve())]
    if strayed:
        message, hint = "this folder is a link that leads out of docs/", "delete the link"
        raise InvalidDossier(
            Problem(Location(_within(path, docs)), message, hint, "stranger") for path in strayed
        )


def _within(path: Path, docs: Path) -> str:
    """Return the path as problems name it: from the dossier's folder."""
    return (
        path.relative_to(docs.parent).as_posix() if path.is_relative_to(docs.parent) else str(path)
    )


def _listing(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode("utf-8")


def _ledger(docs: Path) -> set[str]:
    """Return what the build wrote; a line that leads out of `docs` is none of its."""
    listed = (_read(docs / _LEDGER) or b"").decode("utf-8", "replace").splitlines()
    return {path for path in listed if path[:1] != "/" and ".." not in path.split("/")}


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
