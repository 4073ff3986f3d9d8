"""Who repeats whom: from whoever said it first down to each outlet that carries the word.

The roots are those by which statuses count, so that a tree with many outlets is one origin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kb.dossier import Actor, Claim, Event, Evidence, Source

Root = Actor | Source | None
"""None stands for all reports that name nobody: together they are one origin."""
Path = tuple[Source, ...]
"""From the nearest to the root down to the outlet."""
Steps = tuple[Source | None, ...]
"""From an outlet up to what it repeats; None names nobody."""

_ENOUGH = 2
"""Outlets; a single one that repeats another is told on the pages of the two."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An outlet, and those that repeat the word from it."""

    source: Source
    is_cited: bool
    """Evidence stands in it; else it is only a step on the way."""
    is_own: bool
    """It is a document of the root itself."""
    instead: "tuple[Root, ...]"
    """Other roots from which it may have the word."""
    speakers: tuple[Actor, ...]
    """Who was heard in it, where others speak for the root."""
    branches: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True)
class Step:
    """A branch with what it hangs from."""

    branch: Branch
    above: Source | None
    """None at the root."""
    depth: int
    """From 1."""


_Tree = dict[Source, "_Tree"]
"""Outlets, each with those that repeat the word from it."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the evidence with one root says of the outlets that it stands in."""

    root: Root
    cited: frozenset[Source]
    others: dict[Source, tuple[Root, ...]]
    speakers: dict[Source, tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Chain:
    """One origin with every outlet that carries its word."""

    root: Root
    branches: tuple[Branch, ...]
    outlets: int
    claims: tuple[Claim, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events whose claims rest on it, in the order of the claims."""
        return tuple(dict.fromkeys(claim.event for claim in self.claims))


def chains_of(claims: Iterable[Claim]) -> tuple[Chain, ...]:
    """Return a tree for each origin with two outlets or more, the largest first.

    Reports that name nobody come last. A tree that stands whole within another is left out.
    """
    carried: dict[Root, list[Evidence]] = {}
    for claim in claims:
        for piece in claim.evidence:
            for root in piece.roots:
                carried.setdefault(root, []).append(piece)
    chains = [_chain(root, pieces) for root, pieces in carried.items() if _is_carried(pieces)]
    large = [chain for chain in chains if chain.outlets >= _ENOUGH]
    return tuple(sorted(_outermost(large), key=_size))


def _is_carried(pieces: list[Evidence]) -> bool:
    """Tell whether a tree of these pieces may have outlets enough."""
    return len({piece.source for piece in pieces}) >= _ENOUGH


def _chain(root: Root, pieces: list[Evidence]) -> Chain:
    paths = {path: piece for piece in pieces for path in _paths(root, piece) if path}
    cited = frozenset(piece.source for piece in pieces)
    carried = _Carried(root, cited, _others(root, pieces), _speakers(root, pieces))
    branches = _branches(carried, paths)
    outlets = [source for source in cited if source is not root and not _is_own(source, root)]
    return Chain(
        root, branches, len(outlets), tuple(dict.fromkeys(piece.claim for piece in pieces))
    )


def _paths(root: Root, piece: Evidence) -> Iterator[Path]:
    """Yield the ways from the root to the outlet; the root itself is no step of them."""
    for steps in _upward((piece.source,), piece.via):
        if steps[-1] is root or isinstance(root, Actor):
            yield tuple(step for step in reversed(steps) if step and step is not root)


def _upward(steps: Steps, via: Steps) -> Iterator[Steps]:
    """Yield every way from an outlet to an end of what it repeats; a circle is cut."""
    waiting = [([*steps], via)]
    while waiting:
        way, further = waiting.pop()
        seen = set(way)
        while len(ahead := [source for source in further if source not in seen]) == 1:
            way += ahead
            seen.update(ahead)
            further = _repeated(ahead[0])
        if not ahead:
            yield tuple(way)
        waiting += [([*way, source], _repeated(source)) for source in ahead]


def _repeated(source: Source | None) -> Steps:
    if source is None:
        return ()
    return source.via or ((source.mirrors,) if isinstance(source.mirrors, Source) else ())


def _others(root: Root, pieces: list[Evidence]) -> dict[Source, tuple[Root, ...]]:
    """Return for each outlet the other roots from which all it carries may come."""
    found: dict[Source, tuple[Root, ...]] = {}
    for piece in pieces:
        others = tuple(other for other in piece.roots if other is not root)
        found[piece.source] = tuple(
            other for other in found.get(piece.source, others) if other in others
        )
    return found


def _speakers(root: Root, pieces: list[Evidence]) -> dict[Source, tuple[Actor, ...]]:
    """Return for each outlet who speaks in it for the root."""
    found: dict[Source, tuple[Actor, ...]] = {}
    for piece in pieces:
        speaker = piece.speaker or piece.source.speaker
        if speaker and speaker is not root and isinstance(root, Actor):
            found[piece.source] = tuple(dict.fromkeys((*found.get(piece.source, ()), speaker)))
    return found


def _branches(carried: _Carried, paths: Iterable[Path]) -> tuple[Branch, ...]:
    """Return the tree of the paths; made from its ends, since a path may be very long."""
    top: _Tree = {}
    for path in paths:
        below = top
        for source in path:
            below = below.setdefault(source, {})
    order = [(below, source) for source, below in top.items()]
    for tree, _ in order:
        order += [(below, source) for source, below in tree.items()]
    made: dict[int, Branch] = {}
    for tree, source in reversed(order):
        made[id(tree)] = _branch(carried, source, _by_day(tree, made))
    return _by_day(top, made)


def _by_day(tree: "_Tree", made: dict[int, Branch]) -> tuple[Branch, ...]:
    return tuple(made[id(tree[source])] for source in sorted(tree, key=_by_date))


def _branch(carried: _Carried, source: Source, below: tuple[Branch, ...]) -> Branch:
    return Branch(
        source,
        source in carried.cited,
        _is_own(source, carried.root),
        carried.others.get(source, ()),
        carried.speakers.get(source, ()),
        below,
    )


def _is_own(source: Source, root: Root) -> bool:
    if not isinstance(root, Actor):
        return False
    return _principal(source.speaker) is root or source.publisher == root.name


def _principal(actor: Actor | None) -> Actor | None:
    """Return the actor for whom this one speaks in the end; a circle ends where it began."""
    trail = [actor] if actor else []
    while trail and (further := trail[-1].speaks_for) and further not in trail:
        trail.append(further)
    return trail[-1] if trail else None


def _outermost(chains: list[Chain]) -> Iterator[Chain]:
    """Yield the trees of which no other has the root as a branch and every outlet as well."""
    held: dict[Source, list[set[Source]]] = {}
    outlets = [{step.branch.source for step in steps_of(chain)} for chain in chains]
    for sources in outlets:
        for source in sources:
            held.setdefault(source, []).append(sources)
    for chain, sources in zip(chains, outlets, strict=True):
        others = held.get(chain.root, []) if isinstance(chain.root, Source) else []
        if not any(sources <= other for other in others):
            yield chain


def steps_of(chain: Chain) -> Iterator[Step]:
    """Yield the outlets of a tree, each before those that repeat it."""
    waiting = [Step(branch, None, 1) for branch in reversed(chain.branches)]
    while waiting:
        yield (step := waiting.pop())
        below = reversed(step.branch.branches)
        waiting += [Step(branch, step.branch.source, step.depth + 1) for branch in below]


def _by_date(source: Source) -> tuple[date, str, str]:
    when = source.published.when if source.published else None
    first = (when.earliest or when.latest) if when else None
    return (first or date.max, source.publisher, source.id)


def _size(chain: Chain) -> tuple[bool, int, str, str]:
    root = chain.root
    if root is None:
        return (True, 0, "", "")
    name = root.name if isinstance(root, Actor) else root.publisher
    return (False, -chain.outlets, name, root.id)
