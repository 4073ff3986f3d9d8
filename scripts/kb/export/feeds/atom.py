"""A feed as Atom (RFC 4287): the only writer of Atom."""

import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element

from kb.export.clean import clean
from kb.export.feeds.feed import LANGUAGE, Entry, Feed, moment
from kb.export.json_files import SCHEMA
from kb.export.shapes import Event
from kb.public.licence import RIGHTS

_END = "</feed>"


class AtomWriter:
    """Writes the feeds of one dossier, and each entry of theirs only once."""

    def __init__(self) -> None:
        self._entries: dict[str, str] = {}

    def text(self, feed: Feed, address: str) -> str:
        """Return the feed that is published at `address`.

        The date of an event is also given to programs, as `dossier:date`: its attributes mean what
        the schema says, which names their namespace.
        """
        head = _lines(_head(feed, address)).removesuffix(_END)
        entries = "".join(f"{self._entry(entry, feed)}\n" for entry in feed.entries)
        return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{entries}{_END}\n'

    def _entry(self, entry: Entry, feed: Feed) -> str:
        if entry.id not in self._entries:
            self._entries[entry.id] = _lines(_entry(entry, feed))
        return self._entries[entry.id]


def _head(feed: Feed, address: str) -> Element:
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": LANGUAGE})
    root.set("xmlns:dossier", f"{feed.site}{SCHEMA}")
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.about)
    _add(root, "updated", moment(feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    _link(root, "self", address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "license", feed.licence)
    _add(root, "rights", RIGHTS)
    return root


def _entry(entry: Entry, feed: Feed) -> Element:
    root = Element("entry")
    _add(root, "id", entry.id)
    _add(root, "title", entry.title)
    _add(root, "updated", moment(entry.updated))
    _link(root, "alternate", entry.url, "text/html")
    if isinstance(entry.record, Event):
        _facts(root, entry.record, feed)
    _add(root, "content", entry.html, type="html")
    return root


def _lines(element: Element) -> str:
    ET.indent(element, "")
    return ET.tostring(element, "unicode")


def _facts(parent: Element, event: Event, feed: Feed) -> None:
    _add(parent, "category", term=event.status, scheme=f"{feed.site}method/")
    for part in event.actors:
        _add(parent, "category", term=part.actor, scheme=f"{feed.site}actors/")
    _add(
        parent,
        "dossier:date",
        edtf=event.date.edtf,
        kind=event.date.kind,
        precision=event.date.precision,
        is_doubtful=str(event.date.is_doubtful).lower(),
    )


def _link(parent: Element, rel: str, href: str, kind: str = "") -> None:
    _add(parent, "link", rel=rel, **({"type": kind} if kind else {}), href=href)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element; no text of it can break the feed."""
    child = ET.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    child.text = clean(text) or None
    return child
