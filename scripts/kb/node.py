"""What a YAML file says and where it says it: text + Location, before anything is understood."""

import re
from collections import abc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from kb.problems import Location

LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value, from the top of a file."""


class Scalar(NamedTuple):
    """A value or key: its text as typed, whatever YAML would make of it.

    There are so many that each is one tuple, which knows its place without holding a Location.
    """

    text: str
    file: str
    line: int
    column: int
    raw: str = ""
    """The source from its first to its last character; folding and indents are still in it."""
    is_flow: bool = False
    """It stands inside `{…}` or `[…]`."""

    @property
    def at(self) -> Location:
        """Where it begins."""
        return Location(self.file, self.line, self.column)

    def find(self, needle: str, nth: int = 0) -> Location:
        """Return where the `nth` occurrence of `needle` was typed, or the scalar's own place."""
        found = self.typed(needle, nth)
        return self.place(found[0]) if found else self.at

    def typed(self, needle: str, nth: int = 0) -> tuple[int, str] | None:
        """Return where in `raw` the `nth` occurrence of `needle` stands, and how it was typed."""
        pattern = r"\s+".join(re.escape(word) for word in needle.split())
        found = [(m.start(), m[0]) for m in re.finditer(pattern, self.raw)] if pattern else []
        return found[nth] if nth < len(found) else None

    def place(self, offset: int) -> Location:
        """Return where the character at an offset of `raw` was typed."""
        lines = LINE_BREAK.split(self.raw[:offset])
        column = len(lines[-1]) + (self.column if len(lines) == 1 else 1)
        return Location(self.file, self.line + len(lines) - 1, column)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: list["Node"]
    at: Location
    is_flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys, in the order typed, with their nodes; a key that was typed twice keeps its first."""

    entries: dict[str, "Node"]
    keys: dict[str, Scalar]
    at: Location
    is_flow: bool = False
    dropped: list["Node"] = field(default_factory=list)
    """What stood under keys that were typed again."""


Node = Scalar | Sequence | Mapping


def locate(root: Node, path: Path) -> Location:
    """Return the place of the value at `path`, or of the last value on the way that exists."""
    return nearest(root, path).at


def locate_key(root: Node, path: Path) -> Location:
    """Return the place of the key at the end of `path`; for a list item, of the item."""
    parent = nearest(root, path[:-1])
    if isinstance(parent, Mapping) and path and path[-1] in parent.keys:
        return parent.keys[str(path[-1])].at
    return locate(root, path)


def nearest(root: Node, path: Path) -> Node:
    """Return the node at `path`, or the last one on the way that exists."""
    node = root
    for step in path:
        match node:
            case Mapping() if step in node.entries:
                node = node.entries[str(step)]
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                break
    return node


def remove(root: Node, path: Path) -> None:
    """Take the value at `path` out of its parent; what a single value stands for goes whole."""
    for size in range(len(path), 0, -1):
        parent, step = nearest(root, path[: size - 1]), path[size - 1]
        if isinstance(parent, Mapping) and step in parent.entries:
            del parent.entries[str(step)], parent.keys[str(step)]
            return
        if isinstance(parent, Sequence) and isinstance(step, int) and step < len(parent.items):
            del parent.items[step]
            return


def moved(node: Node, lines: int) -> Node:
    """Return a node as it would stand so many lines further down; it shares no part with it."""
    if isinstance(node, Scalar):
        text, file, line, column, raw, is_flow = node
        return Scalar(text, file, line + lines, column, raw, is_flow)
    at = node.at._replace(line=node.at.line + lines)
    if isinstance(node, Sequence):
        return Sequence([moved(item, lines) for item in node.items], at, node.is_flow)
    entries = {key: moved(value, lines) for key, value in node.entries.items()}
    keys = {name: key._replace(line=key.line + lines) for name, key in node.keys.items()}
    return Mapping(entries, keys, at, node.is_flow, [moved(one, lines) for one in node.dropped])


def plain(node: Node, made: abc.Mapping[int, object] = MappingProxyType({})) -> object:
    """Return the node as text, lists and dicts, without places.

    `made` has what stands for some nodes, by the `id` of each.
    """
    if isinstance(node, Scalar):  # most are
        return node.text
    if made and id(node) in made:
        return made[id(node)]
    if isinstance(node, Mapping):
        return {key: plain(value, made) for key, value in node.entries.items()}
    return tuple(plain(item, made) for item in node.items)


def dropped(nodes: Iterable[Node], whole: abc.Container[int] = ()) -> Iterator[Node]:
    """Yield what was dropped at or under the nodes; `whole` has the `id` of some that are."""
    for node in nodes:
        if isinstance(node, Scalar) or id(node) in whole:  # most are
            continue
        if isinstance(node, Mapping):
            yield from node.dropped
            yield from dropped(node.entries.values(), whole)
        else:
            yield from dropped(node.items, whole)


def texts(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield every text at or under the nodes, keys included."""
    for node in nodes:
        match node:
            case Mapping():
                yield from node.keys
                yield from texts(node.entries.values())
            case Sequence():
                yield from texts(node.items)
            case Scalar():
                yield node.text
