"""What is published as data of what was known on each day: its records, and so its schema.

It is made from the same dossier as `shapes.Published`, and `shapes.FORMAT` is its version too. All
that is not of the day itself is of today: see `NOTE`.
"""

from kb.dossier import Mark
from kb.export.shapes import Shape

NOTE = (
    "Today’s curation applied to what had surely been published by each day. A source counts from"
    " the last day that its date may mean, and one without a sure date never. Titles, words, what"
    " counts as a claim and who repeats whom are of today; corrections are not rolled back. A claim"
    " may be supported before the date of its event: as a plan, or because somebody said the same"
    " before. What was supported then may be contradicted today."
)
"""What this is, and what it is not; it stands in every file."""


class KnownStatus(Shape):
    """The status of a claim with its counts, by the rule that the method page prints."""

    mark: Mark
    supporting: int
    """Independent origins that support it."""
    disputing: int


class KnownClaim(Shape):
    """A claim that was supported on a day. Never print it without its statement or `today`."""

    claim: str
    """Its id, as in all exports."""
    event: str
    is_new: bool
    """Whether it was first supported on this day."""
    before: KnownStatus | None = None
    """Its status on the day before, where this day changed it."""
    then: KnownStatus
    today: KnownStatus
    attribution: str
    """Who says it, of those who had been heard by then; never left out, whatever the status."""
    statement: str
    """The claim as it may stand alone: the day, who says it, its words, its status then and
    today."""


class KnownDay(Shape):
    """What the record supported on one day."""

    format: str
    note: str
    """What this is, and what it is not."""
    url: str
    """The page of the day."""
    day: str
    since: str
    """The day from which all stood as it did on this one: no source came in between."""
    dated: int
    """Sources of evidence that had surely been published."""
    later: int
    """Those that surely were out only after this day, and are left out."""
    undated: int
    """Those without a sure date, which are left out on every day."""
    is_whole: bool
    """Whether every claim that was supported is here. In a very large dossier only those are whose
    events may touch the focus, and what is new or changed; `data/as-known.json` has the rest."""
    tally: dict[Mark, int]
    """How many of all claims that were supported had each status."""
    claims: tuple[KnownClaim, ...]
    """By event and as typed."""


class Change(Shape):
    """A claim whose status changed on a day."""

    claim: str
    before: KnownStatus
    then: KnownStatus
    today: KnownStatus


class DayInShort(Shape):
    """What a day brought, without words: ids lead to the claims and to the data of the day."""

    day: str
    url: str
    data: str
    """The address of all that was supported on the day."""
    dated: int
    """Sources of evidence that had surely been published."""
    arrived: tuple[str, ...]
    """The sources that count from this day on."""
    new: tuple[str, ...]
    """The claims that were first supported."""
    changed: tuple[Change, ...]
    tally: dict[Mark, int]


class Stage(Shape):
    """How a claim stood from a day on."""

    since: str
    """Before the first day: the last on which something bore on it."""
    then: KnownStatus


class History(Shape):
    """How a claim stood on all days: each stage lasts until the next, the last to the last day."""

    claim: str
    today: KnownStatus
    stages: tuple[Stage, ...]
    """Oldest first; there is none before the claim was supported."""


class AsKnown(Shape):
    """What the record supported on each day, by dated sources alone."""

    format: str
    note: str
    """What this is, and what it is not."""
    url: str
    """The page that leads to the days."""
    first: str
    last: str
    is_cut: bool
    """Whether the focus of the dossier has more days than are told."""
    sources: int
    """Sources that hold evidence."""
    undated: int
    """Those of them without a sure date, which are left out on every day."""
    days: tuple[DayInShort, ...]
    claims: tuple[History, ...]
    """Every claim that was supported by the last day; by event and as typed."""
