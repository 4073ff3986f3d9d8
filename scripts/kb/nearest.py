"""The nearest known name, for hints; a near match may suggest and never decides."""

from collections.abc import Iterable

from rapidfuzz import process

_NEAR = 70


def near_hint(text: str, known: Iterable[str]) -> str:
    """Return the likeliest known name as a question, or nothing when none is near."""
    best = process.extractOne(text, sorted(known), score_cutoff=_NEAR)
    return f"did you mean '{best[0]}'?" if best else ""
