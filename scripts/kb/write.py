"""OutputFile -> docs/: only what differs is written, and what is no longer wanted is removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.output import OutputFile

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


def write_files(files: Iterable[OutputFile], docs: Path) -> Changes:
    """Make the generated part of `docs` hold exactly `files`.

    Each file is replaced whole, so that an interrupted build leaves no half-written page.
    """
    wanted = {file.path: file.text for file in files}
    stale = _ledger(docs) - wanted.keys()
    changed = [path for path, text in wanted.items() if _read(docs / path) != text]
    listing = "".join(f"{path}\n" for path in sorted(wanted))
    if _read(docs / _LEDGER) != listing:
        _replace(docs / _LEDGER, "".join(f"{path}\n" for path in sorted(wanted.keys() | stale)))
    for path in changed:
        _replace(docs / path, wanted[path])
    for path in stale:
        (docs / path).unlink(missing_ok=True)
    if _read(docs / _LEDGER) != listing:
        _replace(docs / _LEDGER, listing)
    return Changes(len(changed), len(stale), len(wanted))


def _ledger(docs: Path) -> set[str]:
    return set((_read(docs / _LEDGER) or "").splitlines())


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(text.encode("utf-8"))
    partial.replace(path)
