"""What the home page opens on: its questions and the days of the focus."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from kb.dossier import Dossier, Event, Question
from kb.public.dates import day_in_words
from kb.render.drawing.strip import events_in_focus

_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its events, or a run of days without any."""

    first: date
    last: date
    events: tuple[Event, ...]

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def spelt(self) -> str:
        """The day or the run of days, in words with their years."""
        words = day_in_words(self.last)
        return words if self.first == self.last else f"{day_in_words(self.first)} to {words}"

    @property
    def label(self) -> str:
        """The day or the run of days, in words."""
        words = format_date(self.last, "d MMMM", locale="en_GB")
        if self.first == self.last:
            return words
        same_month = self.first.month == self.last.month
        start = format_date(self.first, "d" if same_month else "d MMMM", locale="en_GB")
        return f"{start}–{words}" if same_month else f"{start} – {words}"


def opening_questions(dossier: Dossier) -> tuple[Question, ...]:
    """Return the questions that editors chose, else the first of the focus as typed."""
    if dossier.opening:
        return dossier.opening
    asked = (
        question for event in events_in_focus(dossier) for question in event.questions.values()
    )
    return tuple(question for question, _ in zip(asked, range(_QUESTIONS), strict=False))


def days_of(dossier: Dossier) -> tuple[Day, ...]:
    """Return the days of the focus from its first event to its last, without a hole.

    An event stands on its first day within the focus; its own date is printed beside it.
    """
    first = dossier.focus.earliest
    found: dict[date, list[Event]] = {}
    for event in events_in_focus(dossier):
        start = event.when.earliest or event.when.latest
        assert start is not None, "an event in focus has a bound"
        found.setdefault(max(start, first) if first else start, []).append(event)
    return tuple(_filled(found))


def _filled(found: dict[date, list[Event]]) -> Iterator[Day]:
    before = None
    for day, events in sorted(found.items()):
        if before and day - before > timedelta(1):
            yield Day(before + timedelta(1), day - timedelta(1), ())
        yield Day(day, day, tuple(events))
        before = day
