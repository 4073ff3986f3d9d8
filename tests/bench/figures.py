"""What is measured: figures with their limits, and how they are told."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

Verdict = Literal["kept", "missed", ""]
Spread = tuple[float, float] | None
"""The least and the most of several rounds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured; one without a limit is told beside the others."""

    measure: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    spread: Spread = None
    """Of which `value` is the middle."""
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
    """Return the figures as JSON takes them, each with its verdict."""
    return [asdict(figure) | {"verdict": figure.verdict} for figure in figures]


def from_records(records: Iterable[dict[str, Any]]) -> list[Figure]:
    """Return the figures that `as_records` told."""
    return [_from(record) for record in records]


def _from(record: dict[str, Any]) -> Figure:
    spread = tuple(record["spread"]) if record["spread"] else None
    told = {key: value for key, value in record.items() if key != "verdict"}
    return Figure(**told | {"spread": spread, "notes": tuple(record["notes"])})


def number(value: float) -> str:
    """Return a value to the hundredth, and a small one to its second digit."""
    if 0 < abs(value) < 0.1:
        return f"{value:.2g}"
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


def _row(figure: Figure) -> tuple[str, ...]:
    return figure.measure, measured(figure), limit_of(figure), figure.verdict


def _lines(row: Iterable[str], widths: list[int], notes: Iterable[str]) -> Iterator[str]:
    yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield from (f"    {note}" for note in notes)


def measured(figure: Figure) -> str:
    """Return what was measured, with its spread in brackets."""
    spread = f" ({'–'.join(map(number, figure.spread))})" if figure.spread else ""
    return _amount(figure.value, figure.unit) + spread


def limit_of(figure: Figure) -> str:
    """Return the limit, and nothing where there is none."""
    if figure.at_most is not None:
        return f"<= {_amount(figure.at_most, figure.unit)}"
    if figure.at_least is not None:
        return f">= {_amount(figure.at_least, figure.unit)}"
    return ""


def _amount(value: float, unit: str) -> str:
    return f"{number(value)} {unit}".rstrip()
