"""Who says it: the names that introduce a claim which may not be printed bare."""

from collections.abc import Iterable

from kb.dossier import Actor, Claim, Evidence, Source

_NAMED_OUTLETS = 2
Voice = Actor | Source | None
"""None stands for reports that name nobody."""


def voices(claim: Claim) -> tuple[Voice, ...]:
    """Return who says it, each once: its `by`, else who speaks in what supports it.

    A spokesman is named himself, though he counts as the one for whom he speaks: nobody is said
    to have said what another said in his name. Where an outlet names nobody, or may have it from
    one of several, the outlet is named; after two that name nobody, the rest stand together.
    """
    if claim.by:
        return claim.by
    supporting = [piece for piece in claim.evidence if piece.stance == "supports"]
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


def _names_nobody(piece: Evidence) -> bool:
    return not piece.speaker and piece.roots == (None,)


def _heard_in(piece: Evidence) -> tuple[Voice, ...]:
    if piece.speaker:
        return (piece.speaker,)
    if piece.source.speaker and not piece.via:
        return (piece.source.speaker,)
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
