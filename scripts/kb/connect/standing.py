"""The status of every claim, from the origins of its evidence to the counts that pages print."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kb.connect.origins import UNNAMED, Chain, roots_of
from kb.connect.records import Records
from kb.connect.status import Rated, Rating, Testimony, rate
from kb.dossier import Actor, Claim, Evidence, Origin, Source, Standing

Root = Actor | Source | None
Testimonies = Mapping[Claim, Sequence[Testimony]]
"""What each claim rests on: one for each piece of its evidence, in the same order."""


def set_standings(records: Records) -> Testimonies:
    """Give every piece of evidence its origins and every claim its standing; return what it saw."""
    chains = _chains(records)
    speaks_for = {
        actor: written.speaks_for
        for actor, written in records.manuscript.timeline.actors.items()
        if written.speaks_for
    }
    testimonies = {
        claim: [_testify(records, piece, chains, speaks_for) for piece in claim.evidence]
        for event in records.events.values()
        for claim in event.claims.values()
    }
    for claim in testimonies:
        claim.standing = standing_of(records, claim, testimonies, _every)
    return testimonies


def standing_of(
    records: Records, claim: Claim, testimonies: Testimonies, counts: Callable[[Evidence], bool]
) -> Standing:
    """Return the standing of a claim by the evidence that counts, its own and its rivals'.

    Raises ValueError where none of it supports the claim.
    """
    heard = [
        [
            (piece, given)
            for piece, given in zip(one.evidence, testimonies[one], strict=True)
            if counts(piece)
        ]
        for one in (claim, *rivals_of(claim))
    ]
    own, *rivals = ([given for _, given in pairs] for pairs in heard)
    rating = rate(claim.kind, own, rivals)
    return _standing(records, rating, [piece for pairs in heard for piece, _ in pairs])


def _every(_: Evidence) -> bool:
    return True


def _chains(records: Records) -> Mapping[str, Chain]:
    return {
        source: Chain(
            written.via,
            written.mirror if written.mirror != "true" else None,
            written.speaker,
        )
        for source, written in records.manuscript.sources.items()
    }


def _testify(
    records: Records, piece: Evidence, chains: Mapping[str, Chain], speaks_for: Mapping[str, str]
) -> Testimony:
    """Work out the origins of one piece of evidence."""
    claim = piece.claim
    written = records.manuscript.timeline.events[claim.event.id].claims[claim.id]
    typed = written.evidence[piece.number - 1]
    roots = roots_of(claim.kind, typed.source, typed.speaker, typed.via, chains, speaks_for)
    piece.roots = tuple(_root(records, root) for root in sorted(roots))
    return Testimony(piece.source.id, roots, piece.stance)


def rivals_of(claim: Claim) -> tuple[Claim, ...]:
    """Return the other answers of the questions of which one answer alone can be true."""
    if not claim.questions:
        return ()
    exclusive = [question for question in claim.questions if question.is_exclusive]
    found = [rival for question in exclusive for rival in question.answers if rival is not claim]
    return tuple(dict.fromkeys(found))


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
    roots = tuple(_root(records, root) for root in sorted(origin.roots))
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
