"""The whole report, in plain values; its JSON has the same names.

Lists are in reading order: events as in the timeline, then actors, places, topics and sources.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kb.edit.diff.changes import (
    KINDS,
    Change,
    CorrectionAdded,
    DateMove,
    Kind,
    PassageChange,
    StatusChange,
    Unpublished,
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The addresses of pages whose text is not the same."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many pages are not the same."""
        return len(self.added) + len(self.removed) + len(self.changed)

    @property
    def kinds(self) -> dict[str, int]:
        """How many of them stand in each part of the site; those at its root are single pages."""
        parts = (page.strip("/").split("/") for page in (*self.added, *self.removed, *self.changed))
        return _tally(part[0] if len(part) > 1 else "single pages" for part in parts)


@dataclass(frozen=True, slots=True)
class Group:
    """An event with the changes in it."""

    event: str
    title: str
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many records of each kind were added, removed, changed and renamed."""
        return _counts(self.changes)


@dataclass(frozen=True, slots=True)
class Report:
    """All that changed between two revisions."""

    before: str
    """The name of the revision, as given."""
    after: str
    changes: tuple[Change, ...]
    dates: tuple[DateMove, ...]
    statuses: tuple[StatusChange, ...]
    passages: tuple[PassageChange, ...]
    corrections: tuple[CorrectionAdded, ...]
    reordered: tuple[str, ...]
    """Events that stand elsewhere in the timeline though their dates are the same."""
    unpublished: tuple[Unpublished, ...]
    pages: Pages
    titles: Mapping[str, str]
    """Of every event that `changes` names."""

    @property
    def changed(self) -> bool:
        """Tell whether anything changed in content."""
        parts = ("changes", "dates", "statuses", "passages", "corrections", "reordered")
        return any(getattr(self, part) for part in (*parts, "unpublished")) or self.pages.count > 0

    @property
    def lost(self) -> tuple[PassageChange, ...]:
        """The passages that no claim quotes any more."""
        return tuple(passage for passage in self.passages if passage.what == "lost")

    @property
    def new_statuses(self) -> tuple[StatusChange, ...]:
        """The claims whose status is another."""
        return tuple(c for c in self.statuses if c.before.status != c.after.status)

    @property
    def new_counts(self) -> tuple[StatusChange, ...]:
        """The claims with the same status by other counts."""
        return tuple(c for c in self.statuses if c.before.status == c.after.status)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many records of each kind were added, removed, changed and renamed."""
        return _counts(self.changes)

    @property
    def by_event(self) -> tuple[Group, ...]:
        """The changes of events and of what stands in them, event by event."""
        kinds = ("event", "claim", "question", "tie")
        inside = (change for change in self.changes if change.kind in kinds)
        groups = groupby(inside, lambda change: change.owner)
        return tuple(Group(event, self.titles[event], tuple(found)) for event, found in groups)

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return what became of the records of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def _counts(changes: tuple[Change, ...]) -> dict[str, dict[str, int]]:
    found = {kind: [c.what for c in changes if c.kind == kind] for kind in KINDS}
    return {kind: _tally(whats) for kind, whats in found.items() if whats}


def _tally(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
