"""What `./run add` asks, in order: each question fills one answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from kb.edit.add import Target, is_new_source, with_ids
from kb.edit.answers import Answers
from kb.manuscript import Manuscript
from kb.model import ActorKind, ClaimKind, KeptSource, Read, SourceKind, Stance

ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
Options = Mapping[str, str]
"""What may be answered, with its name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How far the dialogue is."""

    manuscript: Manuscript
    target: Target
    answers: Answers


Wanted = Callable[[Asking], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """One question; empty answers are kept as empty where that is allowed."""

    field: str
    prompt: str
    options: Callable[[Asking], Options] = lambda _: {}
    wanted: Wanted = lambda _: True
    proposed: Callable[[Asking], str] = lambda _: ""
    is_needed: bool = False
    names: str = ""
    """The collection that the answer names, where a new record may be made at once."""
    is_list: bool = False


def questions_for(target: Target) -> Iterator[Question]:
    """Yield the questions that lead to a new event, claim or piece of evidence."""
    if not target.event:
        yield from EVENT
    if not target.claim:
        yield from CLAIM
    yield from SOURCE
    yield from EVIDENCE


def record_options(manuscript: Manuscript, collection: str) -> Options:
    """Return the ids of a collection with their names."""
    if collection == "sources":
        sources = manuscript.sources.items()
        return {source: record.title or record.publisher for source, record in sources}
    return {ref: record.name for ref, record in getattr(manuscript.timeline, collection).items()}


def _records(collection: str) -> Callable[[Asking], Options]:
    return lambda asking: record_options(asking.manuscript, collection)


def _choice(kind: object) -> Callable[[Asking], Options]:
    return lambda _: dict.fromkeys(get_args(kind), "")


def _claims(asking: Asking) -> Options:
    events = asking.manuscript.timeline.events.items()
    return {f"{e}/{c}": claim.text for e, event in events for c, claim in event.claims.items()}


def _is_new_source(asking: Asking) -> bool:
    return is_new_source(asking.manuscript, asking.answers)


def _is_kept(asking: Asking) -> bool:
    return isinstance(asking.manuscript.sources.get(asking.answers.source or ""), KeptSource)


def _has_voice(asking: Asking) -> bool:
    return asking.answers.kind in ("said", "denied", "opinion", "planned")


def _proposed_id(field: str) -> Callable[[Asking], str]:
    def proposed(asking: Asking) -> str:
        whole = with_ids(asking.manuscript, asking.answers, asking.target)
        return str(getattr(whole, field) or "")

    return proposed


def _language(asking: Asking) -> str:
    known = asking.manuscript.sources.get(asking.answers.source or "")
    return known.language if known else asking.answers.language or ""


EVENT = (
    Question("title", "What happened, as a sentence", is_needed=True),
    Question(
        "when",
        "When (2022-06-17, 2022-06, 2022-06~, {between: [A, B]}, {after: event, by: 1 day})",
        is_needed=True,
    ),
    Question(
        "wording",
        "The source’s own words for that date, or nothing",
        wanted=lambda asking: (asking.answers.when or "").startswith("{"),
    ),
    Question("place", "Where, or nothing", _records("places"), names="places", is_list=True),
    Question("actor", "Who took part, or nothing more", _records("actors"), names="actors"),
    Question("topic", "Topic, or nothing more", _records("topics"), is_list=True),
    Question("id", "Its permanent id, without a date", proposed=_proposed_id("id")),
    Question(
        "distinct_from",
        "If they are two, the other’s id and why, as id=why",
        wanted=lambda _: False,  # only where the check finds one that looks like it
        is_needed=True,
    ),
)
CLAIM = (
    Question("claim_text", "The claim, one neutral sentence", is_needed=True),
    Question("kind", "Kind of claim", _choice(ClaimKind), proposed=lambda _: "happened"),
    Question("by", "Who says it", _records("actors"), _has_voice, names="actors", is_list=True),
    Question(
        "denies",
        "Which claim it denies (event/claim), or nothing",
        _claims,
        wanted=lambda asking: asking.answers.kind == "denied",
        is_list=True,
    ),
    Question("claim_id", "The claim’s id", proposed=_proposed_id("claim_id")),
)
SOURCE = (
    Question(
        "source",
        "Source: its id, or the address of a new one",
        _records("sources"),
        is_needed=True,
    ),
    Question("publisher", "Who published it", wanted=_is_new_source, is_needed=True),
    Question("source_title", "Its title, or nothing", wanted=_is_new_source),
    Question("published", "When it was published, or nothing", wanted=_is_new_source),
    Question(
        "language", "Its language code (und where unknown)", wanted=_is_new_source, is_needed=True
    ),
    Question(
        "source_kind",
        "What kind of source it is",
        _choice(SourceKind),
        _is_new_source,
        is_needed=True,
    ),
    Question(
        "read",
        "How much of it you read",
        _choice(Read),
        _is_new_source,
        proposed=lambda _: "excerpt",
    ),
    Question(
        "source_id", "The source’s id", wanted=_is_new_source, proposed=_proposed_id("source_id")
    ),
)
EVIDENCE = (
    Question("quote", "Quote, word for word, or nothing", wanted=_is_kept, is_list=True),
    Question(
        "words",
        "Its words, at most 25, or nothing",
        wanted=lambda asking: not _is_kept(asking),
    ),
    Question(
        "translation",
        "Our translation of these words",
        wanted=lambda asking: bool(asking.answers.words) and _language(asking)[:2] != "en",
    ),
    Question(
        "reports",
        "What it reports, in our own words; nothing where the quote says it all",
    ),
    Question("stance", "What it does to the claim", _choice(Stance), proposed=lambda _: "supports"),
    Question("speaker", "Whose word it carries, or nothing", _records("actors"), names="actors"),
    Question(
        "via",
        "The source that it only repeats, ‘unnamed’, or nothing",
        _records("sources"),
        is_list=True,
    ),
)
