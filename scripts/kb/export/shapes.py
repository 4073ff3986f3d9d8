"""What is published as data: the records of every export, and by their description its schema.

Every export is made from these and from nothing else, so that all tell the same. A list is always
there, if empty; what is not known is left out. Ids are those that editors typed, a claim’s is
`event/claim`; they name records across all exports. A change here is a change of the format: see
`FORMAT`.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from kb import model
from kb.dates.edtf import Precision
from kb.dates.when import Kind
from kb.dossier import Mark

FORMAT = "1.1"
"""The version of the format: the second number rises when something is added, the first when
something that was there is taken away or comes to mean something else."""


class Shape(BaseModel):
    """A record of the data."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class CountedFrom(Shape):
    """How a date was worked out from the date of another event."""

    event: str
    direction: Literal["after", "before"]
    by: str | None = None
    """As `1 day`; left out where only the side is known."""


class Date(Shape):
    """A date as precise as its source and no more."""

    edtf: str
    """ISO 8601-2 (EDTF). Read it with `kind`: a span is written the same whether something lasted
    that long or happened some time within."""
    kind: Kind
    """`at` a date, `lasted` from one to the other, some time `within`, or `one-of` several."""
    precision: Precision
    """The coarsest of its parts."""
    earliest: str | None = None
    """The first day that it may touch; left out where the start is open."""
    latest: str | None = None
    """The last day that it may touch; left out where the end is open."""
    is_doubtful: bool
    """About, uncertain, some day of a month, some time within, or one of several."""
    text: str
    """In English, as the pages print it."""
    wording: str | None = None
    """The source’s own words for it."""
    counted_from: CountedFrom | None = None


class Correction(Shape):
    """What was changed after it was published."""

    id: str
    """A UUID of its own."""
    of: str
    """The record, claim or question; empty for the dossier itself."""
    url: str
    title: str
    """What the record is called, with who says it and its status where it may not stand bare."""
    on: str
    was: str
    now: str
    why: str


class Record(Shape):
    """What every record has."""

    id: str
    tag: str
    """A `tag:` URI that names the record for good."""
    url: str
    """Its page, or its place on a page."""
    updated: str | None = None
    """The day on which we last changed it; never a historical date. Left out before the first
    release."""
    unverified: dict[str, str]
    """What nobody here could verify, by key; the empty key stands for the whole record."""


class Origin(Shape):
    """Who said it first. Outlets that repeat one origin count once."""

    side: Literal["supports", "disputes"]
    roots: tuple[str | None, ...]
    """Ids of actors or sources; several mean one of them, null stands for reports that name
    nobody."""
    sources: tuple[str, ...]
    """The sources that carry its word."""
    is_counted: bool
    """False where another counted origin shares a root, or it stands on both sides."""
    is_rival: bool
    """It disputes only by supporting a rival answer."""


class Status(Shape):
    """The status of a claim, computed from the evidence by the rule that the method page prints."""

    mark: Mark
    supporting: int
    """Independent origins that support it."""
    disputing: int
    articles: int
    """Sources that support it, whoever they repeat."""
    articles_against: int
    reason: str
    """Which line of the rule gave it."""
    origins: tuple[Origin, ...]


class Passage(Shape):
    """Where a quote stands in the kept text of its source, checked at every build."""

    ranges: tuple[tuple[int, int], ...]
    """Start and end of each piece, in Unicode code points of the kept text exactly as found."""
    paragraph: int
    """In which it starts, from 1."""
    prefix: str
    """About 32 characters before it."""
    suffix: str
    contexts: tuple[tuple[str, str], ...]
    """What stands before and after each piece, as much as it takes to occur once in the text."""
    anchor: str
    url: str


class Evidence(Shape):
    """What one source gives for or against a claim."""

    claim: str
    number: int
    """From 1, within its claim."""
    source: str
    stance: model.Stance
    speaker: str | None = None
    """The actor whose word the source carries."""
    quote: tuple[str, ...]
    """The pieces of a verbatim quote from a kept source. Not ours to license."""
    passage: Passage | None = None
    words: str | None = None
    """Verbatim as read in a source that is not kept; not machine-checked. Not ours to license."""
    translation: str | None = None
    """Ours."""
    reports: str | None = None
    """Our paraphrase of what the source gives: its account, never ours. Name the source with it."""
    language: str
    """Of the words or the quote."""
    via: tuple[str | None, ...]
    """The sources that it only repeats; null stands for one that it does not name."""
    origins: tuple[str | None, ...]
    """Who said it first, as counted."""
    hedge: str | None = None
    """Why a hedging word in it does not bear on the claim."""
    unverified: str | None = None


class Claim(Record):
    """One sentence that somebody asserts."""

    event: str
    number: int
    """From 1, within its event."""
    kind: model.ClaimKind
    text: str
    """The bare words. Do not print them without `attribution` unless `is_bare`."""
    attribution: str
    """Who says it, as `According to A and B`; `Happened` for what is bare."""
    statement: str
    """The claim as it may stand alone: who says it, its words, its status and counts."""
    is_bare: bool
    """Whether it may be told without saying who says it: corroborated, and of what happened."""
    by: tuple[str, ...]
    """The actors to whom it gives the saying, denial or opinion; whether they said it is what its
    status tells."""
    date: Date | None = None
    status: Status
    about: tuple[str, ...]
    denies: tuple[str, ...]
    denied_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Sentence(Shape):
    """A sentence of a summary and the claims that carry it."""

    text: str
    """Without the statuses of its claims: print `told` where nothing else says them."""
    told: str
    """The sentence, followed by the status of each of its claims that may not stand bare."""
    claims: tuple[str, ...]


class Question(Record):
    """A question on which accounts part."""

    ask: str
    answers: tuple[str, ...]
    shown: str | None = None
    """The answer that the page shows; none is preferred where it is left out."""
    is_exclusive: bool
    """Whether exactly one answer can be true."""
    because: str
    settle: str
    """What would settle it."""
    cite: str
    """A sentence that is safe to quote."""


class Tie(Shape):
    """How one event follows another."""

    id: str
    follows: str
    how: model.TieKind
    claim: str | None = None
    """The claim that carries the evidence of the tie."""
    unverified: str | None = None


class Part(Shape):
    """An actor in an event."""

    actor: str
    role: str
    """As what, in a word of ours that has no status: print the event’s `headline` beside it."""


class Event(Record):
    """One dated thing that happened, or a report of one."""

    title: str
    """Without its status: print `headline` where nothing else says it."""
    headline: str
    """The title with the status of the leading claim."""
    date: Date
    status: Mark
    """Of the leading claim; an event has none of its own."""
    lead: str
    """The leading claim."""
    statement: str
    """The leading claim as it may stand alone."""
    summary: tuple[Sentence, ...]
    actors: tuple[Part, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    follows: tuple[Tie, ...]


class Mention(Shape):
    """Where a record is named."""

    event: str
    how: Literal["part", "place", "topic", "says", "speaks", "about"]
    role: str | None = None
    """As in the event: print its `headline` beside it."""
    claim: str | None = None
    stance: model.Stance | None = None


class Entity(Record):
    """An actor, place or topic."""

    name: str
    names: dict[str, str]
    """By language code."""
    also: tuple[str, ...]
    summary: str
    sources: tuple[str, ...]
    mentions: tuple[Mention, ...]


class Office(Shape):
    """A post that an actor held."""

    title: str
    of: str | None = None
    begins: Date | None = None
    ends: Date | None = None
    attested: Date | None = None
    """A date at which it was held, where neither start nor end is known."""
    sources: tuple[str, ...]
    unverified: str | None = None


class Actor(Entity):
    """A person or body."""

    kind: model.ActorKind
    interest: str | None = None
    speaks_for: str | None = None
    offices: tuple[Office, ...]


class Place(Entity):
    """Where events happened."""

    country: str | None = None
    """ISO 3166-1 alpha-2."""
    latitude: float | None = None
    longitude: float | None = None
    precision: model.PlacePrecision | None = None
    """What the coordinates point at."""


class Topic(Entity):
    """A thread through several events."""


class Source(Record):
    """A document that evidence stands in."""

    title: str | None = None
    publisher: str
    address: str | None = None
    """Where it was published."""
    archive: str | None = None
    gone: str | None = None
    """The day on which its address was found to answer no longer."""
    published: Date | None = None
    accessed: Date | None = None
    language: str
    kind: model.SourceKind
    read: model.Read
    """How much of it was read here."""
    is_state: bool
    """Owned or run by a state."""
    interest: str | None = None
    speaker: str | None = None
    via: tuple[str | None, ...]
    text: str | None = None
    """Where its text is kept, byte for byte."""
    sha256: str | None = None
    """Of the kept text."""


class Gap(Shape):
    """Something that nobody here could verify."""

    text: str
    sources: tuple[str, ...]


class Retired(Shape):
    """What was published and is no longer there."""

    url: str
    """Where it stood."""
    name: str | None = None
    """What it was called; left out of what was withdrawn, which may have been a mistake."""
    moved_to: str | None = None
    withdrawn: str | None = None
    """Why."""


class Published(Shape):
    """The whole dossier."""

    format: str
    """The version of this format."""
    tag: str
    url: str
    title: str
    lede: str
    unverified: dict[str, str] = {}
    licence: str
    """Of our own words; quotes belong to those who wrote them."""
    method: str
    """The page with the rule by which statuses are computed."""
    focus: Date
    as_of: str | None = None
    """The newest `updated`; left out before the first release."""
    contact: str
    events: tuple[Event, ...]
    """By time."""
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    gaps: tuple[Gap, ...]
    corrections: tuple[Correction, ...]
    """Newest first."""
    retired: tuple[Retired, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, by event and as typed."""
        return tuple(claim for event in self.events for claim in event.claims)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence, by claim."""
        return tuple(piece for claim in self.claims for piece in claim.evidence)
