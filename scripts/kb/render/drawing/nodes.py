"""Actors as marks with their names beneath, for the network and for the neighbourhood of one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kb.dossier import Actor, Event
from kb.render.drawing.layout import parted
from kb.render.drawing.lettering import LINE, Label, label_at, width_of
from kb.render.drawing.plane import XY, Box, bounds, box_at, rounded

_MARGIN = 6.0
_FINGER = 24.0
_THINNEST, _STEP, _THICKEST = 0.6, 0.7, 8.0


@dataclass(frozen=True, slots=True)
class Node:
    """The mark of an actor."""

    actor: Actor
    at: XY
    radius: float
    label: Label


def boxes_around(
    points: Sequence[XY], names: Sequence[Sequence[str]], radii: Sequence[float]
) -> list[Box]:
    """Return a box for each mark with its name, the mark near its point, clear of all others."""
    sizes = [_size(name, radius) for name, radius in zip(names, radii, strict=True)]
    hung = [
        (x, y + height / 2 - 2 - radius)
        for (x, y), (_, height), radius in zip(points, sizes, radii, strict=True)
    ]
    middles = parted(hung, sizes)
    return [box_at(middle, *size) for middle, size in zip(middles, sizes, strict=True)]


def on_sheet(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes moved together so that they begin within the sheet's margin."""
    corner = bounds((box.left, box.top) for box in boxes)
    left, top = corner.left - _MARGIN, corner.top - _MARGIN
    return [
        Box(box.left - left, box.top - top, box.right - left, box.bottom - top) for box in boxes
    ]


def sheet_of(boxes: Sequence[Box]) -> tuple[int, int]:
    """Return the width and the height of the sheet that holds the boxes."""
    corner = bounds((box.right, box.bottom) for box in boxes)
    return math.ceil(corner.right + _MARGIN), math.ceil(corner.bottom + _MARGIN)


def node_in(box: Box, actor: Actor, name: tuple[str, ...], radius: float) -> Node:
    """Return the mark at the top of its box and the name beneath."""
    x, _ = box.middle
    label = label_at(name, (x, box.top + 2 * radius + 5), "middle")
    return Node(actor, rounded((x, box.top + 2 + radius)), radius, label)


def stroke_of(events: Sequence[Event]) -> float:
    """Return how wide a line for so many events is."""
    return round(min(_THICKEST, _THINNEST + _STEP * len(events)), 1)


def _size(name: Sequence[str], radius: float) -> XY:
    height = 2 * radius + 3 + LINE * len(name)
    return max(_FINGER, *map(width_of, name)) + 8, max(_FINGER, height) + 5
