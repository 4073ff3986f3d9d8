"""Which ids are new names of old ones, and the old entries told by the new names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.edit.diff.changes import Kind, Value
from kb.edit.diff.entries import Entry
from kb.model import Timeline

_ORDER: tuple[tuple[Kind, ...], ...] = (
    ("source", "place", "topic", "actor"),
    ("event",),
    ("claim", "question", "tie"),
)
"""What others name comes first: an event can be the same only once its actors have their names."""
_OF_CLAIMS = ("lead", "order of claims")
"""Name claims of the event itself, by what follows the event's id."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """The old entries, told by the new names, and what was renamed."""

    entries: tuple[Entry, ...]
    was: Mapping[tuple[Kind, str], str]
    """The old id by the new entry."""
    said: frozenset[tuple[Kind, str]]
    """Those of which `retired` tells."""


def follow_renames(
    before: tuple[Entry, ...], after: tuple[Entry, ...], timeline: Timeline
) -> Renaming:
    """Return `before` with each old id in the place of which a new one stands replaced by it.

    `retired.moved_to` says so; else one record went, one came, and all else is the same.
    """
    moved = {old: what.moved_to for old, what in timeline.retired.items() if what.moved_to}
    was: dict[tuple[Kind, str], str] = {}
    said: set[tuple[Kind, str]] = set()
    for kinds in _ORDER:
        for kind in kinds:
            pairs = dict(_told(before, after, kind, moved))
            said |= {(kind, new) for new in pairs.values()}
            pairs |= _inferred(before, after, kind, pairs)
            was |= {(kind, new): old for old, new in pairs.items()}
            before = tuple(_renamed(entry, pairs) for entry in before)
    return Renaming(before, was, frozenset(said))


def _told(
    before: Iterable[Entry], after: Iterable[Entry], kind: Kind, moved: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    gone, new = _gone(before, after, kind), _gone(after, before, kind)
    there = {entry.id for entry in new}
    yield from ((e.id, moved[e.id]) for e in gone if moved.get(e.id) in there)


def _inferred(
    before: Iterable[Entry], after: Iterable[Entry], kind: Kind, told: Mapping[str, str]
) -> dict[str, str]:
    gone = [entry for entry in _gone(before, after, kind) if entry.id not in told]
    new = [entry for entry in _gone(after, before, kind) if entry.id not in told.values()]
    pairs: dict[str, str] = {}
    for entry in gone:
        alike = [other for other in new if _is_alike(entry, other)]
        if len(alike) == 1 and alike[0].id not in pairs.values():
            pairs[entry.id] = alike[0].id
    return pairs


def _gone(entries: Iterable[Entry], others: Iterable[Entry], kind: Kind) -> list[Entry]:
    there = {entry.ref for entry in others}
    return [entry for entry in entries if entry.kind == kind and entry.ref not in there]


def _is_alike(one: Entry, other: Entry) -> bool:
    """Tell whether the two differ in their ids alone; claims moved to another event do not."""
    if one.kind in ("claim", "question", "tie") and _owner(one.id) != _owner(other.id):
        return False
    pairs = {one.id: other.id}
    renamed = _renamed(one, pairs)
    return (renamed.fields, renamed.evidence) == (
        other.fields,
        tuple(replace(piece, page="") for piece in other.evidence),
    )


def _renamed(entry: Entry, pairs: Mapping[str, str]) -> Entry:
    if not pairs:
        return entry
    owner = _owner(entry.id)
    inside = {
        old.partition("/")[2]: new.partition("/")[2]
        for old, new in pairs.items()
        if "/" in old and _owner(old) == owner
    }
    names, of_claims = _Names(pairs, inside), _Names({}, inside)
    return replace(
        entry,
        id=names.of(entry.id),
        fields={
            (key, names.of(of)): (of_claims if key in _OF_CLAIMS else names).value(value)
            for (key, of), value in entry.fields.items()
        },
        evidence=tuple(
            replace(_renamed(piece, {**pairs, **inside}), page="") for piece in entry.evidence
        ),
    )


def _owner(ref: str) -> str:
    return ref.partition("/")[0]


class _Names:
    """New names for old, wherever an editor can write an id."""

    def __init__(self, pairs: Mapping[str, str], inside: Mapping[str, str]) -> None:
        """Take what is inside the event apart: a claim may be called as an event is."""
        self._inside = inside
        self._pairs = {**pairs, **inside}
        names = "|".join(re.escape(old) for old in sorted(self._pairs, key=len, reverse=True))
        self._in_prose = re.compile(rf"(?<=([\[(]))({names})(?=([\])/]))")

    def of(self, ref: str) -> str:
        """Return the id, or the part of it before `/`, by its new name."""
        if ref in self._pairs:
            return self._pairs[ref]
        owner, slash, inside = ref.partition("/")
        return f"{self._pairs.get(owner, owner)}{slash}{inside}"

    def value(self, value: Value) -> Value:
        """Return the value of a key by the new names."""
        if isinstance(value, tuple):
            return tuple(self._text(text) for text in value)
        return self._text(value)

    def _text(self, text: str) -> str:
        bare = self.of(text)
        return bare if bare != text else self._in_prose.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        is_claim = found[1] + found[3] == "[]"
        return (self._inside if is_claim else self._pairs).get(found[2], found[2])
