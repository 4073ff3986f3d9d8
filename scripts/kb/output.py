"""What rendering and exporting hand to the writer."""

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
