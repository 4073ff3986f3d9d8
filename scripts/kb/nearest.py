"""The nearest known name, for hints; a near match may suggest and never decides."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_NEAR = 70


def near_hint(text: str, known: Iterable[str]) -> str:
    """Return the likeliest known name as a question, or nothing when none is near."""
    name = nearest_name(text, known)
    return f"did you mean '{name}'?" if name else ""


def nearest_name(text: str, known: Iterable[str]) -> str:
    """Return the likeliest known name, or nothing when none is near."""
    names = sorted(known)
    # A slip of the pen first; only then a name of which the text is a part.
    best = process.extractOne(text, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    best = best or process.extractOne(text, names, score_cutoff=_NEAR)
    return best[0] if best else ""
