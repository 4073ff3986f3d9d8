"""Dates of events and claims, with relative dates and dates taken from questions worked out."""

from dataclasses import dataclass, field

from kb.dates.when import FromQuestion, Relative, When, parse_when, resolve
from kb.fields import Moment
from kb.model import Timeline


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date, the event it was counted from if any, and the words it came in."""

    when: When
    anchor: str = ""
    wording: str = ""


@dataclass(slots=True)
class Calendar:
    """Works out each date once; the check has refused rings and unknown events."""

    timeline: Timeline
    _events: dict[str, Reckoned] = field(default_factory=dict)

    def of_event(self, event: str) -> Reckoned:
        """Return the date of an event."""
        for anchor in reversed(self._uncounted(event)):
            record = self.timeline.events[anchor]
            self._events[anchor] = self._reckon(anchor, record.when, record.wording or "")
        return self._events[event]

    def _uncounted(self, event: str) -> list[str]:
        """Return the event, and what each date is counted from, as far as it is not worked out.

        One by one: they may be more than Python's recursion allows.
        """
        found: list[str] = []
        while event and event not in self._events:
            found.append(event)
            moment = self._moment(event)
            event = moment.after or moment.before or ""
        return found

    def _moment(self, event: str) -> Moment:
        """Return the date as typed, of the event or of the answer that its question shows."""
        record = self.timeline.events[event]
        if not record.when.question:
            return record.when
        owner, claim = self._shown(event, record.when.question)
        return self.timeline.events[owner].claims[claim].when or record.when

    def of_claim(self, event: str, claim: str) -> Reckoned | None:
        """Return the claim's own date, or None where it has none."""
        record = self.timeline.events[event].claims[claim]
        if record.when is None:
            return None
        return self._reckon(event, record.when, record.wording or "")

    def of(self, moment: Moment | None) -> When | None:
        """Return the date of publication, of an office and the like; None where none is typed."""
        return self._reckon("", moment, "").when if moment else None

    def _reckon(self, event: str, moment: Moment, wording: str) -> Reckoned:
        parsed = parse_when(moment.written())
        match parsed:
            case When():
                return Reckoned(parsed, "", wording)
            case Relative():
                anchor = self.of_event(parsed.event)
                return Reckoned(resolve(parsed, anchor.when), parsed.event, wording)
            case FromQuestion():
                return self._from_question(event, parsed.question)

    def _from_question(self, event: str, question: str) -> Reckoned:
        reckoned = self.of_claim(*self._shown(event, question))
        assert reckoned is not None, "the check refuses a shown answer without a date"
        return reckoned

    def _shown(self, event: str, question: str) -> tuple[str, str]:
        """Return the event and the claim that a question shows as its answer."""
        shown = self.timeline.events[event].questions[question].shown or ""
        owner, _, claim = shown.rpartition("/")
        return owner or event, claim
