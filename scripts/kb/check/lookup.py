"""What an id names: records and claims, those that were refused included."""

import re
from collections.abc import Iterable, Mapping

from kb.fields import ID
from kb.manuscript import Manuscript, once
from kb.model import Claim
from kb.nearest import nearest_name
from kb.problems import Location

RECORDS = ("topics", "places", "actors", "events", "sources")


@once
def collections(manuscript: Manuscript) -> Mapping[str, str]:
    """Return the collection of each id; the first of several that have it."""
    return {ref: name for name in reversed(RECORDS) for ref in manuscript.known[name]}


def ids_among(manuscript: Manuscript, collections: Iterable[str]) -> list[str]:
    """Return every id of the collections."""
    return [ref for name in collections for ref in manuscript.known[name]]


def place_of(manuscript: Manuscript, collection: str, ref: str) -> Location:
    """Return where a record begins: its key, or the top of what `sources/` says of it."""
    if collection == "sources":
        return manuscript.at(collection, ref)
    return manuscript.key_at(collection, ref)


def is_lost(manuscript: Manuscript, collections: Iterable[str]) -> bool:
    """Tell whether one of the collections could not be read, so that its ids are not known."""
    return manuscript.is_broken() or any(
        manuscript.is_broken(name) and (name == "sources" or not manuscript.known[name])
        for name in collections
    )


def is_refused_id(manuscript: Manuscript, ref: str, collections: Iterable[str]) -> bool:
    """Tell whether an unknown id may stand in what was refused, as typed or misspelt there."""
    among = list(collections)
    malformed = [known for name in among for known in _malformed(manuscript)[name]]
    is_mentioned = ref in manuscript.mentioned_in_broken
    return is_mentioned or is_lost(manuscript, among) or bool(nearest_name(ref, malformed))


@once
def _malformed(manuscript: Manuscript) -> Mapping[str, list[str]]:
    """Return what is no id and stands in the place of one, by collection."""
    return {
        name: [known for known in ids if not re.fullmatch(ID, known)]
        for name, ids in manuscript.known.items()
    }


def claim_place(event: str, ref: str) -> tuple[str, str]:
    """Return the event and claim that `claim` or `event/claim` names, seen from an event."""
    owner, _, claim = ref.rpartition("/")
    return owner or event, claim


def claim_named(manuscript: Manuscript, event: str, ref: str) -> Claim | None:
    """Return the claim that `claim` or `event/claim` names, or None."""
    owner, claim = claim_place(event, ref)
    record = manuscript.timeline.events.get(owner)
    return record.claims.get(claim) if record else None


def is_known_claim(manuscript: Manuscript, event: str, ref: str) -> bool:
    """Tell whether the claim exists, refused or not."""
    owner, claim = claim_place(event, ref)
    if claim_named(manuscript, event, ref):
        return True
    if is_lost(manuscript, ["events"]):
        return True
    if owner in manuscript.known["events"] and owner not in manuscript.timeline.events:
        return True
    is_refused = manuscript.is_broken("events", owner, "claims", claim)
    return is_refused or claim in manuscript.mentioned_in_broken


def claims_near(manuscript: Manuscript, event: str) -> list[str]:
    """Return every claim as a text of the event may name it: its own by their bare ids."""
    events = manuscript.timeline.events
    own = list(events[event].claims) if event in events else []
    return own + [f"{other}/{claim}" for other, record in events.items() for claim in record.claims]
