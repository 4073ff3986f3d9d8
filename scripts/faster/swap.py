"""A finished site takes the place of the last one; until then that stays as it is."""

import os
import shutil
from collections.abc import Container
from contextlib import suppress
from pathlib import Path


def aside(site: Path) -> Path:
    """Return where a site is made, beside the one that stands."""
    return site.with_name(f".{site.name}.new")


def replace_site(new: Path, site: Path) -> None:
    """Put the new site in the place of the old one at once."""
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        with suppress(FileNotFoundError):
            site.rename(old)
        new.rename(site)
    except OSError:  # a disk of its own is mounted there
        there = {path.relative_to(new).as_posix() for path in new.rglob("*")}
        renew_site(new, site, there)
    shutil.rmtree(old, ignore_errors=True)


def renew_site(new: Path, site: Path, wanted: Container[str]) -> None:
    """Move the files of `new` into the site, and remove from there what is not `wanted`."""
    for path in [path for path in new.rglob("*") if path.is_file()]:
        place = site / path.relative_to(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        _move(path, place)
    shutil.rmtree(new)
    for folder, _, files in os.walk(site, topdown=False):
        for name in files:
            path = Path(folder, name)
            if path.relative_to(site).as_posix() not in wanted:
                path.unlink()
        if not files and not any(os.scandir(folder)) and Path(folder) != site:
            Path(folder).rmdir()


def _move(path: Path, place: Path) -> None:
    try:
        path.replace(place)
    except OSError:  # it is on another disk
        shutil.move(path, place)
