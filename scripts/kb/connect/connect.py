"""Manuscript -> Dossier: ids become objects, links run both ways, and everything gets its order."""

from itertools import pairwise

from kb.connect.entities import link_entities
from kb.connect.events import link_events
from kb.connect.guide import link_guides
from kb.connect.known import known_of
from kb.connect.names import name_order
from kb.connect.order import in_order
from kb.connect.prose import resolved
from kb.connect.published import keep_back_drafts
from kb.connect.records import Records, corrections_of, make_records
from kb.connect.retired import corrections_in, retired_of
from kb.connect.sources import link_sources
from kb.connect.standing import set_standings
from kb.dates.when import When
from kb.dossier import Dossier, Entity, Event, Gap, Question, Source
from kb.manuscript import Manuscript


def connect(manuscript: Manuscript) -> Dossier:
    """Return the dossier of a manuscript in which the check found no problem."""
    records = make_records(manuscript)
    link_events(records)
    testimonies = set_standings(records)
    events = in_order(list(records.events.values()))
    for one, other in pairwise(events):
        one.after, other.before = other, one
    link_sources(records, events)
    link_guides(records)
    link_entities(records, events)
    heading = manuscript.timeline.dossier
    lede, gaps = resolved(records, heading.lede), _gaps(records)
    keep_back_drafts(records, lede, gaps)
    focus = records.calendar.of(heading.focus)
    assert focus is not None, "the check refuses a focus that is not a date of its own"
    sources = tuple(sorted(records.sources.values(), key=_by_publisher))
    dossier = Dossier(
        title=heading.title,
        lede=lede,
        unverified=heading.unverified or {},
        focus=focus,
        contact=heading.contact,
        email=heading.email or "",
        events=events,
        actors=tuple(sorted(records.actors.values(), key=_by_name)),
        places=tuple(sorted(records.places.values(), key=_by_name)),
        topics=tuple(sorted(records.topics.values(), key=_by_name)),
        sources=sources,
        gaps=gaps,
        opening=_opening(records),
        as_of=_newest(records, events),
        corrections=(),
        retired=retired_of(records),
        known=known_of(records, testimonies, events, sources, focus),
    )
    dossier.corrections = corrections_in(dossier, corrections_of(records, heading))
    return dossier


def _by_name(entity: Entity) -> tuple[str, str]:
    return name_order(entity.name)


def _by_publisher(source: Source) -> tuple[bool, tuple[str, str], str, str]:
    return source.kept is None, name_order(source.publisher), source.title, source.id


def _gaps(records: Records) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            resolved(records, gap.text),
            tuple(records.sources[source] for source in gap.sources),
        )
        for gap in records.manuscript.timeline.gaps
    )


def _opening(records: Records) -> tuple[Question, ...]:
    refs = (ref.partition("/") for ref in records.manuscript.timeline.dossier.questions)
    asked = ((records.events.get(event), question) for event, _, question in refs)
    return tuple(event.questions[question] for event, question in asked if event)


def _newest(records: Records, events: tuple[Event, ...]) -> When | None:
    """Return the newest `updated` of what is published, or None where none was typed."""
    manuscript = records.manuscript
    timeline = manuscript.timeline
    written = [
        timeline.dossier,
        *(timeline.topics[topic] for topic in records.topics),
        *(timeline.places[place] for place in records.places),
        *(timeline.actors[actor] for actor in records.actors),
        *(timeline.events[event.id] for event in events),
        *(manuscript.sources[source] for source in records.sources),
    ]
    dates = [
        when for record in written if (when := records.calendar.of(record.updated)) and when.latest
    ]
    return max(dates, key=lambda when: str(when.latest), default=None)
