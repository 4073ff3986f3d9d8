"""Published -> schema.org nodes, the same for the whole and for each page.

What is said is never given out as a fact. Only an event whose leading claim may stand bare is an
`Event`; all else is a page about a report. A `Claim` carries who says it and its status in its
text, and whoever is only reported to have said it is no author of it but an attributed one, and
none at all where a source disputes it. There is no `ClaimReview`: we rate no claim, we count its
origins.
"""

from collections.abc import Iterable, Iterator, Mapping

from kb.export import shapes
from kb.export.json_files import records
from kb.export.telling import when_of
from kb.public.dates import ends, iso, starts
from kb.public.jsonld import LANGUAGE, Node, ref

Addresses = Mapping[str, str]
"""The permanent address of every record and claim, by its id."""

_ACTORS = {"person": "Person", "state": "Country", "territory": "AdministrativeArea"}
_SOURCES = {
    **dict.fromkeys(
        ("newspaper", "agency", "broadcaster", "magazine", "trade-press"), "NewsArticle"
    ),
    "book": "Book",
    "blog": "BlogPosting",
    "post": "SocialMediaPosting",
}
_SPOKEN = ("said", "denied")
"""Claims whose date is when they were made, and not when that was of which they tell."""
_HEARD = ("corroborated", "opinion")
"""Statuses with which our pages say that somebody said it, and not that it is attributed."""


class Nodes:
    """The things of a dossier; the node of each is made when it is asked for."""

    def __init__(self, published: shapes.Published) -> None:
        self._published = published
        self._addresses = {one.id: one.url for one in (*records(published), *published.claims)}

    def __iter__(self) -> Iterator[Node]:
        """Yield a node for the site and for every record, each event followed by its claims."""
        yield self.site
        for record in records(self._published):
            yield self.node(record)
            if isinstance(record, shapes.Event):
                yield from map(self.node, record.claims)

    @property
    def site(self) -> Node:
        """The node of the site itself."""
        return _known(_site(self._published))

    def node(self, record: shapes.Record) -> Node:
        """Return the node of a record that has a page, or of a claim."""
        return _known(self._all_of(record))

    def _all_of(self, record: shapes.Record) -> Node:
        match record:
            case shapes.Event():
                return _event(record, self._addresses, self._published.url)
            case shapes.Claim():
                return _claim(record, self._addresses)
            case shapes.Actor():
                return _actor(record)
            case shapes.Place():
                return _place(record)
            case shapes.Topic():
                return {"@type": "Thing", **_named(record)}
            case shapes.Source():
                return _source(record, self._addresses)
            case _:
                raise TypeError(f"{type(record).__name__} is no record with a page")


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}


def _site(published: shapes.Published) -> Node:
    return {
        "@type": "WebSite",
        "@id": published.url,
        "name": published.title,
        "inLanguage": LANGUAGE,
        "dateModified": published.as_of,
    }


def _event(event: shapes.Event, addresses: Addresses, site_url: str) -> Node:
    about = _refs((*(part.actor for part in event.actors), *event.topics), addresses)
    places = _refs(event.places, addresses)
    claims = _refs((claim.id for claim in event.claims), addresses)
    told = {"@id": event.url, "name": event.headline}
    if not _is_bare(event):
        return {
            "@type": "WebPage",
            **told,
            "inLanguage": LANGUAGE,
            "isPartOf": ref(site_url),
            "dateModified": event.updated,
            "temporalCoverage": _covered(event.date),
            "contentLocation": places,
            "about": about,
            "hasPart": claims,
        }
    return {
        "@type": "Event",
        **told,
        **_stated_dates(event),
        "location": places,
        "about": about,
        "subjectOf": claims,
    }


def _stated_dates(event: shapes.Event) -> Node:
    """Return start and end, unless they are an answer’s that may not stand bare itself."""
    claims = {claim.id: claim for claim in event.claims}
    shown = (claims.get(question.shown or "") for question in event.questions)
    if any(one and not one.is_bare and _is_dated(one, event.date) for one in shown):
        return {}
    when = when_of(event.date)
    return {"startDate": starts(when), "endDate": ends(when)}


def _is_dated(claim: shapes.Claim, date: shapes.Date) -> bool:
    return claim.date is not None and when_of(claim.date).parts == when_of(date).parts


def _is_bare(event: shapes.Event) -> bool:
    return next(claim.is_bare for claim in event.claims if claim.id == event.lead)


def _claim(claim: shapes.Claim, addresses: Addresses) -> Node:
    supporting = (piece.source for piece in claim.evidence if piece.stance == "supports")
    return {
        "@type": "Claim",
        "@id": claim.url,
        "text": claim.statement,
        "inLanguage": LANGUAGE,
        "author": _authors(claim, addresses),
        **_dates(claim),
        "dateModified": claim.updated,
        "about": _refs(claim.about, addresses),
        "appearance": _refs(supporting, addresses),
    }


def _authors(claim: shapes.Claim, addresses: Addresses) -> list[Node]:
    """Return whose saying it is: as a `Role` where that itself is only attributed.

    Nobody where somebody disputes it: a program may take the one in the `Role` for the author.
    """
    said_by = _refs(claim.by, addresses)
    if claim.status.disputing:
        return []
    if claim.status.mark in _HEARD:
        return said_by
    return [{"@type": "Role", "roleName": "attributed author", "author": who} for who in said_by]


def _dates(claim: shapes.Claim) -> Node:
    if not claim.date:
        return {}
    if claim.kind not in _SPOKEN:
        return {"temporalCoverage": _covered(claim.date)}
    return {"dateCreated": starts(when_of(claim.date))}


def _covered(date: shapes.Date) -> str:
    """Return when that was of which something tells, in ISO 8601-2, with every mark of doubt.

    Of a span that it lies within, or of a choice, only what all of it shares: the span itself
    would read as if it had lasted so long.
    """
    return date.edtf if date.kind in ("at", "lasted") else iso(when_of(date))


def _actor(actor: shapes.Actor) -> Node:
    return {"@type": _ACTORS.get(actor.kind, "Organization"), **_named(actor)}


def _place(place: shapes.Place) -> Node:
    if place.latitude is None or place.longitude is None:
        return {"@type": "Place", **_named(place)}
    position = {"latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "Place", **_named(place), "geo": {"@type": "GeoCoordinates", **position}}


def _named(entity: shapes.Entity) -> Node:
    other = [*dict.fromkeys((*entity.names.values(), *entity.also))]
    return {"@id": entity.url, "name": entity.name, "alternateName": other}


def _source(source: shapes.Source, addresses: Addresses) -> Node:
    return {
        "@type": _SOURCES.get(source.kind, "CreativeWork"),
        "@id": source.url,
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": starts(when_of(source.published)) if source.published else "",
        "inLanguage": "" if source.language == "und" else source.language,
        "url": source.address,
        "archivedAt": source.archive,
        "isBasedOn": _refs(filter(None, source.via), addresses),
    }


def _refs(ids: Iterable[str], addresses: Addresses) -> list[Node]:
    return [ref(addresses[one]) for one in dict.fromkeys(ids)]
