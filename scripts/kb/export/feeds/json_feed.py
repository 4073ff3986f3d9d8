"""A feed as JSON Feed 1.1."""

from kb.export.feeds.feed import LANGUAGE, Entry, Feed, moment
from kb.export.json_bytes import json_bytes
from kb.export.shapes import Correction, Event
from kb.public.licence import RIGHTS


class JsonFeedWriter:
    """Writes the feeds of one dossier, and finds what to tell of each entry only once."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, object]] = {}

    def written(self, feed: Feed, address: str) -> bytes:
        """Return the feed that is published at `address`.

        What the format has no word for stands under `_dossier`, as it does in the whole dossier.
        """
        whole = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.about,
            "home_page_url": feed.page,
            "feed_url": address,
            "language": LANGUAGE,
            "authors": [{"name": feed.author, "url": feed.site}],
            "_dossier": {"about": f"{feed.site}data/", "licence": feed.licence, "rights": RIGHTS},
            "items": [self._item(entry) for entry in feed.entries],
        }
        return json_bytes(whole)

    def _item(self, entry: Entry) -> dict[str, object]:
        if entry.id not in self._items:
            self._items[entry.id] = _item(entry)
        return self._items[entry.id]


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_modified": moment(entry.updated),
    }
    if isinstance(entry.record, Event):
        item["tags"] = [entry.record.status]
    return item | {"_dossier": _record(entry.record)}


def _record(record: Event | Correction) -> dict[str, object]:
    if isinstance(record, Correction):
        return record.model_dump(include={"of", "was", "now", "why"})
    kept = {"id", "status", "date", "actors"}
    return record.model_dump(mode="json", include=kept, exclude_none=True)
