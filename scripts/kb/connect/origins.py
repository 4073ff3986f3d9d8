"""Who said it first: from one piece of evidence along the chain of what repeats what."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import ClaimKind

Roots = frozenset[str]
"""The origins of one piece of evidence: `actor:<id>`, `source:<id>` or `unnamed`; it comes from one
of them, and where there are several nobody can tell from which."""
UNNAMED = "unnamed"
"""The one origin of everything that names nobody."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a source says of where its word comes from."""

    via: tuple[str, ...] = ()
    mirror: str | None = None
    """The source that it copies; None also where that one is not known."""
    speaker: str | None = None


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
