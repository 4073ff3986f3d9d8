"""Published -> entities of FollowTheMoney: actors, places and sources.

- States and territories are both `LegalEntity`: which of them is a state is not told here.
- A place is an `Address`, the schema for a location: most are no administrative `Territory`.
- A source is an `Article` if it is of the media, else a web page (`HyperText`) or a `Document`.

Nothing here flags anybody: no `topics`, no `Occupancy` that screening would read as exposure.
"""

from collections.abc import Iterable, Iterator

from kb.export.ftm.names import Names
from kb.export.ftm.values import Entity, Value, three_letters, valued
from kb.export.prefixes import start_of
from kb.export.shapes import Actor, Date, Office, Place, Published, Record, Source
from kb.export.shapes import Entity as Named

OURS = "en"
"""The language of our own words."""
DAY = len("2022-06-17")
"""A time is given as its day: FollowTheMoney reads times as UTC, and ours are as typed."""
_ACTORS = {
    "person": "Person",
    "company": "Company",
    "organisation": "Organization",
    "media": "Organization",
    "state-body": "PublicBody",
    "court": "PublicBody",
}
_MEDIA = ("newspaper", "agency", "broadcaster", "magazine", "trade-press", "blog", "aggregator")

Values = Iterator[Value | None]


def entity(entity_id: str, schema: str, values: Values, seen: str | None) -> Entity:
    """Return an entity of all that is known; the first of equal values stands."""
    known = {(one.prop, one.value, one.language): one for one in reversed([*filter(None, values)])}
    return Entity(entity_id, schema, tuple(reversed(known.values())), seen or "")


def record_entities(published: Published, names: Names) -> Iterator[Entity]:
    """Yield actors, places and sources."""
    called = {actor.id: actor.name for actor in published.actors}
    for actor in published.actors:
        schema = _ACTORS.get(actor.kind, "LegalEntity")
        values = _actor(actor, schema, called, names)
        yield entity(names.ids[actor.id], schema, values, actor.updated)
    for place in published.places:
        yield entity(names.ids[place.id], "Address", _place(place, names), place.updated)
    for source in published.sources:
        schema = _schema(source)
        yield entity(names.ids[source.id], schema, _source(source, schema), source.updated)


def date_note(date: Date, what: str = "Date") -> Value | None:
    """Return a date in words and in EDTF, which no property for dates can hold."""
    return valued("notes", f"{what}: {date.text} ({date.kind}, EDTF {date.edtf}).", OURS)


def unverified(record: Record) -> Values:
    """Yield what nobody here could verify."""
    for key, why in record.unverified.items():
        what = f"Not verified ({key})" if key else "Not verified"
        yield valued("notes", f"{what}: {why}", OURS)


def references(prop: str, entities: Iterable[str]) -> Values:
    """Yield a reference to each entity."""
    for one in entities:
        yield valued(prop, one)


def _actor(actor: Actor, schema: str, called: dict[str, str], names: Names) -> Values:
    yield from _named(actor, names)
    for office in actor.offices:
        held = _held(office, called)
        yield valued("position" if schema == "Person" else "notes", held, OURS)


def _named(record: Named, names: Names) -> Values:
    yield valued("name", record.name, OURS)
    for language, name in record.names.items():
        yield valued("alias", name, language)
    for name in record.also:
        yield valued("alias", name)
    yield valued("summary", record.summary, OURS)
    yield valued("sourceUrl", record.url)
    yield from references("proof", names.those(record.sources))
    yield from unverified(record)


def _held(office: Office, called: dict[str, str]) -> str:
    """Return a post and when it was held: without its dates it would read as held today."""
    post = f"{office.title}, {called.get(office.of, '')}" if office.of else office.title
    dates = {"from": office.begins, "to": office.ends, "attested": office.attested}
    known = " ".join(f"{when} {date.text}" for when, date in dates.items() if date)
    caution = f"; not verified: {office.unverified}" if office.unverified else ""
    return f"{post} ({known or 'dates not known'}{caution})"


def _place(place: Place, names: Names) -> Values:
    yield from _named(place, names)
    yield valued("full", place.name, OURS)
    yield valued("country", place.country)
    yield valued("latitude", _degrees(place.latitude))
    yield valued("longitude", _degrees(place.longitude))
    if place.precision and place.latitude is not None:
        yield valued("notes", f"Precision of the coordinates: {place.precision}", OURS)


def _degrees(angle: float | None) -> str | None:
    return None if angle is None else f"{angle:.6f}".rstrip("0").rstrip(".")


def _schema(source: Source) -> str:
    if source.kind in _MEDIA:
        return "Article"
    return "HyperText" if source.address else "Document"


def _source(source: Source, schema: str) -> Values:
    yield valued("name", source.title or source.publisher, source.language if source.title else "")
    yield valued("title", source.title, source.language)
    if schema == "Document":
        yield valued("fileName", f"{source.id}.txt" if source.text else source.id)
    yield valued("publisher", source.publisher)
    yield valued("keywords", source.kind, OURS)
    yield valued("sourceUrl", source.address)
    yield valued("sourceUrl", source.archive)
    yield valued("sourceUrl", source.url)
    yield valued("language", three_letters(source.language))
    yield from _source_dates(source)
    if source.gone:
        yield valued("notes", f"Its address no longer answered on {source.gone}", OURS)
    if source.sha256:
        yield valued("notes", f"SHA-256 of the kept text: {source.sha256}")
    yield from unverified(source)


def _source_dates(source: Source) -> Values:
    if source.published:
        day = start_of(source.published)[:DAY]
        published = valued("publishedAt", day, original=source.published.edtf)
        yield published
        if published is None or day != source.published.edtf:
            yield date_note(source.published, "Published")
    if source.accessed:
        day = start_of(source.accessed)[:DAY]
        yield valued("retrievedAt", day, original=source.accessed.edtf)
