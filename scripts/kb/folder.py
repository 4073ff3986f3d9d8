"""A folder -> its files by path, their sums, and all of them in an archive."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kb.sharing import shared
from kb.write import replace_file

_SUMS = 256
"""Files in a task."""


def below(folder: Path | str, before: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield what a folder holds but for folders, by its `/`-separated path from there."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from below(entry.path, f"{before}{entry.name}/")
            else:
                yield f"{before}{entry.name}", entry


def sums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below `folder`, by its `/`-separated path from there."""
    files = _files(folder)
    some = [files[at : at + _SUMS] for at in range(0, len(files), _SUMS)]
    return dict(chain.from_iterable(shared([partial(_sums, folder, few) for few in some])))


def zip_folder(folder: Path, archive: Path) -> None:
    """Write all files below `folder` into `archive`, whole or not at all.

    The same files give the same bytes.
    """
    names = [name for name in _files(folder) if folder / name != archive]
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as held:
        for name in names:
            # Without the time of the file, which is that of this build.
            held.writestr(ZipInfo(name), (folder / name).read_bytes(), ZIP_DEFLATED)
    replace_file(archive, whole.getvalue())


def _files(folder: Path) -> list[str]:
    return sorted(path for path, entry in below(folder) if entry.is_file())


def _sums(folder: Path, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, sha256(Path(f"{folder}/{name}").read_bytes()).hexdigest()) for name in names]
