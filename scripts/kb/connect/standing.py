"""The status of every claim, from the origins of its evidence to the counts that pages print."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from kb.connect.origins import UNNAMED, Chain, Roots, roots_of
from kb.connect.records import Records
from kb.connect.status import Rated, Rating, Testimony, rate
from kb.dossier import Actor, Claim, Evidence, Origin, Source, Standing

Root = Actor | Source | None
Testimonies = Mapping[Claim, Sequence[Testimony]]
"""What each claim rests on: one for each piece of its evidence, in the same order."""


def set_standings(records: Records) -> Testimonies:
    """Give every piece of evidence its origins and every claim its standing; return what it saw."""
    written = records.manuscript.timeline.events
    speaks_for = {
        actor: typed.speaks_for
        for actor, typed in records.manuscript.timeline.actors.items()
        if typed.speaks_for
    }
    # Many pieces of evidence stand in the same source and repeat the same ones.
    roots_once = cache(partial(roots_of, sources=_chains(records), speaks_for=speaks_for))
    testimonies = {
        claim: [
            _testify(records, piece, roots_once(claim.kind, typed.source, typed.speaker, typed.via))
            for piece, typed in zip(
                claim.evidence, written[event.id].claims[claim.id].evidence, strict=True
            )
        ]
        for event in records.events.values()
        for claim in event.claims.values()
    }
    for claim in testimonies:
        claim.standing = standing_of(records, claim, testimonies)
    return testimonies


def standing_of(
    records: Records,
    claim: Claim,
    testimonies: Testimonies,
    counts: Callable[[Evidence], bool] | None = None,
) -> Standing:
    """Return the standing of a claim by the evidence that counts, its own and its rivals'.

    All of it counts where nothing tells which does. Raises ValueError where none of it supports
    the claim.
    """
    every = (claim, *rivals_of(claim))
    if counts is None:
        heard = [piece for one in every for piece in one.evidence]
        own, *rivals = (testimonies[one] for one in every)
    else:
        heard = [piece for one in every for piece in one.evidence if counts(piece)]
        own, *rivals = (_counted(one, testimonies[one], counts) for one in every)
    return _standing(records, rate(claim.kind, own, rivals), heard)


def _counted(
    claim: Claim, testimonies: Sequence[Testimony], counts: Callable[[Evidence], bool]
) -> Sequence[Testimony]:
    pieces = zip(claim.evidence, testimonies, strict=True)
    return [given for piece, given in pieces if counts(piece)]


def _chains(records: Records) -> Mapping[str, Chain]:
    return {
        source: Chain(
            written.via,
            written.mirror if written.mirror != "true" else None,
            written.speaker,
        )
        for source, written in records.manuscript.sources.items()
    }


def _testify(records: Records, piece: Evidence, roots: Roots) -> Testimony:
    """Give one piece of evidence its origins."""
    piece.roots = _found(records, roots)
    return Testimony(piece.source.id, roots, piece.stance)


def rivals_of(claim: Claim) -> tuple[Claim, ...]:
    """Return the other answers of the questions of which one answer alone can be true."""
    if not claim.questions:
        return ()
    exclusive = [question for question in claim.questions if question.is_exclusive]
    found = [rival for question in exclusive for rival in question.answers if rival is not claim]
    return tuple(dict.fromkeys(found))


def _found(records: Records, roots: Roots) -> tuple[Root, ...]:
    """Return the records of what a piece of evidence comes from, always in the same order."""
    if len(roots) == 1:
        return (_root(records, *roots),)
    return tuple(_root(records, root) for root in sorted(roots))


def _root(records: Records, root: str) -> Root:
    if root == UNNAMED:
        return None
    kind, _, name = root.partition(":")
    return records.actors[name] if kind == "actor" else records.sources[name]


def _standing(records: Records, rating: Rating, heard: list[Evidence]) -> Standing:
    by_roots = _by_roots(heard)
    return Standing(
        mark=rating.mark,
        supporting=rating.supporting,
        disputing=rating.disputing,
        articles=rating.articles,
        articles_against=rating.articles_against,
        support=tuple(_origin(records, origin, by_roots) for origin in rating.support),
        dispute=tuple(_origin(records, origin, by_roots) for origin in rating.dispute),
        both_sides=tuple(_root(records, root) for root in rating.both_sides),
        reason=rating.reason,
    )


def _by_roots(heard: Iterable[Evidence]) -> Mapping[tuple[Root, ...], Sequence[Evidence]]:
    found: dict[tuple[Root, ...], list[Evidence]] = {}
    for piece in heard:
        found.setdefault(piece.roots, []).append(piece)
    return found


def _origin(
    records: Records, origin: Rated, by_roots: Mapping[tuple[Root, ...], Sequence[Evidence]]
) -> Origin:
    roots = _found(records, origin.roots)
    sources = {source: records.sources[source] for source in origin.sources}
    is_of_actor = any(isinstance(root, Actor) for root in roots)
    pieces = [p for p in by_roots[roots] if p.source.id in sources] if is_of_actor else []
    speakers = (piece.speaker or piece.source.speaker for piece in pieces)
    voices = (speaker for speaker in speakers if speaker and speaker not in roots)
    return Origin(
        roots,
        tuple(sources.values()),
        tuple(dict.fromkeys(voices)),
        origin.counted,
        origin.by_rivalry,
    )
