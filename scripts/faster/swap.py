"""A finished site takes the place of the last one; until then that stays as it is.

A whole site is exchanged for the last one at once. A renewal has only what differs: what stands is
linked into it, and it is whole. Of very many files that would take longer than to make them; those
that differ are then moved one by one, within moments. They wait in a folder whose name says that
all are there, so that whoever comes after a build that was killed in between ends what it began.
"""

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from kb.write import discard

_WANTED = ".wanted"
"""In a folder of what is to be moved: the paths of all files that the site is to have then."""
_FEW = 10_000
"""Files that are linked in a second or two; 62,000 took twenty."""
_HERE, _EXCHANGE = -100, 2
"""Of Linux: paths begin at the working directory, and two of them change places."""


def aside(site: Path) -> Path:
    """Return where a site is made, beside the one that stands."""
    return site.with_name(f".{site.name}.new")


def mend(site: Path) -> None:
    """Let a whole site stand there, and nothing beside it, however the last build ended."""
    old, renewal = _old(site), _renewal(site)
    if old.exists() and not site.exists():
        old.rename(site)
    if renewal.exists() and site.exists():
        _move_all(renewal, site)
    for left in (aside(site), old, renewal):
        discard(left)


def replace_site(new: Path, site: Path) -> None:
    """Put the new site in the place of the old one at once."""
    if not site.exists():
        new.rename(site)
    elif _exchange(new, site):
        discard(new)
    else:
        _replace_in_turn(new, site)


def renew_site(new: Path, site: Path, wanted: Iterable[str]) -> None:
    """Let the site have the files of `new`, and of its own those that are `wanted` besides."""
    paths = list(wanted)
    if len(paths) <= _FEW and _is_filled(new, site, paths):
        replace_site(new, site)
    else:
        _move_in(new, site, paths)


def _is_filled(new: Path, site: Path, wanted: Iterable[str]) -> bool:
    """Link into `new` what it lacks of the site; tell whether the system could."""
    try:
        for path in (path for path in wanted if not (new / path).exists()):
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(site / path, new / path)
    except OSError:  # no links on this disk, or none across two
        return False
    return True


def _move_in(new: Path, site: Path, wanted: Iterable[str]) -> None:
    """Move the files of `new` into the site, and remove from there what is not `wanted`."""
    (new / _WANTED).write_text("\0".join(wanted), "utf-8")
    new.rename(_renewal(site))
    _move_all(_renewal(site), site)


def _replace_in_turn(new: Path, site: Path) -> None:
    """Do the same where a system cannot do it at once: for a moment nothing stands there."""
    old = _old(site)
    try:
        site.rename(old)
    except OSError:  # a disk of its own is mounted there
        there = [path.relative_to(new).as_posix() for path in new.rglob("*")]
        _move_in(new, site, there)
        return
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    discard(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; tell whether the system could."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    done = renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return bool(done == 0)


def _move_all(renewal: Path, site: Path) -> None:
    """Do what is left of a renewal; once the list has gone, nothing is."""
    listed = renewal / _WANTED
    if listed.exists():
        _keep_only(site, frozenset(listed.read_text("utf-8").split("\0")))
        for path in [path for path in renewal.rglob("*") if path.is_file() and path != listed]:
            place = site / path.relative_to(renewal)
            place.parent.mkdir(parents=True, exist_ok=True)
            _move(path, place)
        listed.unlink()
    discard(renewal)


def _keep_only(site: Path, wanted: frozenset[str]) -> None:
    for folder, _, files in os.walk(site, topdown=False):
        unwanted = [name for name in files if _below(site, folder, name) not in wanted]
        for name in unwanted:
            Path(folder, name).unlink()
        if len(unwanted) == len(files) and not any(os.scandir(folder)) and Path(folder) != site:
            Path(folder).rmdir()


def _below(site: Path, folder: str, name: str) -> str:
    return Path(folder, name).relative_to(site).as_posix()


def _move(path: Path, place: Path) -> None:
    try:
        path.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        partial = place.with_name(f".{place.name}.partial")  # it is on another disk
        shutil.copy2(path, partial)
        partial.replace(place)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _renewal(site: Path) -> Path:
    return site.with_name(f".{site.name}.renewal")
