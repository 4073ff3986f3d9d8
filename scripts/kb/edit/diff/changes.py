"""Changes of one thing, in plain values; their names are the names of the report’s JSON.

Nothing here is escaped: text is as editors wrote it.
"""

from dataclasses import dataclass
from typing import Literal, get_args

What = Literal["added", "removed", "changed", "renamed"]
Kind = Literal[
    "event", "claim", "question", "tie", "actor", "place", "topic", "source", "dossier", "evidence"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Cause = Literal[
    "new-for",
    "new-against",
    "gone-for",
    "gone-against",
    "now-for",  # it was on the other side
    "now-against",
    "now-rival",  # it disputes now only by supporting a rival answer
    "no-longer-rival",
    "now-counted",
    "no-longer-counted",  # another origin shares its root
    "rival-added",
    "rival-removed",
    "kind",
]
Value = str | tuple[str, ...]
"""A text, or a list; nothing is the empty text or the empty list."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text that was changed."""

    how: Literal["same", "removed", "added", "skipped"]
    """`skipped` stands for words that are the same and far from every change."""
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key of a record, before and after."""

    field: str
    """As editors write it, such as `title`."""
    of: str
    """The part of it that was changed: an actor’s id for `role`, a language for `names`."""
    old: Value
    new: Value
    words: tuple[Words, ...]
    """What stands and what was changed: of a text, or of the one item of a list that changed."""
    removed: tuple[str, ...]
    """For a list: what is no longer in it."""
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateMove:
    """The date of an event or a claim, before and after, as readers read it."""

    kind: Kind
    id: str
    label: str
    old: str
    new: str
    by: int
    """How many `unit` it moved, negative when it is earlier now; 0 where that is not certain."""
    unit: Literal["year", "month", "day", "minute", ""]
    precision: Literal["gained", "lost", ""]
    counted_from: str
    """The event from which it is counted now, if its own words did not change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added, removed, renamed or changed, with what was changed in it."""

    what: What
    kind: Kind
    id: str
    """Of claims, questions and ties with their event’s, as in `event/claim`."""
    was: str
    """The id before, where it was renamed."""
    is_said: bool
    """`retired` tells of the new name; otherwise it is inferred, as all else is the same."""
    label: str
    page: str
    """The address of its page, or of the page that it was on."""
    status: str
    """Of a claim."""
    note: str
    """`draft` where it was a draft before or is one now; `retired` gives its own words."""
    fields: tuple[FieldChange, ...]
    evidence: tuple["Change", ...]
    """Of a claim: what became of each piece of evidence; `id` is its source."""

    @property
    def owner(self) -> str:
        """The event that it stands in, or itself."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class OriginChange:
    """One cause of a changed status."""

    how: Cause
    who: str
    """The origin, the rival answer (`event/claim`), or for `kind` the old and new kind."""
    into: str
    """For an origin that is gone: the one for which its sources count now, if it is one."""
    through: tuple[str, ...]
    """The sources that carry the origin’s word."""
    is_rival: bool
    """It disputes only by supporting a rival answer of which one alone can be true."""
    is_counted: bool
    """False when another origin that is counted shares its root."""


@dataclass(frozen=True, slots=True)
class Side:
    """A status with its origins, as the page prints them."""

    status: str
    supporting: tuple[str, ...]
    """The counted origins, by name."""
    disputing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A claim whose status or counts changed, and why."""

    id: str
    label: str
    before: Side
    after: Side
    causes: tuple[OriginChange, ...]


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage of a kept source that claims began or ceased to quote."""

    what: Literal["lost", "gained"]
    source: str
    quote: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionAdded:
    """A published correction."""

    kind: Kind
    id: str
    on: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A change in what is not published: drafts, what only drafts name, and notes."""

    what: What
    kind: str
    id: str
    fields: tuple[FieldChange, ...]
