"""The printed rule: from the origins of the evidence to the status of a claim, on plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.dossier import Mark
from kb.model import ClaimKind, Stance

Roots = frozenset[str]
"""The origins of one piece of evidence: `actor:<id>`, `source:<id>` or `unnamed`; it comes from one
of them, and where there are several nobody can tell from which."""
Reason = Literal[
    "opinion",  # attributed, never rated
    "two-named-origins",
    "one-origin",
    "only-unnamed",
    "unnamed-adds-nothing",  # one named origin beside reports that name nobody, or may not
    "one-disputes",  # one origin against is too few to contradict
    "not-outweighed",  # several against, but fewer than two for each one in support
    "outweighed",
    "both-sides",  # no support is left: who supports it disputes it too, and nobody else does
    "support-withdrawn",  # no support is left, and two or more origins dispute it
]
"""Which line of the rule gave the status; the words for it are the templates'."""

UNNAMED = "unnamed"
"""The one origin of everything that names nobody."""
_ENOUGH = 2
"""How many origins it takes to corroborate a claim, or to contradict it."""
_EXACT = 16
"""Up to so many clashing items the largest choice is searched for; evidence has two or three."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a source says of where its word comes from."""

    via: tuple[str, ...] = ()
    mirror: str | None = None
    """The source that it copies; None also where that one is not known."""
    speaker: str | None = None


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
    both_sides = _roots(support) & _roots(dispute) - {UNNAMED}
    origins = _origins(support, barred=both_sides)
    against = _origins([*dispute, *_by_rivalry(support, rivals)], direct=dispute)
    mark, reason = _verdict(kind, origins, against)
    return Rating(mark, reason, origins, against, tuple(sorted(both_sides)))


def roots_of(  # noqa: PLR0913, PLR0917 -- the rule turns on six facts
    kind: ClaimKind,
    source: str,
    speaker: str | None,
    via: tuple[str, ...],
    sources: Mapping[str, Chain],
    speaks_for: Mapping[str, str],
) -> Roots:
    """Return the origins of a piece of evidence on a claim of this kind; never none.

    For what happened or was planned that is who speaks, else the end of the `via` chain. That
    something was said is attested by whoever heard it, so speakers are not counted there.
    """
    is_act = kind in ("happened", "planned")
    if is_act and speaker:
        return frozenset({_root(source, speaker, speaks_for)})
    ends = _ends(source, via, sources)
    return frozenset(
        _root(end, sources[end].speaker if is_act and end in sources else None, speaks_for)
        for end in ends
    )


def _roots(testimonies: Iterable[Testimony]) -> Roots:
    return frozenset[str]().union(*(given.roots for given in testimonies))


def _by_rivalry(
    support: Iterable[Testimony], rivals: Iterable[Iterable[Testimony]]
) -> list[Testimony]:
    """Return what supports a rival and may come neither from who supports this nor from nobody."""
    excused = _roots(support) | {UNNAMED}
    return [
        given
        for rival in rivals
        for given in rival
        if given.stance == "supports" and given.roots.isdisjoint(excused)
    ]


def _origins(
    testimonies: Iterable[Testimony],
    *,
    barred: Roots = frozenset(),
    direct: Sequence[Testimony] | None = None,
) -> tuple[Rated, ...]:
    """Group the evidence of one side by origin; what is not `direct` is there by rivalry."""
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
    # A wider item never counts where a narrower one does not, so it can go.
    narrow = {roots for roots in every if not any(other < roots for other in every)}
    clashing = {roots for roots in narrow if any(roots & other for other in narrow - {roots})}
    in_order = sorted(clashing, key=lambda roots: (UNNAMED in roots, len(roots), sorted(roots)))
    return frozenset(narrow - clashing).union(_largest(in_order))


def _largest(choices: Sequence[Roots]) -> tuple[Roots, ...]:
    if not choices:
        return ()
    first, rest = choices[0], choices[1:]
    beside = [roots for roots in rest if roots.isdisjoint(first)]
    with_first = (first, *_largest(beside))
    if len(beside) == len(rest) or len(choices) > _EXACT:
        return with_first
    return max(with_first, _largest(rest), key=lambda chosen: (len(chosen), _named(chosen)))


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
    if disputing >= _ENOUGH and disputing >= 2 * supporting:
        return "contradicted", "outweighed" if supporting else "support-withdrawn"
    if not supporting:
        return "disputed", "both-sides"
    return "disputed", "one-disputes" if disputing < _ENOUGH else "not-outweighed"


def _ends(source: str, via: tuple[str, ...], sources: Mapping[str, Chain]) -> set[str]:
    """Follow what the evidence, then each source, repeats; a chain in a circle ends at `source`."""
    ends, seen = set(), {source}
    ahead = list(_repeated(sources[source], via))
    while ahead:
        step = ahead.pop()
        further = _repeated(sources[step]) if step != UNNAMED and step not in seen else ()
        if step not in seen and not further:
            ends.add(step)
        seen.add(step)
        ahead.extend(further)
    return ends or {source}


def _repeated(chain: Chain, via: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what a source repeats: as the evidence says, else by its own word, else its mirror."""
    steps = via or chain.via or ((chain.mirror,) if chain.mirror else ())
    return () if "none" in steps else steps


def _root(end: str, speaker: str | None, speaks_for: Mapping[str, str]) -> str:
    if speaker:
        return f"actor:{_principal(speaker, speaks_for)}"
    return UNNAMED if end == UNNAMED else f"source:{end}"


def _principal(actor: str, speaks_for: Mapping[str, str]) -> str:
    """Return the actor for whom this one speaks in the end."""
    trail = [actor]
    while (further := speaks_for.get(trail[-1])) and further not in trail:
        trail.append(further)
    return trail[-1]
