"""Dates, spans and choices of dates, and dates counted from another event: above `kb.dates.edtf`.

Nothing here is ever more precise than what was typed. `kb.dates.when` reads them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from kb.dates.amounts import moved
from kb.dates.edtf import PRECISIONS, BadDate, Edtf, Precision

Kind = Literal["at", "lasted", "within", "one-of"]
Direction = Literal["after", "before"]


@dataclass(frozen=True, slots=True)
class Relative:
    """A date counted from another event's; without `by`, only its side of that event is known."""

    event: str
    direction: Direction
    by: str = ""
    """Canonical: `1 day`, `2 weeks 3 days`."""


Derivation = Relative
"""How a resolved date was counted: from which event, in which direction, by how much."""


@dataclass(frozen=True, slots=True)
class FromQuestion:
    """The date of the answer that a question shows."""

    question: str


@dataclass(frozen=True, slots=True)
class When:
    """A date, a span or a choice of dates, with the bounds that it is known to lie in."""

    typed: str
    """What the editor typed, on one line."""
    kind: Kind
    parts: tuple[Edtf | None, ...]
    """`at`: one; `lasted` and `within`: start and end, None where open; `one-of`: oldest first."""
    derivation: Derivation | None = None

    @property
    def dates(self) -> tuple[Edtf, ...]:
        """The parts that are not open; never empty."""
        return tuple(part for part in self.parts if part)

    @property
    def edtf(self) -> str:
        """EDTF for machines; a span that something lies within is written as that span."""
        if self.kind == "one-of":
            return f"[{','.join(part.text for part in self.dates)}]"
        return "/".join(part.text if part else ".." for part in self.parts)

    @property
    def earliest(self) -> date | None:
        """First day that it may touch; None where the start is open."""
        if self.kind == "one-of":
            return min(part.earliest for part in self.dates)
        return self.parts[0].earliest if self.parts[0] else None

    @property
    def latest(self) -> date | None:
        """Last day that it may touch; None where the end is open."""
        if self.kind == "one-of":
            return max(part.latest for part in self.dates)
        return self.parts[-1].latest if self.parts[-1] else None

    @property
    def precision(self) -> Precision:
        """The coarsest of the parts."""
        return min((part.precision for part in self.dates), key=PRECISIONS.index)

    @property
    def time(self) -> time | None:
        """Wall-clock time of the only part; None for spans and choices."""
        return self.dates[0].time if len(self.dates) == 1 else None

    @property
    def is_soft(self) -> bool:
        """Whether its edges are drawn soft: in doubt, some day, within, or one of several."""
        return self.kind in ("within", "one-of") or any(
            part.is_approximate or part.is_uncertain or part.is_some_day for part in self.dates
        )


Moment = When | Relative | FromQuestion


def sort_key(when: When) -> tuple[date, date]:
    """Return earliest and latest; a missing bound sorts as the other one.

    `when.time` stays out: it compares only where both have one, which is no total order.
    """
    bounds = [bound for bound in (when.earliest, when.latest) if bound]
    return bounds[0], bounds[-1]


def resolve(relative: Relative, anchor: When) -> When:
    """Return the date that lies `by` after or before the anchor; raise BadDate if there is none.

    Both bounds move; the outcome is never finer than the anchor, and where the anchor lasted, this
    date lies somewhere within the moved span.
    """
    if not relative.by:
        return _beside(relative, anchor)
    sign = 1 if relative.direction == "after" else -1
    there = [part and moved(part, relative.by, sign) for part in anchor.parts]
    if anchor.kind == "one-of":
        return _counted_choice(relative, [pair for pair in there if pair])
    start, end = there[0], there[-1]
    return _counted(relative, start and start[0], end and end[1])


def _beside(relative: Relative, anchor: When) -> When:
    """Return the open span on one side of the anchor, from the bound that surely holds."""
    is_after = relative.direction == "after"
    edge = anchor.parts[0] if is_after else anchor.parts[-1]
    if edge is None:
        side = "start" if is_after else "end"
        raise BadDate(
            f"'{relative.event}' has no known {side} to be {relative.direction}",
            "give a date instead",
            (relative.direction,),
        )
    if anchor.kind == "one-of" and not is_after:
        edge = max(anchor.dates, key=lambda part: part.latest)
    span = (edge, None) if is_after else (None, edge)
    return When(_phrase(relative), "within", span, relative)


def _counted_choice(relative: Relative, pairs: list[tuple[Edtf, Edtf]]) -> When:
    choices = oldest_first({first for first, last in pairs if first == last})
    if len(choices) == len(pairs):
        return When(_phrase(relative), "one-of", choices, relative)
    start = min((first for first, _ in pairs), key=lambda part: part.earliest)
    end = max((last for _, last in pairs), key=lambda part: part.latest)
    return _counted(relative, start, end)


def _counted(relative: Relative, start: Edtf | None, end: Edtf | None) -> When:
    if start and start == end:
        return When(_phrase(relative), "at", (start,), relative)
    return When(_phrase(relative), "within", (start, end), relative)


def _phrase(relative: Relative) -> str:
    return f"{relative.by} {relative.direction} {relative.event}".strip()


def oldest_first(dates: Iterable[Edtf]) -> tuple[Edtf, ...]:
    """Return the dates by earliest, then latest; equal bounds by their text."""
    return tuple(sorted(dates, key=lambda part: (part.earliest, part.latest, part.text)))
