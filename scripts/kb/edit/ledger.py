"""A release: the ledger takes in what is published now, and records that changed get their day."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb import node
from kb.checked import read_checked
from kb.dossier import Dossier
from kb.edit.text import edited
from kb.edit.trial import copied, replace_all
from kb.facts import Standing, standing
from kb.ledger import LEDGER, Published, ledger_text, page_of_part, record_address
from kb.manuscript import Manuscript
from kb.problems import Edit, InvalidDossier, Location, Problem

_UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Release:
    """What a release takes into the ledger, by address, and the texts that it changes."""

    day: str
    total: int
    """How many addresses the ledger holds afterwards."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    """Those that were published before, and of which something else stands there now."""
    corrected: tuple[str, ...]
    """Those among them that got a correction since."""
    retired: tuple[str, ...]
    """Those that are retired; their lines stay."""
    texts: Mapping[str, str]
    """Each file that is written, from the dossier's folder, as it will be."""

    @property
    def is_complete(self) -> bool:
        """Tell whether the last release already holds everything."""
        return not self.texts


def prepared(folder: Path, day: str) -> Release:
    """Return what a release on a day (`2026-11-25`) would do; raise InvalidDossier.

    Nothing is written. Lines of what is gone stay: their addresses are permanent.
    """
    manuscript, dossier = read_checked(folder)
    now, was = _published(manuscript, dossier), manuscript.ledger
    ledger = {**was, **now}
    texts = {}
    if (text := ledger_text(ledger.values())) != ledger_text(was.values()):
        texts = {LEDGER: text, **_dated(folder, manuscript, now, day)}
    return Release(
        day,
        len(ledger),
        tuple(sorted(now.keys() - was.keys())),
        tuple(sorted(one for one in now.keys() & was.keys() if now[one] != was[one])),
        tuple(sorted(one for one, entry in now.items() if _is_corrected(entry, was.get(one)))),
        tuple(sorted(was.keys() - now.keys())),
        texts,
    )


def write_release(folder: Path, release: Release) -> None:
    """Write the texts of a release, all or none, or raise InvalidDossier."""
    try:
        with copied(folder, release.texts) as copy:
            _refuse_incomplete(copy, release.day)
        replace_all(folder, release.texts)
    except OSError as error:
        file = os.path.relpath(error.filename or folder / LEDGER, folder)
        raise _unwritable(file, error.strerror or "") from None


def _refuse_incomplete(folder: Path, day: str) -> None:
    if not prepared(folder, day).is_complete:
        raise _unwritable(LEDGER, "a tool cannot type the days of these records")


def _unwritable(file: str, reason: str) -> InvalidDossier:
    message = f"cannot be written: {reason}"
    return InvalidDossier([Problem(Location(file), message, "", "unwritable-file")])


def _published(manuscript: Manuscript, dossier: Dossier) -> dict[str, Published]:
    """Return what the site has at each permanent address, as the ledger notes it."""
    held = {
        "events": dossier.events,
        "actors": dossier.actors,
        "places": dossier.places,
        "topics": dossier.topics,
        "sources": dossier.sources,
    }
    pages = {record_address(name, record.id) for name, kept in held.items() for record in kept}
    return {
        address: Published(address, here.facts, here.corrected, here.content)
        for address, here in standing(manuscript).items()
        if page_of_part(address) in pages
    }


def _is_corrected(now: Published, was: Published | None) -> bool:
    return now.corrected > (was.corrected if was else 0)


def _dated(
    folder: Path, manuscript: Manuscript, now: Mapping[str, Published], day: str
) -> dict[str, str]:
    """Return the files in which events changed, with the day typed into each event.

    Other records get it where they carry one already; the heading gets it always.
    """
    there = standing(manuscript)
    changed = [there[one] for one in now if _has_changed(manuscript, now[one])]
    edits: dict[str, list[Edit]] = {}
    for edit in _edits(manuscript, changed, day):
        edits.setdefault(edit.at.file, []).append(edit)
    return {
        name: edited((folder / name).read_bytes().decode("utf-8"), made)
        for name, made in edits.items()
    }


def _has_changed(manuscript: Manuscript, entry: Published) -> bool:
    was = manuscript.ledger.get(entry.address)
    return bool(entry.content) and (was is None or was.content != entry.content)


def _edits(manuscript: Manuscript, changed: list[Standing], day: str) -> Iterator[Edit]:
    for path in (("dossier",), *(one.path for one in changed)):
        record = manuscript.node_at(*path)
        if isinstance(record, node.Mapping) and _is_dated(path, record):
            yield from _typed(record, day)


def _is_dated(path: node.Path, record: node.Mapping) -> bool:
    return path[0] in ("dossier", "events") or _UPDATED in record.entries


def _typed(record: node.Mapping, day: str) -> Iterator[Edit]:
    """Yield the edit that types the day: over the last one, or as a key of its own."""
    last = record.entries.get(_UPDATED)
    if isinstance(last, node.Scalar):
        if last.text != day:
            yield Edit(last.at, last.raw, day)
        return
    key = record.keys["claims" if "claims" in record.keys else [*record.keys][-1]]
    after = ", " if record.is_flow else f"\n{' ' * (key.at.column - 1)}"
    yield Edit(key.at, "", f"{_UPDATED}: {day}{after}")
