"""Dossier -> Published: everything as data, in the words that the pages use."""

from collections.abc import Iterable
from functools import lru_cache

from kb import dossier as made
from kb.dates.when import When
from kb.dossier import Actor, Dossier, Place, Question, Source, Target, Topic
from kb.export import shapes
from kb.export.publish_events import published_event
from kb.export.telling import Telling, date_of, known
from kb.public.attribution import headline, statement
from kb.public.licence import LICENCE
from kb.public.plain import plain


def kept_path(source: str) -> str:
    """Return where the site has the text of a kept source, byte for byte."""
    return f"data/sources/{source}.txt"


@lru_cache(maxsize=1)
def publish(dossier: Dossier, site_url: str) -> shapes.Published:
    """Return all that is published of a dossier on the site at `site_url`, ending with a slash.

    Data, pages and the seal of one build ask for it in turn, and a connected dossier does not
    change: so it is made once.
    """
    telling = Telling(site_url)
    return shapes.Published(
        format=shapes.FORMAT,
        tag=telling.tag("index.md"),
        url=site_url,
        title=dossier.title,
        lede=plain(dossier.lede),
        unverified=dict(dossier.unverified),
        licence=LICENCE,
        method=telling.url("method.md"),
        focus=date_of(made.Dated(dossier.focus)),
        as_of=_day(dossier.as_of),
        contact=dossier.contact,
        events=tuple(published_event(event, telling) for event in dossier.events),
        actors=tuple(_actor(actor, telling) for actor in dossier.actors),
        places=tuple(_place(place, telling) for place in dossier.places),
        topics=tuple(
            shapes.Topic.model_validate(_entity(topic, telling)) for topic in dossier.topics
        ),
        sources=tuple(_source(source, telling) for source in dossier.sources),
        gaps=tuple(
            shapes.Gap(text=plain(gap.text), sources=_ids(gap.sources)) for gap in dossier.gaps
        ),
        corrections=tuple(_correction(one, telling) for one in dossier.corrections),
        retired=tuple(_retired(one, site_url) for one in dossier.retired),
    )


def _entity(entity: made.Entity, telling: Telling) -> dict[str, object]:
    assert isinstance(entity, Actor | Place | Topic), "there are no other entities"
    return {
        **telling.record(entity, entity),
        "name": entity.name,
        "names": dict(entity.names),
        "also": entity.also,
        "summary": plain(entity.summary),
        "sources": _ids(entity.sources),
        "mentions": tuple(map(_mention, entity.mentions)),
    }


def _actor(actor: Actor, telling: Telling) -> shapes.Actor:
    return shapes.Actor.model_validate(
        _entity(actor, telling)
        | {
            "kind": actor.kind,
            "interest": known(actor.interest),
            "speaks_for": actor.speaks_for.id if actor.speaks_for else None,
            "offices": tuple(map(_office, actor.offices)),
        }
    )


def _office(office: made.Office) -> shapes.Office:
    dates = {"begins": office.begins, "ends": office.ends, "attested": office.attested}
    return shapes.Office(
        title=office.title,
        of=office.of.id if office.of else None,
        sources=_ids(office.sources),
        unverified=known(office.unverified),
        **{key: date_of(made.Dated(when)) for key, when in dates.items() if when},
    )


def _place(place: Place, telling: Telling) -> shapes.Place:
    latitude, longitude = place.at or (None, None)
    return shapes.Place.model_validate(
        _entity(place, telling)
        | {
            "country": known(place.country),
            "latitude": latitude,
            "longitude": longitude,
            "precision": known(place.precision),
        }
    )


def _source(source: Source, telling: Telling) -> shapes.Source:
    return shapes.Source.model_validate(
        telling.record(source, source)
        | {
            "title": known(source.title),
            "publisher": source.publisher,
            "address": known(source.url),
            "archive": known(source.archive),
            "gone": _day(source.gone),
            "published": date_of(source.published) if source.published else None,
            "accessed": date_of(source.accessed) if source.accessed else None,
            "language": source.language,
            "kind": source.kind,
            "read": source.read,
            "is_state": source.is_state,
            "interest": known(source.interest),
            "speaker": source.speaker.id if source.speaker else None,
            "via": tuple(original.id if original else None for original in source.via),
            "text": f"{telling.site_url}{kept_path(source.id)}" if source.kept else None,
            "sha256": known(source.sha256),
        }
    )


def _mention(mention: made.Mention) -> shapes.Mention:
    return shapes.Mention(
        event=mention.event.id,
        how=mention.kind,
        role=known(mention.role),
        claim=mention.claim.ref if mention.claim else None,
        stance=mention.stance,
    )


def _correction(one: made.Corrected, telling: Telling) -> shapes.Correction:
    return shapes.Correction(
        id=one.id,
        of=_ref(one.target),
        url=telling.url(one.target or "index.md"),
        title=_title(one.target),
        on=str(one.note.on.latest),
        was=one.note.was,
        now=one.note.now,
        why=one.note.why,
    )


def _ref(target: Target | Question | None) -> str:
    match target:
        case None:
            return ""
        case made.Claim():
            return target.ref
        case Question():
            return f"{target.event.id}/{target.id}"
        case _:
            return target.id


def _title(target: Target | Question | None) -> str:
    """Return what a record is called where it stands alone."""
    match target:
        case None:
            return "The dossier"
        case Question():
            return f"Question: {target.ask}"
        case made.Event():
            return headline(target)
        case made.Claim():
            return statement(target)
        case Source():
            return f"{target.publisher}, “{target.title}”" if target.title else target.publisher
        case _:
            return target.name


def _retired(one: made.Retired, site_url: str) -> shapes.Retired:
    return shapes.Retired(
        url=f"{site_url}{one.address}",
        name=one.name if one.moved_to else None,
        moved_to=f"{site_url}{one.moved_to}" if one.moved_to else None,
        withdrawn=known(one.withdrawn),
    )


def _ids(records: Iterable[made.Record]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _day(when: When | None) -> str | None:
    return str(when.latest) if when else None
