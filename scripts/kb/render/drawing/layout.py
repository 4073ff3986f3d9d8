"""Where the nodes of a network are drawn: near those they are tied to, none upon another.

The same network has the same layout at every build: nothing here is left to chance.
"""

import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from kb.render.drawing.plane import XY, Box, box_at

_TURN = math.pi * (3 - math.sqrt(5))
_SWEEPS, _FIRST, _LAST = 60, 8.0, 0.02
_APART = 3.0
"""The distance between parts of the network that no tie joins, in steps."""
_ROUNDS, _WIDER = 120, 1.03


def stress_layout(ties: Sequence[Sequence[int]]) -> list[XY]:
    """Return a point for each node so that distances come near the number of steps between them.

    `ties` has the numbers of the neighbours of each node. Pairs are moved one after another, far
    ones first, by less and less (stochastic gradient descent on the stress, without the dice).
    """
    steps = _steps(ties)
    at = [seed(number) for number in range(len(ties))]
    for sweep in range(_SWEEPS):
        reach = _FIRST * (_LAST / _FIRST) ** (sweep / (_SWEEPS - 1))
        for here, there, wanted in steps:
            _move(at, (here, there), wanted, min(1.0, reach / wanted**2))
    return at


def parted(middles: Sequence[XY], sizes: Sequence[XY]) -> list[XY]:
    """Return the points moved apart until no two boxes of these sizes around them meet."""
    at = nudged(middles, sizes)
    while any(_meeting(at, sizes)):
        at = nudged([(x * _WIDER, y * _WIDER) for x, y in at], sizes)
    return at


def nudged(middles: Sequence[XY], sizes: Sequence[XY], edge: Box | None = None) -> list[XY]:
    """Return the points moved apart as little as it takes, or as far as some rounds bring them.

    With an edge the boxes around them stay inside it.
    """
    at = list(middles)
    for _ in range(_ROUNDS):
        if edge:
            at = [_kept_in(edge, *there) for there in zip(at, sizes, strict=True)]
        near = list(_meeting(at, sizes))
        if not near:
            break
        for here, there in near:
            _part(at, (here, there), sizes)
    return [_kept_in(edge, *there) for there in zip(at, sizes, strict=True)] if edge else at


def _kept_in(edge: Box, middle: XY, size: XY) -> XY:
    (x, y), across, down = middle, size[0] / 2, size[1] / 2
    return (
        min(max(x, edge.left + across), edge.right - across),
        min(max(y, edge.top + down), edge.bottom - down),
    )


def seed(number: int) -> XY:
    """Return the place of a seed in a sunflower: evenly spread, and no two alike."""
    off = math.sqrt(number + 0.5) / 2
    return off * math.cos(number * _TURN), off * math.sin(number * _TURN)


def _steps(ties: Sequence[Sequence[int]]) -> list[tuple[int, int, float]]:
    """Return each pair of nodes with the steps between them, the farthest first."""
    found = []
    for here in range(len(ties)):
        away = _away(here, ties)
        found += [(here, there, away.get(there, _APART)) for there in range(here)]
    return sorted(found, key=lambda pair: (-pair[2], pair))


def _away(start: int, ties: Sequence[Sequence[int]]) -> Mapping[int, float]:
    away, waiting = {start: 0.0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in ties[here]:
            if there not in away:
                away[there] = away[here] + 1
                waiting.append(there)
    return away


def _move(at: list[XY], pair: tuple[int, int], wanted: float, share: float) -> None:
    """Move both ends of a pair by that share of what lacks to the wanted distance."""
    (x1, y1), (x2, y2) = (at[number] for number in pair)
    found = math.hypot(x2 - x1, y2 - y1) or 1e-9
    step = share * (found - wanted) / (2 * found)
    across, down = step * (x2 - x1), step * (y2 - y1)
    at[pair[0]], at[pair[1]] = (x1 + across, y1 + down), (x2 - across, y2 - down)


def _meeting(at: Sequence[XY], sizes: Sequence[XY]) -> Iterator[tuple[int, int]]:
    boxes = [_box(at, sizes, number) for number in range(len(at))]
    for here, box in enumerate(boxes):
        for there in range(here):
            if box.meets(boxes[there]):
                yield there, here


def _box(at: Sequence[XY], sizes: Sequence[XY], number: int) -> Box:
    return box_at(at[number], *sizes[number])


def _part(at: list[XY], pair: tuple[int, int], sizes: Sequence[XY]) -> None:
    """Move both boxes of a pair along the way on which they are the sooner free of each other."""
    here, there = pair
    (x1, y1), (x2, y2) = at[here], at[there]
    across = (sizes[here][0] + sizes[there][0]) / 2 - abs(x2 - x1)
    down = (sizes[here][1] + sizes[there][1]) / 2 - abs(y2 - y1)
    if min(across, down) <= 0:
        return
    if across < down:
        step = math.copysign(across / 2 + 0.05, x2 - x1)
        at[here], at[there] = (x1 - step, y1), (x2 + step, y2)
    else:
        step = math.copysign(down / 2 + 0.05, y2 - y1)
        at[here], at[there] = (x1, y1 - step), (x2, y2 + step)
