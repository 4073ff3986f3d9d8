"""Points and boxes of a drawing: units from its left and its top."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How far it reaches across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How far it reaches down."""
        return self.bottom - self.top

    @property
    def middle(self) -> XY:
        """The point where its diagonals cross."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, across: float, down: float) -> "Box":
        """Return the box with that much more room on each side."""
        return Box(self.left - across, self.top - down, self.right + across, self.bottom + down)


def box_at(middle: XY, width: float, height: float) -> Box:
    """Return the box of that size around a point."""
    x, y = middle
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def bounds(points: Iterable[XY]) -> Box:
    """Return the smallest box around all points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def along(start: XY, end: XY, step: float = 4) -> Iterator[Box]:
    """Yield small boxes that cover the straight line between two points."""
    count = math.ceil(math.dist(start, end) / step)
    for number in range(count + 1):
        share = number / count if count else 0.0
        x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
        yield box_at((x, y), step / 2, step / 2)


def rounded(point: XY) -> XY:
    """Return the point to a tenth of a unit, which no eye can tell apart."""
    return round(point[0], 1), round(point[1], 1)
