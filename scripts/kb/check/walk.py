"""The manuscript one kind of record at a time, each with its path; every rule walks these."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from pydantic import BaseModel

from kb.fields import Moment
from kb.manuscript import Manuscript, once, walked_once
from kb.model import Claim, Correction, Event, Evidence, Named, Question, Record, Role, Tie
from kb.node import Path


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in which `[id]` and `[words](id)` are links."""

    path: Path
    text: str
    event: str = ""
    """The event whose claims its marks name first."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as typed, and the event it belongs to if it does."""

    path: Path
    moment: Moment
    event: str = ""


@walked_once
def claims(manuscript: Manuscript) -> Iterator[tuple[str, str, Claim]]:
    """Yield every claim with the ids of its event and itself."""
    for event, record in manuscript.timeline.events.items():
        for claim, claimed in record.claims.items():
            yield event, claim, claimed


@walked_once
def evidence(manuscript: Manuscript) -> Iterator[tuple[Path, Claim, Evidence]]:
    """Yield every piece of evidence with its path and claim."""
    for event, claim, claimed in claims(manuscript):
        for number, piece in enumerate(claimed.evidence):
            yield ("events", event, "claims", claim, "evidence", number), claimed, piece


@walked_once
def questions(manuscript: Manuscript) -> Iterator[tuple[str, str, Question]]:
    """Yield every question with the ids of its event and itself."""
    for event, record in manuscript.timeline.events.items():
        for question, asked in record.questions.items():
            yield event, question, asked


@walked_once
def ties(manuscript: Manuscript) -> Iterator[tuple[str, str, Tie]]:
    """Yield every tie with the ids of its event and itself."""
    for event, record in manuscript.timeline.events.items():
        for tie, tied in record.follows.items():
            yield event, tie, tied


@walked_once
def named(manuscript: Manuscript) -> Iterator[tuple[Path, Named]]:
    """Yield every topic, place and actor with its path."""
    timeline = manuscript.timeline
    for topic, subject in timeline.topics.items():
        yield ("topics", topic), subject
    for place, spot in timeline.places.items():
        yield ("places", place), spot
    for actor, body in timeline.actors.items():
        yield ("actors", actor), body


@walked_once
def roles(manuscript: Manuscript) -> Iterator[tuple[Path, Role]]:
    """Yield every role with its path."""
    for actor, record in manuscript.timeline.actors.items():
        for number, role in enumerate(record.roles):
            yield ("actors", actor, "roles", number), role


@walked_once
def corrections(manuscript: Manuscript) -> Iterator[tuple[Path, Correction]]:
    """Yield every correction with its path, wherever the format has one."""
    for path, record in records(manuscript):
        for number, correction in enumerate(record.corrected):
            yield (*path, "corrected", number), correction


@walked_once
def records(manuscript: Manuscript) -> Iterator[tuple[Path, Record]]:
    """Yield everything that may have been changed or corrected, with its path."""
    yield ("dossier",), manuscript.timeline.dossier
    yield from named(manuscript)
    yield from roles(manuscript)
    for event, happening in manuscript.timeline.events.items():
        yield ("events", event), happening
    for event, claim, claimed in claims(manuscript):
        yield ("events", event, "claims", claim), claimed
    for path, _, piece in evidence(manuscript):
        yield path, piece
    for event, question, asked in questions(manuscript):
        yield ("events", event, "questions", question), asked
    for event, tie, tied in ties(manuscript):
        yield ("events", event, "follows", tie), tied
    for source, cited in manuscript.sources.items():
        yield ("sources", source), cited


@walked_once
def proses(manuscript: Manuscript) -> Iterator[Prose]:
    """Yield every text that may hold links."""
    timeline = manuscript.timeline
    yield Prose(("dossier", "lede"), timeline.dossier.lede)
    for path, record in named(manuscript):
        if record.summary:
            yield Prose((*path, "summary"), record.summary)
    for event, happening in timeline.events.items():
        yield from _event_proses(event, happening)
    for number, gap in enumerate(timeline.gaps):
        yield Prose(("gaps", number, "text"), gap.text)
    yield from _guide_proses(manuscript)


def _event_proses(event: str, record: Event) -> Iterator[Prose]:
    if record.summary:
        yield Prose(("events", event, "summary"), record.summary, event)
    for claim, claimed in record.claims.items():
        path: Path = ("events", event, "claims", claim)
        yield Prose((*path, "text"), claimed.text, event)
        for number, piece in enumerate(claimed.evidence):
            if piece.reports:
                yield Prose((*path, "evidence", number, "reports"), piece.reports, event)
    for question, asked in record.questions.items():
        for key in ("because", "settle", "cite"):
            if text := getattr(asked, key):
                yield Prose(("events", event, "questions", question, key), text, event)


def _guide_proses(manuscript: Manuscript) -> Iterator[Prose]:
    for source, guide in manuscript.guides.items():
        for sentence, read in guide.items():
            if read.cite:
                yield Prose(("guides", source, sentence, "cite"), read.cite)
            for number, phrase in enumerate(read.phrases):
                if phrase.shows:
                    path = ("guides", source, sentence, "phrases", number, "shows")
                    yield Prose(path, phrase.shows)


@once
def moments(manuscript: Manuscript) -> tuple[Dated, ...]:
    """Return every date, wherever the format has one."""
    found: list[Dated] = []
    _add_moments(found, (), manuscript.timeline)
    for source, cited in manuscript.sources.items():
        _add_moments(found, ("sources", source), cited)
    return tuple(found)


def _add_moments(found: list[Dated], path: Path, value: object) -> None:
    """Add the dates at or under a value; most fields that may hold one are empty."""
    match value:
        case Moment():
            is_of_event = len(path) == _EVENT_DATE and path[0] == "events" and path[2] == "when"
            found.append(Dated(path, value, str(path[1]) if is_of_event else ""))
        case BaseModel():
            for name, key in _dated_fields(type(value)):
                if part := getattr(value, name):
                    _add_moments(found, (*path, key), part)
        case dict() | tuple():
            steps = value.items() if isinstance(value, dict) else enumerate(value)
            for step, part in steps:
                _add_moments(found, (*path, step), part)
        case _:
            pass


_EVENT_DATE = 3


@cache
def _dated_fields(shape: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a record in which a date may stand, each with its key."""
    return tuple(
        (name, field.alias or name)
        for name, field in shape.model_fields.items()
        if _may_hold_dates(field.annotation)
    )


def _may_hold_dates(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation is Moment or bool(_dated_fields(annotation))
    return any(map(_may_hold_dates, get_args(annotation)))
