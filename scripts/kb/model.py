"""What an editor writes: the records of `timeline.yaml` and `sources/`, as typed and with ids.

These models are the one description of the format: they validate it, they make
`timeline.schema.json`, and their descriptions are the hover text of an editor. They know nothing
of pages. Structure is strict; leaves are text, read as it was typed (`kb.dates.when` reads dates,
`kb.prose` reads prose).
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kb.fields import (
    Country,
    Flag,
    Id,
    Ids,
    Latitude,
    Longitude,
    Ref,
    Refs,
    Text,
    Texts,
    Unverified,
    WhenField,
    Written,
)

ActorKind = Literal[
    "person", "state", "territory", "state-body", "organisation", "company", "media", "court"
]
ClaimKind = Literal["happened", "said", "denied", "planned", "opinion"]
Stance = Literal["supports", "disputes", "qualifies", "silent"]
TieKind = Literal["next", "sequel", "reply", "reaction", "denial", "correction"]
PlacePrecision = Literal["site", "city", "region", "country"]
SourceKind = Literal[
    "newspaper",
    "agency",
    "broadcaster",
    "magazine",
    "trade-press",
    "official",
    "company",
    "think-tank",
    "reference",
    "book",
    "blog",
    "aggregator",
    "post",
    "unknown",
]
Read = Literal["full", "excerpt", "none"]


class Correction(Written):
    """One published correction."""

    on: WhenField = Field(description="When it was corrected.")
    was: Text = Field(description="What stood here before.")
    now: Text = Field(description="What stands here now.")
    why: Text = Field(description="Why it was changed.")


class Record(Written):
    """What every record may carry."""

    unverified: Unverified | None = Field(
        default=None, description="What nobody here could verify, and why; printed beside it."
    )
    note: Text | None = Field(default=None, description="For editors only; never published.")
    updated: WhenField | None = Field(
        default=None, description="When its content last changed; typed by tools, never guessed."
    )
    corrected: tuple[Correction, ...] = Field(default=(), description="Published corrections.")


class Named(Record):
    """What actors, places and topics share."""

    name: Text = Field(description="The name that pages print.")
    names: dict[str, Text] = Field(
        default={}, description="The name in other languages, by language code."
    )
    also: Texts = Field(default=(), description="Other spellings and abbreviations.")
    summary: Text | None = Field(
        default=None, description="One to three neutral sentences; needs `sources`."
    )
    sources: Ids = Field(default=(), description="The sources that the summary rests on.")


class Topic(Named):
    """A thread that runs through several events."""


class Place(Named):
    """Where events happen."""

    country: Country | None = Field(default=None, description="ISO 3166-1 code, such as KZ.")
    at: tuple[Latitude, Longitude] | None = Field(
        default=None, description="Latitude and longitude; needs `sources` or `unverified`."
    )
    precision: PlacePrecision | None = Field(
        default=None, description="What the coordinates point at."
    )


class Role(Record):
    """An office or post that an actor held."""

    title: Text = Field(description="The title, such as President.")
    of: Id | None = Field(default=None, description="The actor it belongs to.")
    from_: WhenField | None = Field(default=None, alias="from", description="When it began.")
    to: WhenField | None = Field(default=None, description="When it ended.")
    attested: WhenField | None = Field(
        default=None, description="When a source shows it, if its beginning is not known."
    )
    sources: Ids = Field(default=(), description="The sources that show it.")


class Actor(Named):
    """A person or body that takes part in events."""

    kind: ActorKind = Field(description="What it is; a forum is an organisation.")
    roles: tuple[Role, ...] = Field(default=(), description="Offices and posts, with sources.")
    interest: Text | None = Field(
        default=None, description="Its stake in the matter; printed beside its evidence."
    )
    speaks_for: Id | None = Field(
        default=None, description="The actor whose word this one carries; they count as one."
    )


class Evidence(Record):
    """One piece of evidence: what a source gives for or against a claim."""

    source: Id = Field(description="The source it stands in.")
    quote: Texts = Field(
        default=(),
        description="Verbatim from a kept source, machine-checked; a list of pieces in order.",
    )
    prefix: Text | None = Field(
        default=None, description="Words directly before the quote, when it occurs twice."
    )
    suffix: Text | None = Field(
        default=None, description="Words directly after the quote, when it occurs twice."
    )
    words: Text | None = Field(
        default=None, description="At most 25 words, verbatim, from a source that is not kept."
    )
    translation: Text | None = Field(
        default=None, description="Our translation of `words`; needed when not English."
    )
    reports: Text | None = Field(default=None, description="What it says, in our own words.")
    stance: Stance = Field(
        default="supports", description="What it does to the claim; `silent` covers the moment."
    )
    speaker: Id | None = Field(default=None, description="The actor whose word the source carries.")
    via: Ids = Field(
        default=(),
        description="What the source repeats: source ids, `unnamed`, or `none` to cancel.",
    )
    lang: Text | None = Field(default=None, description="Language of `words` if not the source’s.")
    hedge: Text | None = Field(
        default=None,
        description="Why a word like “reportedly” in it does not bear on the claim; printed.",
    )


class Claim(Record):
    """One sentence that somebody asserts about an event."""

    text: Text = Field(description="The claim, in our own neutral voice.")
    kind: ClaimKind = Field(description="What is claimed: an act, a saying, a plan, an opinion.")
    by: Ids = Field(default=(), description="Who says it; required for said, denied, opinion.")
    when: WhenField | None = Field(
        default=None, description="Its own date; for said and denied, when it was said."
    )
    wording: Text | None = Field(default=None, description="The source’s own words for the date.")
    about: Ids = Field(default=(), description="Further records it concerns.")
    denies: Refs = Field(default=(), description="The claims that this denial denies.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="For and against.")


class Question(Record):
    """A question on which accounts part; its answers are claims."""

    ask: Text = Field(description="The question.")
    answers: Annotated[tuple[Ref, ...], Field(min_length=2)] = Field(
        description="The rival claims, of this event or `event/claim`."
    )
    exclusive: Flag = Field(default=False, description="Exactly one answer can be true.")
    shown: Ref | None = Field(default=None, description="The answer that lists show, if one is.")
    because: Text | None = Field(default=None, description="Why it is shown, or why none is.")
    settle: Text | None = Field(default=None, description="What would settle it.")
    cite: Text | None = Field(default=None, description="One attributed sentence safe to quote.")


class Tie(Record):
    """How an event follows another."""

    event: Id = Field(description="The earlier event.")
    how: TieKind = Field(description="`reaction` and `reply` assert cause and name a claim.")
    claim: Ref | None = Field(default=None, description="The claim that carries the evidence.")


class Event(Record):
    """One dated thing that happened, or a report of one."""

    title: Text = Field(description="A sentence that states a fact, or says whose report it is.")
    when: WhenField = Field(description="As precise as its source and no more.")
    wording: Text | None = Field(default=None, description="The source’s own words for the date.")
    place: Ids = Field(default=(), description="Where: a place or a list.")
    actors: dict[Id, Text] = Field(default={}, description="Who took part, each with a role.")
    topics: Ids = Field(default=(), description="The threads it belongs to.")
    summary: Text | None = Field(
        default=None, description="Two to four sentences, each ending with its [claim]."
    )
    lead: Id | None = Field(
        default=None, description="The claim whose status lists show; default the first."
    )
    distinct_from: dict[Id, Text] = Field(
        default={}, description="Events that look the same, and why they are not."
    )
    claims: dict[Id, Claim] = Field(min_length=1, description="What is asserted, with evidence.")
    questions: dict[Id, Question] = Field(default={}, description="Where accounts part.")
    follows: dict[Id, Tie] = Field(default={}, description="What it follows, and how.")
    draft: Flag = Field(default=False, description="Checked, but not published.")


class Source(Record):
    """A source that is cited, not kept."""

    title: Text | None = Field(default=None, description="As the source prints it.")
    publisher: Text = Field(description="Who published it.")
    url: Text | None = Field(default=None, description="Where it was found.")
    archive: Text | None = Field(default=None, description="An archived copy.")
    gone: WhenField | None = Field(
        default=None, description="The day on which its address was found to answer no longer."
    )
    published: WhenField | None = Field(default=None, description="As shown by the source.")
    accessed: WhenField | None = Field(default=None, description="When it was read here.")
    wording: Text | None = Field(default=None, description="The source’s own words for the date.")
    language: Text = Field(description="Language code; `und` where unknown.")
    kind: SourceKind = Field(description="What sort of source it is.")
    read: Read = Field(description="How much of it was read here.")
    interest: Text | None = Field(
        default=None, description="Its stake in the matter; printed beside its evidence."
    )
    state: Flag = Field(default=False, description="State-owned or state-run.")
    speaker: Id | None = Field(default=None, description="The actor whose own word it is.")
    via: Ids = Field(default=(), description="What it only repeats.")
    mirror: Text | None = Field(
        default=None, description="The id of the source it copies, or `true` if not known."
    )


class KeptSource(Source):
    """The front matter of a source that is kept whole in `sources/<id>.md`."""

    url: Text = Field(description="Where it was found.")
    read: Read = Field(default="full", description="A kept source was read in full.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="Of the bytes after the front matter."
    )
    excused: dict[str, Text] = Field(
        default={}, description="Sentences of the guide that carry no claim, and why."
    )


class Phrase(Written):
    """Some words of a sentence, tied to the claim they make."""

    words: Text = Field(description="Words of the sentence, verbatim.")
    claim: Ref = Field(description="The claim, as `event/claim`.")
    shows: Text | None = Field(
        default=None, description="What the evidence shows; default the claim’s text."
    )


class GuideSentence(Written):
    """One sentence of a kept source, read against the evidence."""

    text: Text = Field(description="The sentence, verbatim.")
    finding: Text = Field(description="What the evidence shows, in at most 12 words.")
    phrases: tuple[Phrase, ...] = Field(default=(), description="Which words make which claim.")
    cite: Text | None = Field(default=None, description="A sentence that is safe to quote.")


class Gap(Written):
    """Something that nobody here could verify."""

    text: Text = Field(description="What is not known.")
    sources: Ids = Field(default=(), description="Sources that bear on it.")


class Retired(Written):
    """What became of an id that was published."""

    moved_to: Ref | None = Field(default=None, description="The id that took its place.")
    withdrawn: Text | None = Field(default=None, description="Why it was withdrawn.")
    on: WhenField | None = Field(default=None, description="When that was.")


class Heading(Record):
    """What the whole dossier is about."""

    title: Text = Field(description="The name of the site.")
    lede: Text = Field(description="Two or three sentences that open the home page.")
    focus: WhenField = Field(description="The span that the home page opens on.")
    contact: Text = Field(description="Where to report errors and reply.")
    email: Text | None = Field(
        default=None,
        description="Where people named here can write without an account; somebody reads it.",
    )
    questions: Refs = Field(
        default=(),
        description="The questions that the home page opens with, as `event/question`; by default "
        "the first six of the focus.",
    )


class Timeline(Written):
    """Everything that editors write, by permanent id."""

    dossier: Heading = Field(description="What the whole dossier is about.")
    topics: dict[Id, Topic] = Field(default={}, description="Threads.")
    places: dict[Id, Place] = Field(default={}, description="Where events happen.")
    actors: dict[Id, Actor] = Field(default={}, description="People and bodies.")
    events: dict[Id, Event] = Field(description="What happened.")
    gaps: tuple[Gap, ...] = Field(default=(), description="What nobody here could verify.")
    retired: dict[Ref, Retired] = Field(default={}, description="Ids that were published.")
    avoid_words: Texts = Field(default=(), description="Words kept out of our own voice.")
