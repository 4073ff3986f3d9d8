"""Answers -> the new texts of a dossier, tried as a whole before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.check.ids import RESERVED
from kb.check.unused import unused_record
from kb.edit.answers import Answers, SourceAnswers, is_address
from kb.edit.faults import Fault, faults_of
from kb.edit.insertion import (
    Insertions,
    NoPlace,
    indent_of,
    place_in_time,
    put_evidence,
    put_record,
    put_reference,
    set_updated,
)
from kb.edit.propose import id_from, same_address, source_id_from
from kb.edit.records import (
    OWN_SOURCE_FIELDS,
    actor_record,
    claim_record,
    event_record,
    evidence_record,
    moment,
    place_record,
    source_record,
)
from kb.edit.trial import Tried, replace_all, tried
from kb.edit.yaml_lines import Line, Value, entry_lines
from kb.manuscript import Manuscript
from kb.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class Target:
    """Where the answers go: a new event, a claim of an event, or evidence for a claim."""

    event: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """What would be written, and what is wrong with it."""

    answers: Answers
    """With the ids that were proposed."""
    target: Target
    texts: Mapping[str, str]
    lines: tuple[str, ...]
    """What is inserted, as text."""
    tried: Tried
    faults: tuple[Fault, ...]

    @property
    def event(self) -> str:
        """The event that is new or has changed."""
        return self.target.event or self.answers.id or ""

    @property
    def claim(self) -> str:
        """The claim that is new or has changed."""
        return self.target.claim or self.answers.claim_id or ""

    @property
    def at(self) -> Location:
        """Where the event, the claim or the evidence stands now."""
        assert self.tried.manuscript is not None, "an addition without faults was read"
        path = ("events", self.event)
        if not self.target.event:
            return self.tried.manuscript.key_at(*path)
        if not self.target.claim:
            return self.tried.manuscript.key_at(*path, "claims", self.claim)
        claimed = self.tried.manuscript.timeline.events[self.event].claims[self.claim]
        last = len(claimed.evidence) - 1
        return self.tried.manuscript.at(*path, "claims", self.claim, "evidence", last)


@dataclass(frozen=True, slots=True)
class SourceAddition:
    """A source that would be written, and what is wrong with it."""

    answers: SourceAnswers
    texts: Mapping[str, str]
    tried: Tried
    faults: tuple[Fault, ...]


def prepared(
    folder: Path, manuscript: Manuscript, answers: Answers, target: Target, today: str
) -> Addition:
    """Return what the answers would add, tried on a copy of the dossier."""
    whole = with_ids(manuscript, answers, target)
    into = Insertions(folder, manuscript)
    _put_new_records(into, whole)
    _put(into, whole, target, today)
    texts = into.texts()
    outcome = tried(folder, texts)
    _refuse_side_effects(manuscript, outcome, target.event or whole.id or "")
    named = {"id": whole.id, "claim_id": whole.claim_id, "source_id": whole.source_id}
    waiting = {problem.message for problem in unused_record(manuscript)}
    problems = [problem for problem in outcome.problems if problem.message not in waiting]
    faults = faults_of(problems, into, {key: name or "" for key, name in named.items()})
    if not evidence_record(whole):
        faults = (_no_source(into), *(fault for fault in faults if fault.field != "source"))
    lines = tuple(line.text for _, block in into.lines for line in block)
    return Addition(whole, target, texts, lines, outcome, faults)


def prepared_source(folder: Path, manuscript: Manuscript, answers: SourceAnswers) -> SourceAddition:
    """Return the reference that the answers make, tried; that nothing uses it yet is no fault."""
    whole = _with_source_id(manuscript, answers)
    into = Insertions(folder, manuscript)
    put_reference(into, _block("source", whole.id or "", source_record(whole), 0))
    outcome = tried(folder, into.texts())
    left = [problem for problem in outcome.problems if problem.rule != "unused-record"]
    faults = faults_of(left, into, {"id": whole.id or ""})
    own = (Fault(OWN_SOURCE_FIELDS.get(f.field, f.field), f.problem) for f in faults)
    return SourceAddition(whole, into.texts(), outcome, tuple(own))


def write(folder: Path, addition: Addition) -> None:
    """Write every file whole, or none; an addition with faults is never written."""
    assert not addition.faults, "only what passes the check is written"
    replace_all(folder, addition.texts)


def with_ids(manuscript: Manuscript, answers: Answers, target: Target) -> Answers:
    """Return the answers with an id wherever one is wanted and none was typed."""
    taken = taken_ids(manuscript)
    claims = manuscript.timeline.events[target.event].claims if target.event else {}
    changes: dict[str, object] = {
        "id": answers.id or id_from(answers.title or "", taken, "new-event"),
        "claim_id": answers.claim_id or id_from(answers.claim_text or "", claims, "new-claim"),
    }
    found = source_at(manuscript, answers.source or "")
    if found:
        changes["source"] = found
    elif is_new_source(manuscript, answers):
        source = _with_source_id(manuscript, answers.new_source(), str(changes["id"])).id
        changes["source_id"] = source
    return answers.model_copy(update=changes)


def is_new_source(manuscript: Manuscript, answers: Answers) -> bool:
    """Tell whether the source is one that the dossier does not have."""
    source = answers.source or ""
    is_known = source in manuscript.known["sources"] or bool(source_at(manuscript, source))
    return not is_known and (is_address(source) or bool(answers.publisher))


def source_at(manuscript: Manuscript, url: str) -> str:
    """Return the source whose address it is, however it is written, or nothing."""
    if not is_address(url):
        return ""
    return next(
        (
            source
            for source, record in manuscript.sources.items()
            if any(same_address(url, known or "") for known in (record.url, record.archive))
        ),
        "",
    )


def taken_ids(manuscript: Manuscript) -> frozenset[str]:
    """Return every id that a record has or had, and those that no record may have."""
    retired = manuscript.timeline.retired
    return frozenset().union(*manuscript.known.values(), retired, RESERVED)


def _no_source(into: Insertions) -> Fault:
    """Tell of evidence of which nothing was given, so that no line of it could be wrong."""
    at = into.manuscript.key_at("events")
    return Fault("source", Problem(at, "evidence has no 'source'", "", "missing-key"))


def _refuse_side_effects(manuscript: Manuscript, outcome: Tried, event: str) -> None:
    """Raise NoPlace where the text went into another event, as into a quotation left open."""
    if outcome.problems or outcome.manuscript is None:
        return
    after = outcome.manuscript.timeline.events
    others = {name: record for name, record in after.items() if name != event}
    was = {name: r for name, r in manuscript.timeline.events.items() if name != event}
    if event not in after or others != was:
        raise NoPlace(f"'{event}' cannot be inserted as text: a text around it is not indented")


def _with_source_id(
    manuscript: Manuscript, answers: SourceAnswers, event: str = ""
) -> SourceAnswers:
    given = (answers.url or "", answers.published or "", answers.publisher or "")
    proposed = answers.id or source_id_from(*given, taken_ids(manuscript) | {event})
    return answers.model_copy(update={"id": proposed})


def _put_new_records(into: Insertions, answers: Answers) -> None:
    for actor, given in (answers.new_actor or {}).items():
        _put_last(into, "actors", _block("actor", actor, actor_record(given), 2))
    for place, given in (answers.new_place or {}).items():
        _put_last(into, "places", _block("place", place, place_record(given), 2))
    if is_new_source(into.manuscript, answers):
        source = answers.new_source()
        put_reference(into, _block("source", answers.source_id or "", source_record(source), 0))


def _put(into: Insertions, answers: Answers, target: Target, today: str) -> None:
    if is_new_source(into.manuscript, answers):
        answers = answers.model_copy(update={"source": answers.source_id})
    if not target.event:
        record = event_record(answers, today)
        after = place_in_time(into.manuscript, moment(answers.when or ""))
        lines = _block("event", answers.id or "", record, indent_of(into, ("events",)))
        put_record(into, ("events",), after, lines)
        return
    set_updated(into, target.event, today)
    claims = ("events", target.event, "claims")
    if target.claim:
        put_evidence(into, claims, target.claim, evidence_record(answers))
        return
    last = list(into.manuscript.timeline.events[target.event].claims)[-1]
    lines = _block("claim", answers.claim_id or "", claim_record(answers), indent_of(into, claims))
    put_record(into, claims, last, lines)


def _put_last(into: Insertions, collection: str, lines: tuple[Line, ...]) -> None:
    held = list(getattr(into.manuscript.timeline, collection))
    put_record(into, (collection,), held[-1] if held else "", lines)


def _block(kind: str, name: str, record: Mapping[str, Value], indent: int) -> tuple[Line, ...]:
    """Return the lines of a record; their paths begin with what it is and its id."""
    lines = entry_lines(name, record, indent, (kind,))
    return tuple(Line((kind, name, *line.path[2:]), line.text) for line in lines)
