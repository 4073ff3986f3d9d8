"""The printed rule: from the origins of the evidence to the status of a claim, on plain values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.connect.origins import UNNAMED, Roots
from kb.dossier import Mark
from kb.model import ClaimKind, Stance

Reason = Literal[
    "opinion",  # attributed, never rated
    "two-named-origins",
    "one-origin",
    "only-unnamed",
    "unnamed-adds-nothing",  # one named origin beside reports that name nobody, or may not
    "outweighed",  # at least two dispute, twice as many as support
    "both-sides",  # some support, some dispute, too few of these to contradict
    "support-withdrawn",  # whoever supports it may be among those who dispute it
]
"""Which line of the rule gave the status; the words for it are the templates'."""

_ENOUGH = 2
"""How many origins it takes to corroborate a claim, or to contradict it."""
_EXACT = 16
"""Up to so many clashing items the largest choice is searched for; evidence has two or three."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One piece of evidence, its origins already worked out."""

    source: str
    roots: Roots
    stance: Stance


@dataclass(frozen=True, slots=True)
class Rated:
    """An origin with the sources that carry it, in order of first appearance."""

    roots: Roots
    sources: tuple[str, ...]
    counted: bool
    """False when it shares a root with one that is counted, or with the other side."""
    by_rivalry: bool = False
    """It disputes only by supporting a rival answer."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The status of a claim, with the counts and the line of the rule behind it."""

    mark: Mark
    reason: Reason
    support: tuple[Rated, ...]
    dispute: tuple[Rated, ...]
    both_sides: tuple[str, ...]
    """Roots that support and dispute and so count as disputing, sorted."""

    @property
    def supporting(self) -> int:
        """How many independent origins support: `s` in the rule."""
        return sum(origin.counted for origin in self.support)

    @property
    def disputing(self) -> int:
        """How many independent origins dispute: `d` in the rule."""
        return sum(origin.counted for origin in self.dispute)

    @property
    def articles(self) -> int:
        """How many sources support, whoever they repeat."""
        return len({source for origin in self.support for source in origin.sources})

    @property
    def articles_against(self) -> int:
        """How many sources dispute, by rivalry included."""
        return len({source for origin in self.dispute for source in origin.sources})


def rate(
    kind: ClaimKind,
    testimonies: Sequence[Testimony],
    rivals: Iterable[Iterable[Testimony]] = (),
) -> Rating:
    """Return the status of a claim, the same in whatever order the evidence stands.

    `rivals` holds the evidence of each answer that cannot be true beside this one. An item that may
    come from one of several roots counts only where all of them would: `s` is the greatest number
    of supporting items of which no two share a root and none may come from an origin that
    disputes; `d` likewise, rivals included. So no item that is added for a side can lower its
    count. (Beyond sixteen clashing items the choice is greedy.) Raises ValueError where nothing
    supports the claim, which the checks refuse.
    """
    support = [given for given in testimonies if given.stance == "supports"]
    dispute = [given for given in testimonies if given.stance == "disputes"]
    if not support:
        raise ValueError("a claim without supporting evidence has no status")
    both_sides = _roots(support) & _roots(dispute) - {UNNAMED} if dispute else frozenset[str]()
    origins = _origins(support, barred=both_sides)
    against = _origins([*dispute, *_by_rivalry(support, rivals)], direct=dispute)
    mark, reason = _verdict(kind, origins, against)
    return Rating(mark, reason, origins, against, tuple(sorted(both_sides)))


def _roots(testimonies: Iterable[Testimony]) -> Roots:
    return frozenset[str]().union(*(given.roots for given in testimonies))


def _by_rivalry(
    support: Iterable[Testimony], rivals: Iterable[Iterable[Testimony]]
) -> list[Testimony]:
    """Return what supports a rival and may come neither from who supports this nor from nobody."""
    theirs = [given for rival in rivals for given in rival if given.stance == "supports"]
    excused = _roots(support) | {UNNAMED} if theirs else frozenset[str]()
    return [given for given in theirs if given.roots.isdisjoint(excused)]


def _origins(
    testimonies: Sequence[Testimony],
    *,
    barred: Roots = frozenset(),
    direct: Sequence[Testimony] | None = None,
) -> tuple[Rated, ...]:
    """Group the evidence of one side by origin; what is not `direct` is there by rivalry."""
    if not testimonies:
        return ()
    carriers: dict[Roots, dict[str, None]] = {}
    for given in testimonies:
        carriers.setdefault(given.roots, {})[given.source] = None
    counted = _independent(roots for roots in carriers if roots.isdisjoint(barred))
    own = carriers.keys() if direct is None else {given.roots for given in direct}
    return tuple(
        Rated(roots, tuple(sources), counted=roots in counted, by_rivalry=roots not in own)
        for roots, sources in carriers.items()
    )


def _independent(candidates: Iterable[Roots]) -> frozenset[Roots]:
    """Return a largest choice of which no two share a root, with as many named as can be."""
    every = frozenset(candidates)
    if len(every) < 2:  # noqa: PLR2004 -- one alone clashes with none
        return every
    times = Counter(root for roots in every for root in roots)
    clashing = {roots for roots in every if any(times[root] > 1 for root in roots)}
    if not clashing:
        return every
    in_order = sorted(clashing, key=lambda roots: (len(roots), sorted(roots)))
    return (every - clashing).union(_largest(in_order))


def _largest(choices: Sequence[Roots]) -> tuple[Roots, ...]:
    greedy, few = _greedily(choices)
    return (*greedy, *_exactly(few))


def _greedily(choices: Sequence[Roots]) -> tuple[Sequence[Roots], Sequence[Roots]]:
    """Choose one after the other while many are left; return the chosen, and the few left."""
    having: defaultdict[str, list[Roots]] = defaultdict(list)
    for roots in choices:
        for root in roots:
            having[root].append(roots)
    chosen, left = [], dict.fromkeys(choices)
    for first in choices:
        if len(left) <= _EXACT:
            break
        if first in left:
            chosen.append(first)
            for clashing in (roots for root in first for roots in having[root]):
                left.pop(clashing, None)
    return chosen, list(left)


def _exactly(choices: Sequence[Roots]) -> tuple[Roots, ...]:
    if not choices:
        return ()
    first, rest = choices[0], choices[1:]
    beside = [roots for roots in rest if roots.isdisjoint(first)]
    with_first = (first, *_exactly(beside))
    if len(beside) == len(rest):
        return with_first
    return max(with_first, _exactly(rest), key=lambda chosen: (len(chosen), _named(chosen)))


def _named(chosen: Iterable[Roots]) -> int:
    return sum(UNNAMED not in roots for roots in chosen)


def _verdict(
    kind: ClaimKind, support: Iterable[Rated], dispute: Iterable[Rated]
) -> tuple[Mark, Reason]:
    supporting = [origin.roots for origin in support if origin.counted]
    disputing = sum(origin.counted for origin in dispute)
    if kind == "opinion":
        return "opinion", "opinion"
    if disputing:
        return _contested(len(supporting), disputing)
    return _uncontested(supporting)


def _uncontested(supporting: Sequence[Roots]) -> tuple[Mark, Reason]:
    if _named(supporting) >= _ENOUGH:
        return "corroborated", "two-named-origins"
    if len(supporting) >= _ENOUGH:
        return "single-source", "unnamed-adds-nothing"
    if {UNNAMED} in supporting:
        return "single-source", "only-unnamed"
    return "single-source", "one-origin"


def _contested(supporting: int, disputing: int) -> tuple[Mark, Reason]:
    is_outweighed = disputing >= _ENOUGH and disputing >= 2 * supporting
    reason: Reason = "outweighed" if is_outweighed else "both-sides"
    return (
        "contradicted" if is_outweighed else "disputed",
        reason if supporting else "support-withdrawn",
    )
