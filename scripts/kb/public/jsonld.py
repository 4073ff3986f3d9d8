"""What machines read of a page: schema.org, where a report is never given out as a fact."""

import json
from collections.abc import Mapping

from kb.dossier import Actor, Dossier, Entity, Event, Place, Source, Topic
from kb.public.addresses import address_of, page_of
from kb.public.dates import iso

Node = Mapping[str, object]

_PERSONS = {"person": "Person", "state": "Country", "territory": "AdministrativeArea"}
_ARTICLES = {"newspaper", "agency", "broadcaster", "magazine", "trade-press"}


def jsonld(record: Event | Entity | Source | Dossier, page: str) -> str:
    """Return the JSON-LD of a page; addresses are relative, so that it holds at any address."""
    node = {key: value for key, value in _node(record, page).items() if value}
    return json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False)


def _node(record: Event | Entity | Source | Dossier, page: str) -> Node:
    match record:
        case Event():
            return _event(record, page)
        case Source():
            return _source(record)
        case Dossier():
            return _site(record, page)
        case Actor():
            return {"@type": _PERSONS.get(record.kind, "Organization"), **_named(record)}
        case Place():
            return {"@type": "Place", **_named(record), "geo": _position(record)}
        case _:
            return {"@type": "WebPage", "about": {"@type": "Thing", **_named(record)}}


def _site(dossier: Dossier, page: str) -> Node:
    site = {"@type": "WebSite", "name": dossier.title, "inLanguage": "en-GB"}
    return site if page == "index.md" else {"@type": "WebPage", "isPartOf": site}


def _event(event: Event, page: str) -> Node:
    """Only what is corroborated is an Event; all else is a page about a report."""
    about = [_mentioned(actor, page) for actor in (part.actor for part in event.parts.values())]
    if not event.lead.is_bare:
        return {"@type": "WebPage", "name": event.title, "about": about, "inLanguage": "en-GB"}
    return {
        "@type": "Event",
        "name": event.title,
        "startDate": iso(event.when),
        "location": [_mentioned(place, page) for place in event.places],
        "about": about,
    }


def _source(source: Source) -> Node:
    return {
        "@type": "NewsArticle" if source.kind in _ARTICLES else "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": iso(source.published.when) if source.published else "",
        "inLanguage": "" if source.language == "und" else source.language,
        "url": source.url,
    }


def _named(entity: Entity) -> Node:
    other = list(dict.fromkeys((*entity.names.values(), *entity.also)))
    return {"name": entity.name, **({"alternateName": other} if other else {})}


def _position(place: Place) -> Node | None:
    if place.at is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.at[0], "longitude": place.at[1]}


def _mentioned(entity: Actor | Place | Topic, page: str) -> Node:
    up = "../" * address_of(page).count("/")
    kind = "Place" if isinstance(entity, Place) else "Thing"
    if isinstance(entity, Actor):
        kind = _PERSONS.get(entity.kind, "Organization")
    return {"@type": kind, "name": entity.name, "url": f"{up}{address_of(page_of(entity))}"}
