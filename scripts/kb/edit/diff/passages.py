"""Passages of kept sources that claims no longer quote, and those that they quote now."""

from collections.abc import Iterator

from kb.dossier import Dossier
from kb.edit.diff.changes import PassageChange

_Quoted = dict[tuple[str, str], list[str]]
"""The claims that quote a stretch of a source, by the source’s id and the stretch."""


def passage_changes(before: Dossier, after: Dossier) -> tuple[PassageChange, ...]:
    """Return what is quoted on one side only, in the order of the claims; the lost first.

    A stretch that stands inside a longer quote is still quoted.
    """
    old, new = _quoted(before), _quoted(after)
    return (
        *(PassageChange("lost", *key, tuple(claims)) for key, claims in _only(old, new)),
        *(PassageChange("gained", *key, tuple(claims)) for key, claims in _only(new, old)),
    )


def _quoted(dossier: Dossier) -> _Quoted:
    found: _Quoted = {}
    for claim in dossier.claims:
        for piece in claim.evidence:
            for stretch in piece.quote:
                users = found.setdefault((piece.source.id, " ".join(stretch.split())), [])
                users += [claim.ref] if claim.ref not in users else []
    return found


def _only(here: _Quoted, there: _Quoted) -> Iterator[tuple[tuple[str, str], list[str]]]:
    for (source, stretch), claims in here.items():
        if not any(source == other and stretch in longer for other, longer in there):
            yield (source, stretch), claims
