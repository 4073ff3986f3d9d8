"""Who says it: the names that introduce a claim which may not be printed bare."""

from collections.abc import Iterable, Sequence

from kb.dossier import Actor, Claim, Evidence, Source

_NAMED_OUTLETS = 2
Voice = Actor | Source | None
"""None stands for reports that name nobody."""


def voices(claim: Claim, evidence: Sequence[Evidence] | None = None) -> tuple[Voice, ...]:
    """Return who says it, each once: its `by`, else who speaks in what supports it.

    `evidence` is the part of the claim's that counts, where not all does, such as what had been
    published by some day: only those of its `by` are named then whom that part gives a voice.

    A spokesman is named himself, though he counts as the one for whom he speaks: nobody is said
    to have said what another said in his name. Where an outlet names nobody, or may have it from
    one of several, the outlet is named; after two that name nobody, the rest stand together.
    """
    supporting = _supporting(claim.evidence if evidence is None else evidence)
    if by := claim.by if evidence is None else _heard_of(claim, supporting):
        return by
    nameless = tuple(dict.fromkeys(p.source for p in supporting if _names_nobody(p)))
    more = nameless[_NAMED_OUTLETS:]
    heard = [
        voice
        for piece in supporting
        if not (_names_nobody(piece) and piece.source in more)
        for voice in _heard_in(piece)
    ]
    return _each_once([*heard, *((None,) if more else ())])


def parties(roots: Iterable[Voice]) -> tuple[Actor, ...]:
    """Return the actors among them that have a stake in the matter."""
    return tuple(root for root in roots if isinstance(root, Actor) and root.interest)


def _supporting(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [piece for piece in evidence if piece.stance == "supports"]


def _heard_of(claim: Claim, supporting: Sequence[Evidence]) -> tuple[Actor, ...]:
    """Return those of the claim's `by` whose saying the pieces attest.

    An outlet's own saying stands where it published it. Whom a piece names as its speaker it
    attests alone; one that names none of them attests that the others said so.
    """
    publishers = {piece.source.publisher for piece in _supporting(claim.evidence)}
    speaking = {piece: _speaker(piece) for piece in supporting}
    is_told_of_all = any(speaker not in claim.by for speaker in speaking.values())
    printed = {piece.source.publisher for piece in supporting}
    return tuple(
        actor
        for actor in claim.by
        if actor in speaking.values()
        or actor.name in printed
        or (is_told_of_all and actor.name not in publishers)
    )


def _speaker(piece: Evidence) -> Actor | None:
    return piece.speaker or (None if piece.via else piece.source.speaker)


def _names_nobody(piece: Evidence) -> bool:
    return not piece.speaker and piece.roots == (None,)


def _heard_in(piece: Evidence) -> tuple[Voice, ...]:
    if speaker := _speaker(piece):
        return (speaker,)
    if len(piece.roots) > 1 or _names_nobody(piece):
        return (piece.source,)
    # A text that nobody could identify says nothing to a reader; who carries it does.
    return tuple(
        piece.source if isinstance(root, Source) and root.kind == "unknown" else root
        for root in piece.roots
    )


def _each_once(roots: Iterable[Voice]) -> tuple[Voice, ...]:
    """Drop what would print the same name again; reports that name nobody come last."""
    named = {_name(root): root for root in roots if root is not None}
    return (*named.values(), *((None,) if None in tuple(roots) else ()))


def _name(root: Actor | Source) -> str:
    return root.name if isinstance(root, Actor) else root.publisher
