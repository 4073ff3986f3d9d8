"""What is measured: figures with their limits, and how they are told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["kept", "missed", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured; one without a limit is told beside the others."""

    measure: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    notes: tuple[str, ...] = ()
    """What to look at when the limit is missed, or what the figure is made of."""

    @property
    def verdict(self) -> Verdict:
        """Whether the limit is kept; nothing where there is none."""
        if self.at_most is None and self.at_least is None:
            return ""
        high = self.at_most is not None and self.value > self.at_most
        low = self.at_least is not None and self.value < self.at_least
        return "missed" if high or low else "kept"


def as_table(figures: Iterable[Figure]) -> str:
    """Return a line for each figure, its columns under each other, with its notes below."""
    told = [(_row(figure), figure.notes) for figure in figures]
    widths = [max(map(len, column)) for column in zip(*(row for row, _ in told), strict=True)]
    return "\n".join(line for row, notes in told for line in _lines(row, widths, notes))


def as_records(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Return the figures as JSON takes them."""
    return [
        {
            "measure": figure.measure,
            "value": figure.value,
            "unit": figure.unit,
            "at_most": figure.at_most,
            "at_least": figure.at_least,
            "verdict": figure.verdict,
            "notes": list(figure.notes),
        }
        for figure in figures
    ]


def _row(figure: Figure) -> tuple[str, ...]:
    return figure.measure, _amount(figure.value, figure.unit), _limit(figure), figure.verdict


def _lines(row: Iterable[str], widths: list[int], notes: Iterable[str]) -> Iterator[str]:
    yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield from (f"    {note}" for note in notes)


def _limit(figure: Figure) -> str:
    if figure.at_most is not None:
        return f"<= {_amount(figure.at_most, figure.unit)}"
    if figure.at_least is not None:
        return f">= {_amount(figure.at_least, figure.unit)}"
    return ""


def _amount(value: float, unit: str) -> str:
    number = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{number} {unit}".rstrip()
