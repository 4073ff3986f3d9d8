"""Rules: an id names one thing, and what is published names only what is published."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kb.check.lookup import RECORDS, claim_place, place_of
from kb.check.naming import claim_namings, namings
from kb.check.walk import proses
from kb.manuscript import Manuscript
from kb.node import Path
from kb.problems import Location, Problem
from kb.prose import references

RESERVED = ("none", "unnamed", "true", "index")
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10)))
)
"""No file on Windows can be called so, whatever its ending; each record has files of its id."""
ANCHORS = ("g-ok", "g-single", "g-disp", "g-ref", "g-op")
"""Stand on every page already (`overrides/`), where a claim's or a question's id stands too."""


def reserved_id(manuscript: Manuscript) -> Iterator[Problem]:
    """No record is called by a word that means something else."""
    for name, ref in _records(manuscript):
        if ref in RESERVED:
            message = f"'{ref}' has a meaning of its own and is no id"
            yield Problem(place_of(manuscript, name, ref), message, "choose another id")
        if ref in DEVICES:
            message = f"'{ref}' is a device on Windows, where no file has its name"
            yield Problem(place_of(manuscript, name, ref), message, "choose another id")
    for event, record in manuscript.timeline.events.items():
        for name, ref in (*_each("claims", record.claims), *_each("questions", record.questions)):
            if ref in ANCHORS:
                at = manuscript.key_at("events", event, name, ref)
                yield Problem(at, f"'{ref}' is an anchor of every page", "choose another id")


def id_in_two_collections(manuscript: Manuscript) -> Iterator[Problem]:
    """An id is given once over topics, places, actors, events and sources together."""
    first: dict[str, str] = {}
    for name, ref in _records(manuscript):
        other = first.setdefault(ref, name)
        if other != name:
            at = place_of(manuscript, other, ref)
            message = f"the id '{ref}' is given twice, in '{other}' and in '{name}'"
            hint = f"the other is {at.file}:{at.line}; rename the newer one"
            yield Problem(place_of(manuscript, name, ref), message, hint)


def id_twice_in_event(manuscript: Manuscript) -> Iterator[Problem]:
    """Claims, questions and ties of one event have different ids, each an anchor of its page."""
    for event, record in manuscript.timeline.events.items():
        first: dict[str, str] = {}
        parts = (("claims", [*record.claims]), ("questions", [*record.questions]))
        for name, ids in (*parts, ("follows", [*record.follows])):
            for ref in ids:
                other = first.setdefault(ref, name)
                if other != name:
                    at = manuscript.key_at("events", event, name, ref)
                    message = f"the event has '{ref}' twice, in '{other}' and in '{name}'"
                    yield Problem(at, message, "give one of them another id")


def draft_named(manuscript: Manuscript) -> Iterator[Problem]:
    """What is published does not lead to a draft."""
    drafts = {event for event, record in manuscript.timeline.events.items() if record.draft}
    for place, path, ref in _event_names(manuscript) if drafts else ():
        is_published = path[0] != "events" or path[1] not in drafts
        if ref in drafts and is_published:
            message = f"this is published and leads to the draft '{ref}'"
            yield Problem(place(), message, "publish the draft, or take this out")


def _records(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    for name in RECORDS:
        held = manuscript.sources if name == "sources" else getattr(manuscript.timeline, name)
        yield from ((name, ref) for ref in held)


def _each(name: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, ref) for ref in ids)


def _event_names(manuscript: Manuscript) -> Iterator[tuple[Callable[[], Location], Path, str]]:
    """Yield every event that is named, itself or by one of its claims, and how to find where."""
    for naming in namings(manuscript):
        if "events" in naming.among and "distinct_from" not in naming.path:
            yield partial(naming.at, manuscript), naming.path, naming.ref
    for named in claim_namings(manuscript):
        owner, _ = claim_place(named.event, named.ref)
        yield partial(manuscript.at, *named.path), named.path, owner
    for prose in proses(manuscript):
        for reference in references(prose.text):
            ref = reference.ref.partition("/")[0]
            yield partial(manuscript.word_at, prose.path, reference.written), prose.path, ref
