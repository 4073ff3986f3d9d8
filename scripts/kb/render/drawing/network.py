"""The network: which actors are named in the same events, and where they are drawn."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.dossier import Actor, Dossier, Event
from kb.render.drawing.layout import stress_layout
from kb.render.drawing.lettering import wrapped
from kb.render.drawing.nodes import Node, boxes_around, node_in, on_sheet, sheet_of, stroke_of
from kb.render.drawing.plane import XY, bounds

_MOST = 40
"""More names would leave none legible: those in the most company are drawn."""
_LINES_DRAWN = 160
"""More lines would be a ball of wool: those for the most events are drawn."""
_LISTED, _ROWS, _EACH_OF_MANY = 500, 150, 3
"""Pairs are listed with all their events as long as that makes so many lines. Beyond, so many pairs
are listed, each with so many events: more would be no page to read."""
_ROOM, _LINES = 132.0, 4
_WIDEST, _EACH, _FLAT = 900.0, 145.0, 0.72
"""How wide the drawing is at most and for few nodes, and its height by its width."""
_SMALLEST, _LARGEST = 4.5, 13.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors and the events that name both as taking part."""

    actors: tuple[Actor, Actor]
    """In the order of names."""
    events: tuple[Event, ...]

    @property
    def anchor(self) -> str:
        """Where its row stands: ids hold no two hyphens in a row, so no two pairs share one."""
        return "pair-" + "--".join(sorted(actor.id for actor in self.actors))


@dataclass(frozen=True, slots=True)
class Edge:
    """The line between two actors."""

    pair: Pair
    start: XY
    end: XY
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    """The widest last, above the others."""
    ties: int
    """How many pairs there are among those drawn, each with a line or not."""


@dataclass(frozen=True, slots=True)
class Network:
    """The pairs in a table, and the actors in the most company on a drawing."""

    pairs: tuple[Pair, ...]
    """The most frequent first, as many as a page can hold."""
    count: int
    """Of all pairs."""
    each: int
    """How many events of a pair are listed, the first ones."""
    actors: tuple[Actor, ...]
    """Everybody who is in a pair, those in the most company first."""
    drawing: Drawing | None


def network_of(dossier: Dossier) -> Network:
    """Return the network of all actors; without a drawing where no two are in one event."""
    actors = sorted((actor for actor in dossier.actors if actor.company), key=_company_first)
    pairs = pairs_of(dossier)
    drawing = _drawing(actors[:_MOST], pairs) if pairs else None
    lines = sum(len(pair.events) for pair in pairs)
    most, each = (len(pairs), lines) if lines <= _LISTED else (_ROWS, _EACH_OF_MANY)
    return Network(pairs[:most], len(pairs), each, tuple(actors), drawing)


def pairs_of(dossier: Dossier) -> tuple[Pair, ...]:
    """Return each two actors who are in the same events, once, the most frequent first."""
    place = {actor: number for number, actor in enumerate(dossier.actors)}
    pairs = (
        Pair((actor, company.actor), company.events)
        for actor in dossier.actors
        for company in actor.company
        if place[actor] < place[company.actor]
    )
    return tuple(sorted(pairs, key=lambda pair: (-len(pair.events), *map(place.get, pair.actors))))


def _company_first(actor: Actor) -> tuple[int, int]:
    return -len(actor.company), -sum(len(company.events) for company in actor.company)


def _drawing(actors: Sequence[Actor], pairs: Iterable[Pair]) -> Drawing:
    number = {actor: n for n, actor in enumerate(actors)}
    ties = [[number[c.actor] for c in actor.company if c.actor in number] for actor in actors]
    names = [wrapped(actor.name, _ROOM, _LINES) for actor in actors]
    radii = [_radius(actor) for actor in actors]
    rough = _stretched(stress_layout(ties))
    boxes = on_sheet(boxes_around(rough, names, radii))
    nodes = tuple(map(node_in, boxes, actors, names, radii))
    at = {node.actor: node.at for node in nodes}
    among = [pair for pair in pairs if all(actor in at for actor in pair.actors)]
    edges = (
        Edge(pair, at[pair.actors[0]], at[pair.actors[1]], stroke_of(pair.events))
        for pair in among[:_LINES_DRAWN]
    )
    return Drawing(*sheet_of(boxes), nodes, tuple(edges)[::-1], len(among))


def _radius(actor: Actor) -> float:
    """Return a radius that grows with the company, slower than the square root does."""
    return round(min(_LARGEST, _SMALLEST * math.pow(len(actor.company), 0.35)), 1)


def _stretched(points: Sequence[XY]) -> list[XY]:
    """Return the points over the whole sheet, which grows with them up to what a page holds."""
    found = bounds(points)
    across = min(_WIDEST, _EACH * math.sqrt(len(points)))
    right, down = across / (found.width or 1), across * _FLAT / (found.height or 1)
    return [(x * right, y * down) for x, y in points]
