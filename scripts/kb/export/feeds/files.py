"""Published -> feeds: what we changed last in the whole, what of each actor, what we corrected.

Both forms are made of the same `Feed`. Their times are ours: a feed tells when the dossier changed,
and the historical date stands in the words of each entry. Nowhere is a time of first publication,
since nobody noted it. What has no `updated` is not out yet.
"""

from collections.abc import Iterable, Iterator
from html import escape

from kb.export.feeds.atom import AtomWriter
from kb.export.feeds.feed import Entry, Feed
from kb.export.feeds.json_feed import JsonFeedWriter
from kb.export.shapes import Actor, Correction, Event, Published
from kb.export.wording import events_by_actor, told
from kb.output import BinaryFile, Output, OutputFile

WHOLE, CORRECTIONS = "data/events", "corrections"
_TIMES = "The times are those of our changes; when something happened stands in its text."


def feed_files(published: Published) -> Iterator[Output]:
    """Yield every feed in both forms; there are none before the first release."""
    atoms, json_feeds = AtomWriter(), JsonFeedWriter()
    for path, feed in feeds(published):
        atom, json_feed = f"{path}.atom", f"{path}.feed.json"
        yield OutputFile(atom, atoms.text(feed, f"{published.url}{atom}"))
        yield BinaryFile(json_feed, json_feeds.written(feed, f"{published.url}{json_feed}"))


def feeds(published: Published) -> Iterator[tuple[str, Feed]]:
    """Yield each feed and where it stands, without its ending.

    An actor has one as soon as an event that names it is out.
    """
    if published.as_of is None:
        return
    entries = {entry.record.id: entry for entry in _of_events(published)}
    yield WHOLE, _whole(published, entries.values())
    for actor, named in events_by_actor(published):
        if out := [entries[event.id] for event in named if event.id in entries]:
            yield f"actors/{actor.id}", _of_actor(actor, published, out)
    yield CORRECTIONS, _corrections(published)


def _whole(published: Published, entries: Iterable[Entry]) -> Feed:
    return _feed(
        published,
        id=f"{published.tag}{WHOLE}",
        title=f"{published.title}: events",
        about=f"Every event. {_TIMES}",
        page=f"{published.url}timeline/",
        entries=entries,
    )


def _of_actor(actor: Actor, published: Published, entries: Iterable[Entry]) -> Feed:
    return _feed(
        published,
        id=f"{actor.tag}/events",
        title=f"{actor.name}: {published.title}",
        about=f"Every event that names {actor.name}. {_TIMES}",
        page=actor.url,
        entries=entries,
    )


def _corrections(published: Published) -> Feed:
    """Return a feed that keeps the id under which it was first published."""
    page = f"{published.url}corrections/"
    return _feed(
        published,
        id=page,
        title=f"{published.title}: corrections",
        about="What was changed after it was published: what stood there, what stands now, why.",
        page=page,
        entries=map(_correction, published.corrections),
    )


def _feed(published: Published, *, entries: Iterable[Entry], **named: str) -> Feed:
    """Return a feed; where it is empty, nothing changed since the dossier did."""
    newest_first = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    updated = newest_first[0].updated if newest_first else published.as_of
    assert updated is not None, "there is no feed before the first release"
    return Feed(
        **named,
        author=published.title,
        site=published.url,
        licence=published.licence,
        updated=updated,
        entries=tuple(newest_first),
    )


def _of_events(published: Published) -> Iterator[Entry]:
    for event in published.events:
        if event.updated:
            yield _event(event, event.updated)


def _event(event: Event, updated: str) -> Entry:
    link = f'<p><a href="{escape(event.url)}">The event, with its sources</a></p>'
    return Entry(
        id=event.tag,
        title=event.headline,
        url=event.url,
        updated=updated,
        html="\n".join((*map(_paragraph, told(event)), link)),
        record=event,
    )


def _correction(one: Correction) -> Entry:
    said = (one.title, f"Was: {one.was}", f"Now: {one.now}", f"Why: {one.why}")
    return Entry(
        id=f"urn:uuid:{one.id}",
        title=f"Corrected: {one.title}",
        url=one.url,
        updated=one.on,
        html="\n".join(map(_paragraph, said)),
        record=one,
    )


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
