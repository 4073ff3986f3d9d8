"""Who says it, in words: how pages and every export introduce a claim that may not stand bare.

*Only corroborated `happened` claims are ever given bare.* That somebody said something is itself
only as good as those who heard it, and so a saying with one hearing is attributed, not told.
"""

from collections.abc import Sequence

from kb.dossier import Claim, Event, Source, Standing
from kb.public.plain import plain
from kb.public.voices import Voice, voices

NOBODY = "reports that name nobody"
_KNOWN = {
    "said": "Said by",
    "denied": "Denial by",
    "opinion": "Opinion of",
    "planned": "Planned, according to",
    "happened": "According to",
}
_GUARDED = _KNOWN | {"said": "Attributed to", "denied": "Denial attributed to"}
_BARE = "Happened"


def lead_in(claim: Claim) -> str:
    """Return what stands before the names of those who say it, or alone before a bare claim."""
    return _BARE if claim.is_bare else attributed(claim, claim.standing)


def attributed(claim: Claim, standing: Standing) -> str:
    """Return what stands before the names of those who say it, for a claim that stands so."""
    return (_KNOWN if standing.mark == "corroborated" else _GUARDED)[claim.kind]


def introduction(claim: Claim) -> str:
    """Return who says it: `Attributed to A, B and C`; `Happened` for what stands bare."""
    return lead_in(claim) if claim.is_bare else f"{lead_in(claim)} {listed(voices(claim))}"


def named(voice: Voice) -> str:
    """Return the name of who says it: an outlet’s is its publisher’s."""
    if voice is None:
        return NOBODY
    return voice.publisher if isinstance(voice, Source) else voice.name


def listed(everyone: Sequence[Voice]) -> str:
    """Return the names as a sentence has them: `A, B and C`."""
    *before, last = map(named, everyone)
    return f"{', '.join(before)} and {last}" if before else last


def counts(standing: Standing) -> str:
    """Return the counts behind a status: `2 for, 1 against`."""
    if standing.mark == "opinion":
        return "not rated"
    return f"{standing.supporting} for, {standing.disputing} against"


def statement(claim: Claim) -> str:
    """Return a claim as it may stand alone: who says it, its words, its status and counts."""
    text = plain(claim.text)
    said = text if claim.is_bare else f"{introduction(claim)}: {text}"
    return f"{said} Status: {claim.standing.mark} ({counts(claim.standing)})."


def headline(event: Event) -> str:
    """Return the title of an event as it may stand alone: with the status of what it tells."""
    return f"{event.title} ({event.lead.standing.mark})"


def page_title(event: Event) -> str:
    """Return the title of an event’s page, with its status unless what it tells may stand bare.

    It stands alone in tabs, shared links and lists of references.
    """
    return event.title if event.lead.is_bare else headline(event)
