"""The dates of events as far as they can be worked out before everything is known to be right."""

import re
from collections.abc import Mapping

from kb.check.lookup import claim_named, claim_place
from kb.dates.edtf import BadDate
from kb.dates.when import Relative, When, parse_when, resolve
from kb.fields import Moment
from kb.manuscript import Manuscript, once
from kb.node import Path

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@once
def event_dates(manuscript: Manuscript) -> Mapping[str, When]:
    """Return the date of every event that has one; rings and bad dates have none."""
    counted = {event: reckoned(manuscript, event) for event in manuscript.timeline.events}
    moment_of = {event: parsed(found[1]) for event, found in counted.items() if found}
    dates = {event: when for event, when in moment_of.items() if isinstance(when, When)}
    waiting = {event: when for event, when in moment_of.items() if isinstance(when, Relative)}
    followers: dict[str, list[str]] = {}
    for event, relative in waiting.items():
        followers.setdefault(relative.event, []).append(event)
    ready = list(dates)
    while ready:
        anchor = ready.pop()
        for event in followers.get(anchor, ()):
            if resolved := _resolved(waiting[event], dates[anchor]):
                dates[event] = resolved
                ready.append(event)
    return dates


def reckoned(manuscript: Manuscript, event: str) -> tuple[Path, Moment] | None:
    """Return the date that stands for an event, its own or its question's, and its path."""
    record = manuscript.timeline.events[event]
    if not record.when.question:
        return ("events", event, "when"), record.when
    question = record.questions.get(record.when.question)
    if not question or not question.shown:
        return None
    claimed = claim_named(manuscript, event, question.shown)
    if not claimed or not claimed.when:
        return None
    owner, claim = claim_place(event, question.shown)
    return ("events", owner, "claims", claim, "when"), claimed.when


def anchors_of(moment: Moment) -> list[str]:
    """Return the event that a date is counted from, as a list of one or none."""
    return [anchor for anchor in (moment.after, moment.before) if anchor]


def parsed(moment: Moment) -> object:
    """Return the date as read, or None where it cannot be read and `bad_date` says so."""
    try:
        return parse_when(moment.written())
    except BadDate:
        return None


def _resolved(relative: Relative, anchor: When) -> When | None:
    try:
        return resolve(relative, anchor)
    except BadDate:
        return None


def is_day(moment: Moment) -> bool:
    """Tell whether a day is typed; what is no date at all is told by another rule."""
    written = moment.written()
    try:
        parse_when(written)
    except BadDate:
        return True
    return isinstance(written, str) and bool(_DAY.fullmatch(written))
