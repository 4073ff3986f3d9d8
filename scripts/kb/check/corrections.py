"""Rules: what was published changes in the open, with a note that says what stood there."""

import json
from collections.abc import Iterator

from kb.check.reckoning import is_day, parsed
from kb.check.walk import corrections, moments, records
from kb.facts import Standing, is_same, standing
from kb.ledger import Published
from kb.manuscript import Manuscript
from kb.node import Path
from kb.problems import Location, Problem

_NOTHING = "(not given)"


def changed_fact(manuscript: Manuscript) -> Iterator[Problem]:
    """A fact that was published changes with a correction, and not without."""
    now = standing(manuscript) if manuscript.ledger else {}
    misread = _no_dates(manuscript) if manuscript.ledger else set()
    for address, entry in manuscript.ledger.items():
        here = now.get(address)
        if here is None or here.corrected > entry.corrected:
            continue
        for fact, was in entry.facts.items():
            place = here.places.get(fact, here.path)
            is_refused = manuscript.is_broken(*place) or place in misread
            if not is_refused and not is_same(was, here.facts.get(fact, ""), fact):
                yield _changed(manuscript, entry, here, fact)


def _no_dates(manuscript: Manuscript) -> set[Path]:
    """Return where something else than a date is typed: that is told, and is no change yet."""
    return {dated.path for dated in moments(manuscript) if parsed(dated.moment) is None}


def _changed(manuscript: Manuscript, entry: Published, here: Standing, fact: str) -> Problem:
    was, now = entry.facts[fact], here.facts.get(fact, "")
    became = f"is '{now}' now" if now else "is not given now"
    message = f"'{fact}' of '{entry.ref}' was published as '{was}' and {became}"
    return Problem(_place(manuscript, here, fact), message, _note(entry, was, now))


def _place(manuscript: Manuscript, here: Standing, fact: str) -> Location:
    if fact in here.facts:
        return manuscript.at(*here.places[fact])
    return manuscript.key_at(*here.path)


def _note(entry: Published, was: str, now: str) -> str:
    """Return the note that is wanted, to be pasted."""
    begin = "add to 'corrected', and say" if entry.corrected else "add to the record, and say"
    note = (
        "- on: …",
        f"  was: {json.dumps(was, ensure_ascii=False)}",
        f"  now: {json.dumps(now or _NOTHING, ensure_ascii=False)}",
        "  why: …",
    )
    lines = note if entry.corrected else ("corrected:", *(f"  {line}" for line in note))
    return "\n".join((f"restore it, or {begin} when and why:", *lines))


def correction_without_day(manuscript: Manuscript) -> Iterator[Problem]:
    """A correction names the day on which it was made."""
    for path, correction in corrections(manuscript):
        if not is_day(correction.on):
            at = manuscript.at(*path, "on")
            hint = "write the day on which it was corrected, such as 2024-03-01"
            yield Problem(at, "the day of the correction is not given", hint)


def update_without_day(manuscript: Manuscript) -> Iterator[Problem]:
    """A change names its day: feeds and calendars hold no month, and none may be made up."""
    for path, record in records(manuscript):
        if record.updated and not is_day(record.updated):
            at = manuscript.at(*path, "updated")
            hint = "write the day on which it last changed, such as 2024-03-01"
            yield Problem(at, "the day of the last change is not given", hint)


def correction_without_change(manuscript: Manuscript) -> Iterator[Problem]:
    """A correction changes something."""
    for path, correction in corrections(manuscript):
        if correction.was.split() == correction.now.split():
            at = manuscript.at(*path, "now")
            hint = "write what stands there now, or delete the note"
            yield Problem(at, "'was' and 'now' say the same", hint)
