"""The connected dossier: objects that know each other. Pages and exports see only this.

Everything is in reading order: events by time, the rest by name, evidence and claims as typed.
The objects are filled by `kb.connect` and are not changed afterwards.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb import model
from kb.dates.when import When
from kb.passage import Coverage, Kept, Passage, Segment

Mark = Literal["corroborated", "single-source", "contradicted", "disputed", "opinion"]
MARKS: tuple[Mark, ...] = ("corroborated", "single-source", "disputed", "contradicted", "opinion")
"""In the order in which tallies print them."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with the words it came in."""

    when: When
    wording: str = ""
    """The source’s own words for it, such as “the very next day”."""
    anchor: "Event | None" = None
    """The event that a relative date is counted from."""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of plain text in prose."""

    text: str


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """The small linked number that says which claim carries a sentence."""

    claim: "Claim"


@dataclass(frozen=True, slots=True)
class CrossLink:
    """Words that lead to a record."""

    words: str
    target: "Target"


Prose = tuple[Text | ClaimMark | CrossLink, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who said it first, with the sources that carry the word."""

    roots: "tuple[Actor | Source | None, ...]"
    """None stands for reports that name nobody; several roots mean one of them."""
    sources: "tuple[Source, ...]"
    voices: "tuple[Actor, ...]"
    """Who speaks for a root in this evidence: they count as one, and only they were heard."""
    is_counted: bool
    """False when another counted origin shares a root."""
    is_rival: bool = False
    """It disputes only by supporting a rival answer of which one alone can be true."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a claim, computed by the printed rule, with its counts and reason."""

    mark: Mark
    supporting: int
    disputing: int
    articles: int
    articles_against: int
    support: tuple[Origin, ...]
    dispute: tuple[Origin, ...]
    both_sides: "tuple[Actor | Source | None, ...]"
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was changed after it was published."""

    on: When
    was: str
    now: str
    why: str


@dataclass(slots=True, eq=False, repr=False)
class Record:
    """What every published record has."""

    id: str
    line: int
    """Where it stands in `file`, for the edit link."""
    file: str
    unverified: Mapping[str, str]
    """What is not verified, by key; the empty key stands for the whole record."""
    updated: When | None
    corrected: tuple[Correction, ...]

    def __repr__(self) -> str:
        """Name the record only: what it links to leads round in circles."""
        return f"<{type(self).__name__} {self.id}>"


@dataclass(slots=True, eq=False, repr=False)
class Entity(Record):
    """An actor, place or topic."""

    name: str
    names: Mapping[str, str]
    also: tuple[str, ...]
    summary: Prose
    sources: "tuple[Source, ...]" = ()
    mentions: "list[Mention]" = field(default_factory=list)
    """Every event and claim that names it, oldest first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A backlink: which event names a record, in which role and in which sentence."""

    event: "Event"
    kind: Literal["part", "place", "topic", "says", "speaks", "about"]
    role: str
    """As typed in the event, for `part`; else empty, and the template has the word."""
    sentence: Prose
    claim: "Claim | None" = None
    """The claim that the sentence is, or None for a sentence of the event’s summary."""
    stance: model.Stance | None = None
    """For `speaks`: what the word of this speaker does to the claim."""


@dataclass(frozen=True, slots=True)
class Office:
    """A post that an actor held."""

    title: str
    of: "Actor | None"
    begins: When | None
    ends: When | None
    attested: When | None
    sources: "tuple[Source, ...]"
    unverified: str
    corrected: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """Another actor of the same events."""

    actor: "Actor"
    events: "tuple[Event, ...]"


@dataclass(slots=True, eq=False, repr=False)
class Actor(Entity):
    """A person or body."""

    kind: model.ActorKind = "person"
    interest: str = ""
    offices: tuple[Office, ...] = ()
    speaks_for: "Actor | None" = None
    spoken_for_by: "list[Actor]" = field(default_factory=list)
    company: tuple[Company, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Place(Entity):
    """Where events happened."""

    country: str = ""
    at: tuple[float, float] | None = None
    precision: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Topic(Entity):
    """A thread through several events."""


@dataclass(slots=True, eq=False, repr=False)
class Evidence:
    """What one source gives for or against a claim."""

    number: int
    """From 1, within its claim."""
    claim: "Claim"
    source: "Source"
    stance: model.Stance
    passage: Passage | None
    mark: int
    """The number of its passage on the kept source’s page, from 1; 0 without a passage."""
    quote: tuple[str, ...]
    """The pieces of its passage, exactly as the source has them."""
    words: str
    translation: str
    reports: Prose
    language: str
    """Of `words`."""
    speaker: "Actor | None"
    via: "tuple[Source | None, ...]"
    """What it repeats, by its own word or its source’s default; None names nobody."""
    roots: "tuple[Actor | Source | None, ...]"
    """Its origins, as they are counted."""
    hedge: str = ""
    """Why a hedging word in it does not bear on the claim."""
    unverified: str = ""
    corrected: tuple[Correction, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Claim(Record):
    """One sentence that somebody asserts."""

    event: "Event"
    number: int
    """From 1, within its event."""
    text: Prose
    kind: model.ClaimKind
    by: tuple[Actor, ...]
    dated: Dated | None
    evidence: tuple[Evidence, ...] = ()
    standing: Standing = field(init=False)
    history: "tuple[KnownClaim, ...]" = ()
    """How it stood on the days of the focus, oldest first; empty where nothing dated supports it
    by then."""
    about: "list[Entity | Event]" = field(default_factory=list)
    denies: "list[Claim]" = field(default_factory=list)
    denied_by: "list[Claim]" = field(default_factory=list)
    questions: "list[Question]" = field(default_factory=list)

    @property
    def ref(self) -> str:
        """The id by which other events name it."""
        return f"{self.event.id}/{self.id}"

    @property
    def is_bare(self) -> bool:
        """Tell whether it may be printed without saying who says it."""
        return self.kind == "happened" and self.standing.mark == "corroborated"


@dataclass(frozen=True, slots=True, eq=False)
class KnownClaim:
    """A claim as it stood from one day on, where only what had surely been published counts.

    Its words, its kind and what bears on it are those of today: curation is not rolled back.
    """

    claim: Claim
    since: date
    """The day from which it stood so. What stood so before the focus has the last day before it on
    which a source of its own or of a rival came."""
    evidence: tuple[Evidence, ...]
    """The pieces of the claim whose sources had been published: who says it then, they tell."""
    standing: Standing
    before: "KnownClaim | None"
    """How it stood until then; None where nothing published supported it."""


@dataclass(slots=True, eq=False, repr=False)
class Question(Record):
    """A question on which accounts part."""

    event: "Event"
    ask: str
    answers: tuple[Claim, ...]
    shown: Claim | None
    is_exclusive: bool
    because: Prose
    settle: Prose
    cite: Prose


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """How one event follows another."""

    id: str
    event: "Event"
    follows: "Event"
    how: model.TieKind
    claim: Claim | None
    unverified: str
    corrected: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a summary and the claims that carry it."""

    prose: Prose
    claims: tuple[Claim, ...]


@dataclass(slots=True, eq=False, repr=False)
class Event(Record):
    """One dated thing that happened, or a report of one."""

    title: str
    dated: Dated
    parts: "dict[str, Part]" = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    topics: tuple[Topic, ...] = ()
    summary: tuple[Sentence, ...] = ()
    claims: dict[str, Claim] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    lead: Claim = field(init=False)
    follows: list[Tie] = field(default_factory=list)
    followed_by: list[Tie] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    """Claims of other events that are about it."""
    distinct_from: "list[tuple[Event, str]]" = field(default_factory=list)
    before: "Event | None" = None
    """The event just before it in the timeline."""
    after: "Event | None" = None

    @property
    def when(self) -> When:
        """Its date."""
        return self.dated.when

    @property
    def tally(self) -> dict[Mark, int]:
        """How many of its claims have each status; statuses without a claim are left out."""
        return tally(list(self.claims.values()))


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in an event, with the role it has there."""

    actor: Actor
    role: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph of a kept source, cut at the borders of the passages in it."""

    number: int
    segments: tuple[tuple[Segment, str, tuple[Evidence, ...]], ...]
    """Each stretch with its text and the evidence that uses it; none for uncited text."""
    begins: tuple[Evidence, ...]
    """The evidence whose passage begins in this paragraph, by mark number."""
    former: Mapping[int, tuple[str, ...]]
    """The anchors of passages that were published and are no longer cited, by where they start."""
    part: int = 1
    """On which page of the text it stands, from 1: a long text is cut between paragraphs."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Some words of a sentence, and the claim that they make."""

    words: str
    """As the source has them."""
    claim: Claim
    shows: Prose
    """What the evidence shows."""


@dataclass(frozen=True, slots=True, eq=False)
class GuideSentence:
    """One sentence of a kept source, read against the evidence."""

    id: str
    """S1, S2 … in the order of the text."""
    paragraph: int
    cut: tuple[tuple[str, tuple[Phrase, ...]], ...]
    """The sentence as the source has it, cut at the borders of its phrases."""
    finding: str
    phrases: tuple[Phrase, ...]
    cite: Prose
    coverage: Coverage
    excused: str
    """Why it carries no claim, where it carries none."""

    @property
    def text(self) -> str:
        """The sentence, as the source has it."""
        return "".join(words for words, _ in self.cut)


@dataclass(slots=True, eq=False, repr=False)
class Source(Record):
    """A document that evidence stands in."""

    title: str
    publisher: str
    url: str
    archive: str
    gone: When | None
    """The day on which its address was found to answer no longer."""
    published: Dated | None
    accessed: Dated | None
    language: str
    kind: model.SourceKind
    read: model.Read
    interest: str
    is_state: bool
    speaker: Actor | None
    via: "tuple[Source | None, ...]" = ()
    mirrors: "Source | Literal[True] | None" = None
    """The source it copies; True when it copies one that is not known."""
    repeated_by: "list[Source]" = field(default_factory=list)
    uses: list[Evidence] = field(default_factory=list)
    """Every piece of evidence that stands in it, in the order of the events."""
    backs: "list[Entity]" = field(default_factory=list)
    """Actors, places and topics whose summary, roles or position rest on it."""
    kept: Kept | None = None
    paragraphs: tuple[Marked, ...] = ()
    guide: tuple[GuideSentence, ...] = ()
    """Its sentences read against the evidence, where a guide was written."""
    coverage: Coverage | None = None
    sha256: str = ""

    @property
    def published_by(self) -> date | None:
        """The day by which it surely was published: the last one that its date may mean.

        None where it has no date, or one that is in doubt or without an end.
        """
        if self.published is None:
            return None
        when = self.published.when
        is_doubtful = any(part.is_approximate or part.is_uncertain for part in when.dates)
        return None if is_doubtful else when.latest


Target = Event | Actor | Place | Topic | Source | Claim


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody here could verify."""

    text: Prose
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Corrected:
    """A correction and the record it is of."""

    id: str
    """A name that no other correction has, and that stays when titles and order change."""
    note: Correction
    target: "Target | Question | None"
    """None stands for the dossier itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Retired:
    """What was published and is no longer there: it moved, or was withdrawn."""

    address: str
    """Where it stood, below the site’s root."""
    name: str
    """What it was called."""
    line: int
    moved_to: str
    """Where it stands now, below the site’s root; empty for what was withdrawn."""
    target: "Target | Question | None"
    """What stands there, where it is a record, claim or question."""
    withdrawn: str
    """Why it was withdrawn; empty for what moved."""
    on: When | None


@dataclass(frozen=True, slots=True, eq=False)
class KnownDay:
    """What the record supported on one day, by the sources that had surely been published."""

    day: date
    since: date
    """The day from which all stood as it did: itself where a source came, or where it is the
    first."""
    dated: int
    """How many sources of evidence had been published by then."""
    arrived: tuple[Source, ...]
    """Those that count from this day on."""
    new: tuple[KnownClaim, ...]
    """What was first supported on this day; by event and as typed, as are the others."""
    changed: tuple[KnownClaim, ...]
    """What had another status the day before: that of its `before`."""
    claims: tuple[KnownClaim, ...]
    """Every claim that was supported. Where `Known.is_whole` is false, only those of events that
    may touch the focus, and what is new or changed."""
    tally: Mapping[Mark, int]
    """How many of all claims that were supported had each status."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the record supported on each day of the focus, by dated sources alone."""

    days: tuple[KnownDay, ...]
    """Every day from the first of the focus to its last, or to the most that are told."""
    sources: int
    """How many sources hold evidence."""
    undated: int
    """How many of them have no date by which they surely were published; they never count."""
    is_cut: bool
    """Whether the focus has more days than are told."""
    is_whole: bool
    """Whether the days hold every claim, which they do in all but very large dossiers."""


@dataclass(slots=True, eq=False, repr=False)
class Dossier:
    """Everything that is published."""

    title: str
    lede: Prose
    unverified: Mapping[str, str]
    """What could not be verified of it as a whole, by what it is about; "" for all of it."""
    focus: When
    contact: str
    email: str
    """Where people named here can write without an account; empty where editors set none."""
    events: tuple[Event, ...]
    """By time."""
    actors: tuple[Actor, ...]
    """By name, as are places and topics."""
    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    """By publisher, title and id; kept sources first."""
    gaps: tuple[Gap, ...]
    opening: tuple[Question, ...]
    """The questions that editors chose for the home page; none where they chose none."""
    as_of: When | None
    """The newest `updated`, or None while nothing was published."""
    corrections: tuple[Corrected, ...]
    """Newest first."""
    retired: tuple[Retired, ...]
    """By the address where each stood."""
    known: Known

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, by event and as typed."""
        return tuple(claim for event in self.events for claim in event.claims.values())

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, by event and as typed."""
        return tuple(question for event in self.events for question in event.questions.values())

    @property
    def tally(self) -> dict[Mark, int]:
        """How many claims have each status."""
        return tally(self.claims)


def tally(claims: "tuple[Claim, ...] | list[Claim]") -> dict[Mark, int]:
    """Count the claims by status, in the order of `MARKS`, leaving out what has none."""
    return tally_of(claim.standing for claim in claims)


def tally_of(standings: Iterable[Standing]) -> dict[Mark, int]:
    """Count standings by status, as `tally` does claims."""
    counts = Counter(standing.mark for standing in standings)
    return {mark: counts[mark] for mark in MARKS if counts[mark]}
