"""What stands from the last build: which files a build has to make again.

A build notes the size and time of every file that it left in `docs/` and in the site, and the
SHA-256 of those of the site. In `docs/` that is the time of the last change, which nobody can set
back; in the site that of writing, since its files are moved. Where both are as it left them, and
neither the engine nor what shows on every page has changed, a page stands if its Markdown does.
Anything else is made again.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kb.folder import below
from kb.write import Stamp, replace_file

_STANDING, _WHOLE = ".standing.json", ".whole"
"""In `docs/`: what was left there; and, only after a build that ended well, of what it was made."""
ENGINE = ("mkdocs.yml", "overrides", "scripts", "docs/assets", "requirements.lock")
_INPUTS = ("timeline.yaml", "timeline", "sources", "pages")
_SETTINGS = ("SITE_URL", "REPO_URL", "KB_SEARCH")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a build left behind; files by their path below the folder."""

    dress: object
    """Whatever shows on every page."""
    docs: Mapping[str, Stamp]
    site: Mapping[str, Stamp]
    sums: Mapping[str, str]
    """The SHA-256 of each file of the site."""
    notes: Mapping[str, object]
    """What else the next build has to know."""

    def fits(self, site: Path) -> bool:
        """Tell whether the site is as it was left."""
        return site.is_dir() and self.site == site_stamps(site)

    def keep(self, docs: Path) -> None:
        """Note it in `docs`."""
        held = {name: getattr(self, name) for name in self.__slots__}
        replace_file(docs / _STANDING, json.dumps(held, ensure_ascii=False, separators=(",", ":")))


def standing_in(docs: Path) -> Standing | None:
    """Return what the last build left, or None where it cannot be known."""
    try:
        held = json.loads((docs / _STANDING).read_bytes())
        docs_then, site_then = _as_stamps(held["docs"]), _as_stamps(held["site"])
        sums, notes = dict(held["sums"]), dict(held["notes"])
        return Standing(held["dress"], docs_then, site_then, sums, notes)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # an older engine wrote it, or a disk lost it


def stamps_in(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of each file below `docs/`, but for hidden ones at its top."""
    return {path: (seen.st_size, seen.st_ctime_ns) for path, seen in _seen(folder)}


def site_stamps(site: Path) -> dict[str, Stamp]:
    """Return the same of a site; a file keeps its stamp when it is moved into its place.

    What a site has under `.well-known/` is not hidden: it is published.
    """
    return {path: (seen.st_size, seen.st_mtime_ns) for path, seen in _seen(site)}


def fingerprint(root: Path, folder: Path, site: Path, extra: Iterable[str]) -> str:
    """Return what differs once the engine at `root`, its settings or the dossier has changed.

    Two lines: the engine with its settings and where the site goes; what the dossier is made of.
    """
    settings = [sys.version, str(site), *extra, *(os.environ.get(name, "") for name in _SETTINGS)]
    engine = _digest(root, ENGINE, [*settings, _rights()])
    return f"{engine}\n{_digest(folder, _INPUTS)}\n"


def whole(docs: Path) -> str:
    """Return the fingerprint of the build that left `docs` as it stands; empty if none ended."""
    try:
        return (docs / _WHOLE).read_text("utf-8")
    except (OSError, ValueError):  # a disk lost it
        return ""


def mark_whole(docs: Path, made_of: str) -> None:
    """Note that the build of this fingerprint ended well; empty while one is under way."""
    if made_of:
        replace_file(docs / _WHOLE, made_of)
    else:
        (docs / _WHOLE).unlink(missing_ok=True)


def _is_hidden(path: str) -> bool:
    return path.startswith(".") and not path.startswith(".well-known/")


def _as_stamps(held: Mapping[str, tuple[int, int]]) -> dict[str, Stamp]:
    return {path: (size, time) for path, (size, time) in held.items()}


def _digest(root: Path, names: Iterable[str], more: Iterable[str] = ()) -> str:
    digest = hashlib.sha256(os.fsencode("\0".join(more)))
    for path in (path for name in names for path in _files(root / name)):
        digest.update(os.fsencode(f"\0{path.relative_to(root).as_posix()}\0"))
        with suppress(OSError):  # whoever reads it next tells that it cannot be read
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file())
        yield from (p for p in found if p.suffix != ".pyc")


def _rights() -> str:
    """Return what new files may not be used for, by whom: a site has one answer for all of them."""
    os.umask(mask := os.umask(0))
    return f"{mask:o}"


def _seen(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    return ((path, entry.stat()) for path, entry in below(folder) if not _is_hidden(path))
