"""What a disk refuses, as a problem that says what to do."""

import errno
import os

from kb.problems import Location, Problem

_ROOM = "make room on that disk, and run it again"
_RIGHTS = "let the user who runs this write there, and run it again"
_KIND = "move away what stands there, and run it again"
_FIXES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "allow larger files, and run it again",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "that disk is mounted to be read only; mount it to be written, and run it again",
    errno.EISDIR: _KIND,
    errno.ENOTDIR: _KIND,
    errno.EEXIST: _KIND,
    errno.ENOTEMPTY: _KIND,
    errno.EIO: "see that the disk is sound and has room, and run it again",
}


def place_of(error: OSError, otherwise: object) -> str:
    """Return the file that was refused: of a copy that into which was copied."""
    return os.fsdecode(error.filename2 or error.filename or str(otherwise))


def refused(error: OSError, file: str, what: str = "cannot be written") -> Problem:
    """Return the problem that the disk did not take, or not give, a file."""
    hint = _FIXES.get(error.errno or 0, "run it again")
    return Problem(Location(file), f"{what}: {error.strerror or error}", hint, "unwritable-file")
