"""Two revisions -> the report: record by record, and then what follows from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from kb.edit.diff.changes import Change, CorrectionAdded, DateMove, FieldChange, Value, What, Words
from kb.edit.diff.entries import Entry, Key, Ref
from kb.edit.diff.moves import move_of
from kb.edit.diff.names import entries_of
from kb.edit.diff.pages import affected_pages, reordered
from kb.edit.diff.passages import passage_changes
from kb.edit.diff.renames import Renaming, follow_renames
from kb.edit.diff.report import Report
from kb.edit.diff.revisions import Revision
from kb.edit.diff.standings import status_changes
from kb.edit.diff.unpublished import unpublished_changes
from kb.edit.diff.words import differing
from kb.model import Timeline

_ORDER: Key = ("order of claims", "")


def compare(before: Revision, after: Revision) -> Report:
    """Return everything that changed in content from one revision to the other."""
    timeline = after.manuscript.timeline
    new = entries_of(after.dossier, timeline)
    renaming = follow_renames(entries_of(before.dossier, before.manuscript.timeline), new, timeline)
    old = {entry.ref: entry for entry in renaming.entries}
    return Report(
        before=before.name,
        after=after.name,
        changes=tuple(_noted(c, before, after) for c in changes_of(renaming, new)),
        dates=tuple(_moves(old, new)),
        statuses=status_changes(before.dossier, after.dossier, renaming.was),
        passages=passage_changes(before.dossier, after.dossier),
        corrections=tuple(_corrections(old, new)),
        reordered=reordered(before.dossier, after.dossier),
        unpublished=unpublished_changes(before, after),
        pages=affected_pages(before.pages, after.pages),
        titles={
            entry.id: entry.label for entry in (*renaming.entries, *new) if entry.kind == "event"
        },
    )


def changes_of(renaming: Renaming, after: tuple[Entry, ...]) -> Iterator[Change]:
    """Yield what became of each record, in the order of `after`; what went stands at its place."""
    old = {entry.ref: entry for entry in renaming.entries}
    there = {entry.ref for entry in after}
    for entry in _in_one_row(renaming.entries, after):
        if entry.ref not in there:
            yield _change("removed", entry, None)
        elif entry.ref not in old:
            yield _change("added", None, entry)
        else:
            yield from _changed(old[entry.ref], entry, renaming)


def _in_one_row(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> list[Entry]:
    """Return all entries of `after`, and each that is gone after the one that it stood behind."""
    there = {entry.ref for entry in after}
    behind: dict[object, list[Entry]] = {}
    last: object = None
    for entry in before:
        if entry.ref in there:
            last = entry.ref
        else:
            behind.setdefault(last, []).append(entry)
    rows = [[entry, *behind.get(entry.ref, ())] for entry in after]
    return [*behind.get(None, ()), *chain.from_iterable(rows)]


def _changed(old: Entry, new: Entry, renaming: Renaming) -> Iterator[Change]:
    found = _change("changed", old, new)
    was = renaming.was.get(new.ref, "")
    if was:
        yield replace(found, what="renamed", was=was, is_said=new.ref in renaming.said)
    elif found.fields or found.evidence:
        yield found


def _change(what: What, old: Entry | None, new: Entry | None) -> Change:
    entry = new or old
    assert entry is not None, "a change has a record before or after"
    return Change(
        what=what,
        kind=entry.kind,
        id=entry.id,
        was="",
        is_said=False,
        label=entry.label,
        page=entry.page,
        status=entry.status,
        note="",
        fields=tuple(field_changes(old.fields if old else {}, new.fields if new else {})),
        evidence=tuple(_evidence(old.evidence if old else (), new.evidence if new else ())),
    )


def field_changes(old: Mapping[Key, Value], new: Mapping[Key, Value]) -> Iterator[FieldChange]:
    """Yield each key whose value is not the same, in the order in which records are written."""
    for key in _keys(old, new):
        one, other = old.get(key, ""), new.get(key, "")
        if key == _ORDER:
            one, other = _of_both(one, other)
        if one != other:
            yield _field(key, one, other)


def _keys(old: Iterable[Key], new: Iterable[Key]) -> list[Key]:
    return list(dict.fromkeys((*new, *old)))


def _of_both(one: Value, other: Value) -> tuple[Value, Value]:
    """Return two orders of what stands in both; nothing where only one is there."""
    both = set(one) & set(other)
    kept = [tuple(name for name in names if name in both) for names in (one, other)]
    return kept[0], kept[1]


def _field(key: Key, old: Value, new: Value) -> FieldChange:
    is_list = isinstance(old or new, tuple)
    listed = [tuple(value) if value else () for value in (old, new)] if is_list else [(), ()]
    removed = tuple(name for name in listed[0] if name not in listed[1])
    added = tuple(name for name in listed[1] if name not in listed[0])
    return FieldChange(
        field=key[0],
        of=key[1],
        old=old if old or not is_list else (),
        new=new if new or not is_list else (),
        words=_words(removed, added) if is_list else differing(str(old), str(new)),
        removed=removed,
        added=added,
    )


def _words(removed: tuple[str, ...], added: tuple[str, ...]) -> tuple[Words, ...]:
    """Return the words that differ where one item of a list stands in the place of another."""
    is_one = len(removed) == len(added) == 1 and " " in removed[0]
    return differing(removed[0], added[0]) if is_one else ()


def _evidence(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> Iterator[Change]:
    """Pair pieces from the same source, those that are the same first; the rest came or went."""
    gone, come = _unlike(old, new), _unlike(new, old)
    for piece in come:
        match = max(
            (other for other in gone if other.id == piece.id),
            key=lambda other: _likeness(other, piece),
            default=None,
        )
        if match is None:
            yield _change("added", None, piece)
            continue
        gone.remove(match)
        changed = _change("changed", match, piece)
        if changed.fields:
            yield changed
    yield from (_change("removed", piece, None) for piece in gone)


def _unlike(pieces: tuple[Entry, ...], others: tuple[Entry, ...]) -> list[Entry]:
    """Return the pieces that do not stand among the others, each of those counted once."""
    left = [(other.id, other.fields) for other in others]
    found = []
    for piece in pieces:
        if (piece.id, piece.fields) in left:
            left.remove((piece.id, piece.fields))
        else:
            found.append(piece)
    return found


def _likeness(one: Entry, other: Entry) -> int:
    return sum(one.fields.get(key) == value for key, value in other.fields.items())


def _moves(old: Mapping[Ref, Entry], new: Iterable[Entry]) -> Iterator[DateMove]:
    for entry in new:
        earlier = old.get(entry.ref)
        if earlier and (move := move_of(earlier, entry)):
            yield move


def _corrections(old: Mapping[Ref, Entry], new: Iterable[Entry]) -> Iterator[CorrectionAdded]:
    for entry in new:
        known = old[entry.ref].corrected if entry.ref in old else ()
        for correction in entry.corrected:
            if correction not in known:
                on = correction.on.edtf
                texts = (correction.was, correction.now, correction.why)
                yield CorrectionAdded(entry.kind, entry.id, on, *texts)


def _noted(change: Change, before: Revision, after: Revision) -> Change:
    if change.kind == "event" and change.what == "added":
        return replace(change, note="draft" if _is_draft(before, change.id) else "")
    if change.what != "removed":
        return change
    note = (
        "draft"
        if _is_draft(after, change.owner)
        else _retired(after.manuscript.timeline, change.id)
    )
    return replace(change, note=note)


def _is_draft(revision: Revision, event: str) -> bool:
    record = revision.manuscript.timeline.events.get(event)
    return record is not None and record.draft


def _retired(timeline: Timeline, ref: str) -> str:
    what = timeline.retired.get(ref)
    if what is None:
        return ""
    return f"withdrawn: {what.withdrawn}" if what.withdrawn else f"moved to {what.moved_to}"
