"""Rules: every date can be read, and every date that is counted from another can be worked out."""

import re
from collections.abc import Iterator

from kb.check.lookup import claim_named, claim_place
from kb.check.reckoning import anchors_of, event_dates, parsed, reckoned
from kb.check.rings import rings, told
from kb.check.walk import claims, moments, roles
from kb.dates.edtf import BadDate
from kb.dates.when import Relative, When, parse_when, resolve
from kb.fields import Moment
from kb.manuscript import Manuscript
from kb.node import Path, Scalar
from kb.problems import Edit, Problem


def bad_date(manuscript: Manuscript) -> Iterator[Problem]:
    """Every date is one that the calendar has, and says no more than it knows."""
    for dated in moments(manuscript):
        try:
            parse_when(dated.moment.written())
        except BadDate as bad:
            path = (*dated.path, *bad.key)
            fix = _meant(manuscript.scalar(*path), bad)
            yield Problem(manuscript.at(*path), bad.message, bad.hint, fix=fix)


def date_ring(manuscript: Manuscript) -> Iterator[Problem]:
    """No event's date is counted from itself, however many events lie between."""
    counted = {event: reckoned(manuscript, event) for event in manuscript.timeline.events}
    anchors = {event: anchors_of(found[1]) for event, found in counted.items() if found}
    for ring in rings(anchors):
        path, moment = counted[ring[0]] or ((), None)
        key = "after" if moment and moment.after else "before"
        message = f"the date of '{ring[0]}' is counted from itself: {told(ring)}"
        yield Problem(manuscript.at(*path, key), message, "give one of them a date of its own")


def uncountable_date(manuscript: Manuscript) -> Iterator[Problem]:
    """A date that is counted from another event can be worked out."""
    counted = [dated for dated in moments(manuscript) if anchors_of(dated.moment)]
    dates = event_dates(manuscript) if counted else {}
    for dated in counted:
        relative = parsed(dated.moment)
        if isinstance(relative, Relative) and relative.event in dates:
            try:
                resolve(relative, dates[relative.event])
            except BadDate as bad:
                key = bad.key or ("by",)
                yield Problem(manuscript.at(*dated.path, *key), bad.message, bad.hint)


def stray_question(manuscript: Manuscript) -> Iterator[Problem]:
    """Only an event takes its date from a question."""
    for dated in moments(manuscript):
        if dated.moment.question and not dated.event:
            at = manuscript.at(*dated.path, "question")
            message = (
                f"only an event takes its date from a question, here '{dated.moment.question}'"
            )
            yield Problem(at, message, "write the date")


def question_without_date(manuscript: Manuscript) -> Iterator[Problem]:
    """A question that dates its event shows an answer, and that answer has a date."""
    for event, record in manuscript.timeline.events.items():
        asked = record.when.question or ""
        question = record.questions.get(asked)
        if not question or manuscript.is_broken("events", event, "questions", asked, "shown"):
            continue
        at = manuscript.at("events", event, "when", "question")
        hint = "show an answer that has a date, or write the event's date"
        if not question.shown:
            yield Problem(at, f"the question '{asked}' shows no answer to take the date from", hint)
        elif _is_undated(manuscript, event, question.shown):
            yield Problem(at, f"the answer '{question.shown}' has no date for the event", hint)


def wording_without_date(manuscript: Manuscript) -> Iterator[Problem]:
    """The words of a date stand beside that date: alone, no page would show them."""
    for path, key, date in _worded(manuscript):
        at = manuscript.key_at(*path, "wording")
        if date is None and not manuscript.is_broken(*path, key):
            yield Problem(at, "'wording' stands beside no date", f"add '{key}', or delete it")
        elif date and date.question and path == ("events", path[1]):  # elsewhere it is stray
            message = "the date is that of an answer, and so are its words"
            yield Problem(at, message, "move 'wording' to the claim that gives the answer")


def _worded(manuscript: Manuscript) -> Iterator[tuple[Path, str, Moment | None]]:
    """Yield each record that words a date, with the key of the date and what stands there."""
    for event, record in manuscript.timeline.events.items():
        if record.wording:
            yield ("events", event), "when", record.when
    for event, claim, claimed in claims(manuscript):
        if claimed.wording:
            yield ("events", event, "claims", claim), "when", claimed.when
    for source, cited in manuscript.sources.items():
        if cited.wording:
            yield ("sources", source), "published", cited.published


def backward_role(manuscript: Manuscript) -> Iterator[Problem]:
    """Nobody leaves an office before taking it."""
    for path, role in roles(manuscript):
        begins = parsed(role.from_) if role.from_ else None
        ends = parsed(role.to) if role.to else None
        if not (isinstance(begins, When) and isinstance(ends, When)):
            continue
        if begins.earliest and ends.latest and begins.earliest > ends.latest:
            message = f"the role ends ('{ends.typed}') before it begins ('{begins.typed}')"
            yield Problem(manuscript.at(*path, "to"), message, "swap 'from' and 'to'?")


def _meant(scalar: Scalar | None, bad: BadDate) -> tuple[Edit, ...]:
    """Return the edit that writes a date as it was surely meant."""
    if not (scalar and bad.meant):
        return ()
    places = [*re.finditer(rf"(?<![\w-]){re.escape(bad.typed)}(?![\w-])", scalar.raw)]
    if len(places) != 1:
        return ()
    return (Edit(scalar.place(places[0].start()), bad.typed, bad.meant),)


def _is_undated(manuscript: Manuscript, event: str, answer: str) -> bool:
    owner, claim = claim_place(event, answer)
    claimed = claim_named(manuscript, event, answer)
    is_refused = manuscript.is_broken("events", owner, "claims", claim, "when")
    return claimed is not None and claimed.when is None and not is_refused
