"""A claim as it was known on a day, in words: who says it by then, and its status then and today.

*What was known then is never told bare.* Somebody who finds a sentence of one day alone must see
that it is of that day, whose it is, and what became of it.
"""

from datetime import date

from kb.dossier import KnownClaim, Standing
from kb.public import dates
from kb.public.attribution import attributed, counts, listed
from kb.public.plain import plain
from kb.public.voices import Voice, voices


def voices_then(known: KnownClaim) -> tuple[Voice, ...]:
    """Return who says it, by what had been published; never none."""
    return voices(known.claim, known.evidence)


def lead_in_then(known: KnownClaim) -> str:
    """Return what stands before their names, as `According to`."""
    return attributed(known.claim, known.standing)


def introduction_then(known: KnownClaim) -> str:
    """Return who says it: `According to A and B`, whatever the status."""
    return f"{lead_in_then(known)} {listed(voices_then(known))}"


def is_other_today(known: KnownClaim) -> bool:
    """Tell whether the claim has another status today."""
    return known.standing.mark != known.claim.standing.mark


def on_day(day: date) -> str:
    """Return what opens a statement of a day: `As known on 17 June 2022`."""
    return f"As known on {dates.day_in_words(day)}"


def told_then(known: KnownClaim) -> str:
    """Return what follows the day where a claim stands alone: who says it, its words, its status.

    It is the same on every day on which the claim stood so; `today` is never left out.
    """
    then, today = (_status(one) for one in (known.standing, known.claim.standing))
    said = f"{introduction_then(known)}: {plain(known.claim.text)}"
    return f"{said} Status then: {then}. Status today: {today}."


def _status(standing: Standing) -> str:
    return f"{standing.mark} ({counts(standing)})"
