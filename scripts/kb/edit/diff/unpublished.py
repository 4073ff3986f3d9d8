"""Changes in what readers do not see: drafts, records that only drafts name, and notes.

The dossier has none of them, so they are compared as they were written.
"""

from collections.abc import Iterator, Mapping

from kb.dossier import Dossier
from kb.edit.diff.changes import FieldChange, Unpublished, What
from kb.edit.diff.revisions import Revision
from kb.edit.diff.words import differing
from kb.manuscript import Manuscript
from kb.model import Record

_Leaves = dict[str, str]
_Records = dict[tuple[str, str], _Leaves]


def unpublished_changes(before: Revision, after: Revision) -> tuple[Unpublished, ...]:
    """Return what became of each record that is a draft, or named by drafts alone, and of notes.

    A draft that was published, and the other way round, is told among what is published.
    """
    old, new = _kept_back(before), _kept_back(after)
    published = [_published(side.dossier) for side in (before, after)]
    found = []
    for ref in dict.fromkeys((*new, *old)):
        if ref in new and ref not in old and ref not in published[0]:
            found.append(_told("added", ref, {}, new[ref]))
        elif ref in old and ref not in new and ref not in published[1]:
            found.append(_told("removed", ref, old[ref], {}))
        elif ref in old and ref in new and old[ref] != new[ref]:
            found.append(_told("changed", ref, old[ref], new[ref]))
    return tuple(found)


def _told(what: What, ref: tuple[str, str], old: _Leaves, new: _Leaves) -> Unpublished:
    return Unpublished(what, *ref, tuple(_fields(old, new)))


def _fields(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    for path in dict.fromkeys((*new, *old)):
        one, other = old.get(path, ""), new.get(path, "")
        if one != other:
            yield FieldChange(path, "", one, other, differing(one, other), (), ())


def _published(dossier: Dossier) -> set[tuple[str, str]]:
    return {
        *(("event", event.id) for event in dossier.events),
        *(("actor", actor.id) for actor in dossier.actors),
        *(("place", place.id) for place in dossier.places),
        *(("topic", topic.id) for topic in dossier.topics),
        *(("source", source.id) for source in dossier.sources),
    }


def _kept_back(revision: Revision) -> _Records:
    """Return the leaves of every record that is not published, and of every note."""
    published = _published(revision.dossier)
    found: _Records = {}
    for ref, record in _records(revision.manuscript):
        leaves = dict(_leaves(record.model_dump(exclude_defaults=True, by_alias=True), ""))
        if ref not in published:
            found[ref] = leaves
        elif notes := {path: text for path, text in leaves.items() if _is_note(path)}:
            found[f"note of {ref[0]}", ref[1]] = notes
    return found


def _records(manuscript: Manuscript) -> Iterator[tuple[tuple[str, str], Record]]:
    timeline = manuscript.timeline
    yield from ((("event", name), record) for name, record in timeline.events.items())
    yield from ((("actor", name), record) for name, record in timeline.actors.items())
    yield from ((("place", name), record) for name, record in timeline.places.items())
    yield from ((("topic", name), record) for name, record in timeline.topics.items())
    yield from ((("source", name), record) for name, record in manuscript.sources.items())


def _is_note(path: str) -> bool:
    return path.rpartition(".")[2] == "note"


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text with its path, such as `claims.waits.text`; order of keys is nothing."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _leaves(inner, ".".join(filter(None, (path, key))))
        case tuple():
            for number, inner in enumerate(value, 1):
                yield from _leaves(inner, f"{path}.{number}" if len(value) > 1 else path)
        case _:
            yield path, " ".join(str(value).split())
