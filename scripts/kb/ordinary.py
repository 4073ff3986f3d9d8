"""Which files are read: ordinary ones that belong to the folder in which they stand.

A pipe would be waited for, a device has no end, and a link that leads out of the folder would
publish what is no part of it.
"""

import errno
import stat
from pathlib import Path

MAX_BYTES = 32 * 1024 * 1024
"""Of a text that people write or keep; what is larger was not meant."""


def read_ordinary(path: Path, folder: Path) -> bytes:
    """Return the bytes of a file below `folder`; an OSError says in words why there are none."""
    if reason := oddity(path, folder):
        raise OSError(errno.EPERM, reason, str(path))
    return path.read_bytes()


def is_large(path: Path) -> bool:
    """Tell whether a file is larger than any that people write."""
    return path.is_file() and path.stat().st_size > MAX_BYTES


def oddity(path: Path, folder: Path) -> str:
    """Return why what stands there is not read, or nothing; a folder is left to who reads it.

    Raises OSError where nothing stands.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return "it is a pipe or a device"
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "it is a link that leads out of the folder"
    return ""
