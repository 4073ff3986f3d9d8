"""What rendering and exporting hand to the writer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file below `docs/`, complete."""

    path: str
    """`/`-separated, below `docs/`."""
    text: str
