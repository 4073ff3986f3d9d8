"""What rendering and exporting hand to the writer."""

from collections.abc import Iterable, Mapping
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
    """A file below `docs/` that is no text."""

    path: str
    data: bytes


Output = OutputFile | BinaryFile


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

    @classmethod
    def of(
        cls,
        version: str,
        files: Iterable[Output],
        later: Iterable[str],
        linked: Mapping[str, str],
        tables: Mapping[str, str],
    ) -> "Exported":
        """Return what was exported, and what will be."""
        sizes = {file.path: len(file.data) for file in files}
        return cls(version, sizes | dict.fromkeys(later, 0), linked, tables)


NOTHING = Exported("", {}, {}, {})
