"""Names on a drawing: how wide they are, how they are broken, and where each has room."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kb.render.drawing.plane import XY, Box, along

Anchor = Literal["start", "middle", "end"]
SIZE, LINE = 13.0, 15.0
"""The height of the letters and of a line, in units; the stylesheet has the same."""
_GAP = 4.0
_FARTHER = (0.0, 16.0, 34.0, 56.0)
_ROUND = (0, 180, 270, 90, 315, 45, 225, 135)
"""Where a name is tried, in degrees clockwise: right, left, above, below, then the corners."""
_SLANT = 0.3
_TO_HYPHEN = re.compile(r"[^-]+-*|-+")
_WIDTHS = {"narrow": 0.36, "wide": 0.95, "capital": 0.73, "full": 1.05, "plain": 0.62, "none": 0.0}
"""Of letters, by their size. No build knows the reader's font; these fit a wide one."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place."""

    lines: tuple[str, ...]
    at: XY
    """The foot of its first line, at the end that the anchor names."""
    anchor: Anchor
    box: Box
    leader: tuple[XY, XY] | None = None
    """The line to what it names, where it stands off."""


def width_of(text: str) -> float:
    """Return how wide a line is, rather too wide than too narrow."""
    return SIZE * sum(map(_width, text))


@cache
def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return _WIDTHS["none"]
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDTHS["full"]
    if letter in "iljtfrI.,:;'’‘|()[]!- ":
        return _WIDTHS["narrow"]
    if letter in "mwMWЖШЩЮжшщюы@%—…":
        return _WIDTHS["wide"]
    return _WIDTHS["capital" if letter.isupper() else "plain"]


def wrapped(text: str, room: float, most: int) -> tuple[str, ...]:
    """Return the words in lines that fit the room; what `most` lines cannot hold ends in “…”."""
    lines = [""]
    for word in text.split():
        space = " "
        for piece in _pieces(word, room):
            longer = f"{lines[-1]}{space}{piece}".strip()
            if width_of(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
            space = ""
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _shortened(lines[most - 1], room))


def _pieces(word: str, room: float) -> Iterator[str]:
    """Yield the word, or what a line holds of it: to a hyphen of its own, or to one more."""
    if width_of(word) <= room:
        yield word
        return
    for part in _TO_HYPHEN.findall(word):
        rest = part
        while width_of(rest) > room:
            ends = range(len(rest), 1, -1)
            end = next((n for n in ends if width_of(f"{rest[:n]}-") <= room), 1)
            yield f"{rest[:end]}-"
            rest = rest[end:]
        yield rest


def _shortened(line: str, room: float) -> str:
    while line and width_of(f"{line}…") > room:
        line = line[:-1].rstrip()
    return f"{line}…"


def label_at(lines: tuple[str, ...], corner: XY, anchor: Anchor) -> Label:
    """Return the name with the upper end of its text, as the anchor has it, at a point."""
    (x, top), width = corner, max(map(width_of, lines))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    foot = round(top + LINE - (LINE - SIZE) - 1, 1)
    return Label(
        lines, (round(x, 1), foot), anchor, Box(left, top, left + width, top + len(lines) * LINE)
    )


def label_around(
    lines: tuple[str, ...], middle: XY, radius: float, taken: Sequence[Box], edge: Box
) -> Label | None:
    """Return the name beside a mark where it covers nothing that is taken, or None."""
    for farther in _FARTHER:
        for degrees in _ROUND:
            label = _label_towards(lines, middle, degrees, (radius, farther))
            if _has_room(label, taken, edge):
                return label
    return None


def _label_towards(
    lines: tuple[str, ...], middle: XY, degrees: int, reach: tuple[float, float]
) -> Label:
    radius, farther = reach
    across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    start, end = (
        (middle[0] + across * off, middle[1] + down * off)
        for off in (radius, radius + _GAP + farther)
    )
    anchor: Anchor = "start" if across > _SLANT else "end" if across < -_SLANT else "middle"
    height = len(lines) * LINE
    top = end[1] - (0 if down > _SLANT else height if down < -_SLANT else height / 2)
    label = label_at(lines, (end[0], top), anchor)
    leader = (start, end) if farther else None
    return Label(label.lines, label.at, label.anchor, label.box, leader)


def _has_room(label: Label, taken: Iterable[Box], edge: Box) -> bool:
    if not edge.holds(label.box):
        return False
    parts = [label.box.grown(2, 0), *(along(*label.leader) if label.leader else ())]
    return not any(part.meets(box) for box in taken for part in parts)
