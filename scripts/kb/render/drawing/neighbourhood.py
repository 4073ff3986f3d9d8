"""The neighbourhood of an actor: those it shares most events with, around it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kb.dossier import Actor, Company
from kb.render.drawing.lettering import wrapped
from kb.render.drawing.nodes import Node, boxes_around, node_in, on_sheet, sheet_of, stroke_of
from kb.render.drawing.plane import XY

_MOST = 12
_ROOM, _LINES = 100.0, 4
"""Three names abreast, and a phone shows the drawing no smaller than it is."""
_ACROSS, _DOWN, _EACH = 104.0, 60.0, 10.0
"""How far neighbours stand off: to the sides, and up or down for the first and each further one."""
_ABREAST = 2
_OWN, _RADIUS = 8.0, 5.0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another actor, and the line that leads to it."""

    company: Company
    node: Node
    width: float


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What is drawn."""

    width: int
    height: int
    middle: Node
    neighbours: tuple[Neighbour, ...]
    """The most frequent first."""


def neighbourhood_of(actor: Actor) -> Neighbourhood | None:
    """Return the actor among those it shares most events with; None without any."""
    company = actor.company[:_MOST]
    if not company:
        return None
    everybody = [actor, *(other.actor for other in company)]
    names = [wrapped(one.name, _ROOM, _LINES) for one in everybody]
    radii = [_OWN, *(_RADIUS for _ in company)]
    boxes = on_sheet(boxes_around([(0.0, 0.0), *_around(len(company))], names, radii))
    middle, *nodes = map(node_in, boxes, everybody, names, radii)
    neighbours = (
        Neighbour(other, node, stroke_of(other.events))
        for other, node in zip(company, nodes, strict=True)
    )
    return Neighbourhood(*sheet_of(boxes), middle, tuple(neighbours))


def _around(count: int) -> Iterator[XY]:
    """Yield so many points on an ellipse, clockwise from the top; one or two stand at the sides."""
    first = math.pi / 2 if count <= _ABREAST else 0.0
    for number in range(count):
        turn = first + 2 * math.pi * number / count
        yield _ACROSS * math.sin(turn), -(_DOWN + _EACH * count) * math.cos(turn)
