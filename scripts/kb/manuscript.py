"""Everything that was read, still as ids, with the place of every value.

The check sees the manuscript, and `connect` makes the dossier from a manuscript without problems.
"""

from collections import abc
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from kb.ledger import Published
from kb.model import GuideSentence, KeptSource, Source, Timeline
from kb.node import Mapping, Node, Path, Scalar, locate, locate_key, nearest
from kb.passage import Kept, Passage, Piece
from kb.problems import Location

EvidencePath = tuple[str, str, int]
"""Event id, claim id and position of one piece of evidence."""

SentencePath = tuple[str, str]
"""Kept source and sentence of its guide."""
PhrasePath = tuple[str, str, int]
"""Kept source, sentence and position of one of its phrases."""
Found = TypeVar("Found")
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What editors wrote, validated for structure.

    A path leads to a value: it begins with `sources` and a source's id, with `guides` and the id
    of its kept source, or with a key of `timeline.yaml`.
    """

    timeline: Timeline
    sources: abc.Mapping[str, Source | KeptSource]
    kept: abc.Mapping[str, Kept]
    """The text of the kept sources, by id."""
    guides: abc.Mapping[str, abc.Mapping[str, GuideSentence]]
    passages: abc.Mapping[EvidencePath, Passage]
    nodes: abc.Mapping[str, Node]
    """The trees: `timeline`, `sources/<id>`, `guides/<id>`."""
    known: abc.Mapping[str, frozenset[str]]
    """The ids of each collection, those of refused records included."""
    broken: frozenset[Path] = field(default=frozenset())
    """Paths at or under which something was refused and left out."""
    mentioned_in_broken: frozenset[str] = field(default=frozenset())
    """Every text in what was left out: ids in it count as used."""
    sentences: abc.Mapping[SentencePath, Piece] = field(default_factory=dict)
    """Where each sentence of a guide stands."""
    phrases: abc.Mapping[PhrasePath, Piece] = field(default_factory=dict)
    ledger: abc.Mapping[str, Published] = field(default_factory=dict)
    """What was published, by address; empty before the first release."""
    ledger_places: abc.Mapping[str, Location] = field(default_factory=dict)
    """The line of each address in the ledger."""
    is_whole: bool = True
    """False where a file could not be read, so that ids may be missing."""
    _found: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out from it, by the function that did; see `once`."""

    def at(self, *path: str | int) -> Location:
        """Return the place of the value at the path."""
        root, rest = self._root(path)
        return locate(root, rest)

    def node_at(self, *path: str | int) -> Node:
        """Return what stands at the path, or the last value on the way that exists."""
        root, rest = self._root(path)
        return nearest(root, rest)

    def key_at(self, *path: str | int) -> Location:
        """Return the place of the key that ends the path."""
        root, rest = self._root(path)
        return locate_key(root, rest)

    def word_at(self, path: Path, word: str, nth: int = 0) -> Location:
        """Return the place of the `nth` occurrence of a word inside the text at the path."""
        root, rest = self._root(path)
        node = nearest(root, rest)
        return node.find(word, nth) if isinstance(node, Scalar) else node.at

    def scalar(self, *path: str | int) -> Scalar | None:
        """Return the text at the path as it was typed, if it is text."""
        root, rest = self._root(path)
        node = nearest(root, rest)
        return node if isinstance(node, Scalar) else None

    def key(self, *path: str | int) -> Scalar | None:
        """Return the key that ends the path as it was typed, if it ends in one."""
        root, rest = self._root(path)
        parent = nearest(root, rest[:-1])
        return parent.keys.get(str(rest[-1])) if isinstance(parent, Mapping) and rest else None

    def is_broken(self, *path: str | int) -> bool:
        """Tell whether something at or under the path was refused already."""
        return path in self.broken

    def _root(self, path: Path) -> tuple[Node, Path]:
        if len(path) > 1 and path[0] in ("sources", "guides"):
            return self.nodes[f"{path[0]}/{path[1]}"], path[2:]
        return self.nodes["timeline"], path


def once(find: abc.Callable[[Manuscript], Found]) -> abc.Callable[[Manuscript], Found]:
    """Work out what many rules ask of a manuscript once, and keep it for as long as that lives.

    A manuscript never changes, and what is found must not be changed either.
    """

    @wraps(find)
    def found(manuscript: Manuscript) -> Found:
        kept = manuscript._found
        if find not in kept:
            kept[find] = find(manuscript)
        answer: Found = kept[find]
        return answer

    return found


def walked_once(
    walk: abc.Callable[[Manuscript], abc.Iterator[One]],
) -> abc.Callable[[Manuscript], tuple[One, ...]]:
    """Walk a manuscript once, however many rules walk it."""

    @once
    @wraps(walk)
    def walked(manuscript: Manuscript) -> tuple[One, ...]:
        return tuple(walk(manuscript))

    return walked
