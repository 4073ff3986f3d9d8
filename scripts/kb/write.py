"""Output -> docs/: only what differs is written, and what is no longer wanted is removed."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kb.output import Output
from kb.problems import InvalidDossier, Location, Problem

_LEDGER = ".generated"
"""Lists what the build wrote into `docs/`, so that it removes its own pages and nobody else's."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to `docs/`."""

    written: int
    removed: int
    total: int

    def __str__(self) -> str:
        return f"{self.written + self.removed} files changed, {self.total} in all"


def write_files(files: Iterable[Output], docs: Path, later: Iterable[str] = ()) -> Changes:
    """Make the generated part of `docs` hold exactly `files`, or raise InvalidDossier.

    Each file is replaced whole, so that an interrupted build leaves no half-written page; what
    people wrote is neither replaced nor removed. `later` are paths that a finished site fills:
    nobody's file may stand there either, since it would never be published.
    """
    try:
        return _write(files, docs, later)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        at = Location(_within(Path(error.filename or docs), docs))
        raise InvalidDossier([Problem(at, message, "", "unwritable-file")]) from None


def replace_file(path: Path, content: str | bytes) -> None:
    """Write the text or bytes so that the file is the old one or the new one, never half.

    An OSError names the file itself, and nothing else is left beside it.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        partial.replace(path)
    except BaseException as error:  # Ctrl-C as well
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def sums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below `folder`, by its `/`-separated path from there."""
    return {path.relative_to(folder).as_posix(): _sum(path) for path in _files(folder)}


def zip_folder(folder: Path, archive: Path) -> None:
    """Write all files below `folder` into `archive`, whole or not at all.

    The same files give the same bytes.
    """
    names = sorted(p.relative_to(folder).as_posix() for p in _files(folder) if p != archive)
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as held:
        for name in names:
            # Without the time of the file, which is that of this build.
            held.writestr(ZipInfo(name), (folder / name).read_bytes(), ZIP_DEFLATED)
    replace_file(archive, whole.getvalue())


def generated(docs: Path) -> set[str]:
    """Return the whole path of each file below `docs` that the build wrote or is writing."""
    return {f"{docs}/{path}" for path in _ledger(docs)} if docs.is_dir() else set()


def _write(files: Iterable[Output], docs: Path, later: Iterable[str]) -> Changes:
    wanted = {file.path: file.data for file in files}
    stale = _ledger(docs) - wanted.keys()
    changed = [path for path, data in wanted.items() if _read(docs / path) != data]
    _refuse_strangers(docs, (*changed, *later))
    listing = _listing(wanted)
    if _read(docs / _LEDGER) != listing:
        replace_file(docs / _LEDGER, _listing(wanted.keys() | stale))
    for path in changed:
        replace_file(docs / path, wanted[path])
    for path in stale:
        (docs / path).unlink(missing_ok=True)
    if _read(docs / _LEDGER) != listing:
        replace_file(docs / _LEDGER, listing)
    return Changes(len(changed), len(stale), len(wanted))


def _refuse_strangers(docs: Path, changed: Iterable[str]) -> None:
    ours = _ledger(docs)
    message = "the build did not write this file, and a page of that name goes here"
    hint = "move it away; if an earlier build left it, delete it"
    strangers = [path for path in changed if path not in ours and (docs / path).exists()]
    if strangers:
        raise InvalidDossier(
            Problem(Location(_within(docs / path, docs)), message, hint, "stranger")
            for path in strangers
        )


def _within(path: Path, docs: Path) -> str:
    """Return the path as problems name it: from the dossier's folder."""
    return (
        path.relative_to(docs.parent).as_posix() if path.is_relative_to(docs.parent) else str(path)
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _listing(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode("utf-8")


def _ledger(docs: Path) -> set[str]:
    return set((_read(docs / _LEDGER) or b"").decode("utf-8", "replace").splitlines())


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
