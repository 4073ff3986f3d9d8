"""What rendering and exporting hand to the writer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A text below `docs/`, complete."""

    path: str
    """`/`-separated, below `docs/`."""
    text: str

    @property
    def data(self) -> bytes:
        """The bytes to be written."""
        return self.text.encode("utf-8")


@dataclass(frozen=True, slots=True)
class BinaryFile:
    """A file below `docs/` whose bytes are given: no text, or one that is large and finished."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DerivedFile:
    """A text below `docs/` that changes only with another, which its job makes before it."""

    path: str
    of: str
    """The path of the other."""
    make: Callable[[], OutputFile]


@dataclass(frozen=True, slots=True)
class Pending:
    """A text below `docs/` that is made when it is asked for, whatever other was made before."""

    path: str
    make: Callable[[], OutputFile]


Output = OutputFile | BinaryFile
Job = Callable[[], Iterable[Output | DerivedFile]]
"""Makes some files, in any process, and whatever else was made before."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What pages say of the data."""

    format: str
    """The version of the format."""
    sizes: Mapping[str, int]
    """The bytes of each file, by path; 0 for one that is made only when the site is finished."""
    linked: Mapping[str, str]
    """What machines read of a page, as JSON-LD, by its file."""
    tables: Mapping[str, str]
    """What each table holds, by its file."""


NOTHING = Exported("", {}, {}, {})
