"""Which served pages are as their sources are, so that an edit renders no other."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kb.preview.watch import Stamp, stamp_of


class Rendered:
    """The served folder from build to build; MkDocs renders again what is older than its source.

    Times of files alone would not do: a disk may count in seconds, and an older file may come back.
    """

    def __init__(self) -> None:
        self._sources: Mapping[Path, Stamp | None] = {}
        self._dress: object = None
        self._next: tuple[Mapping[Path, Stamp | None], object] = ({}, None)
        self._there: set[Path] = set()

    def prepare(self, sources: Mapping[Path, Path], dress: object) -> None:
        """Make all that changed since the last good build older than any source.

        `sources` has the source of each served file, `dress` is whatever shows on every page. A
        file that has lost its source is removed; the others stay as they are until they are
        replaced, so that a build that fails leaves the last good ones.
        """
        now = {served: stamp_of(source) for served, source in sources.items()}
        for served, stamp in now.items():
            if dress != self._dress or self._sources.get(served) != stamp:
                with suppress(FileNotFoundError):
                    os.utime(served, (0, 0))
        for orphan in self._there - now.keys():
            orphan.unlink(missing_ok=True)
        self._there = set(now)
        self._next = now, dress

    def keep(self) -> None:
        """Take what `prepare` was told as rendered: the build ended well."""
        self._sources, self._dress = self._next
