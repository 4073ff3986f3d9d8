"""Published -> the JSON of TimelineJS 3: every event as a slide, and none with an invented date.

TimelineJS puts a slide where its `start_date` is, and prints `display_date` in its stead: so the
date of every slide is told in our words, and the numbers only place it. What lasted has an end.
What happened some time within, or at one of several dates, did not last, and so has none. It
stands at the first date that it names: that is a bound which somebody typed, within what is
possible and in the order of the site, while the month that its readings share would be drawn
at its first day, before any of them. With an open start it stands at its end, the only bound.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from kb.export.json_bytes import json_bytes
from kb.export.prefixes import end_of, prefixes_of
from kb.export.shapes import Date, Event, Published
from kb.export.wording import summary_of
from kb.output import BinaryFile

PATH = "data/timelinejs.json"
_UNITS = ("year", "month", "day", "hour", "minute")
_LINK = "The evidence, and who says what"
_TITLE = "_title"
"""No id of a record begins like this, so that the title's slide never takes an event's."""

Slide = dict[str, object]


def timelinejs_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the timeline: a title, then the events by time."""
    topics = {topic.id: topic.name for topic in published.topics}
    timeline = {
        "scale": "human",
        "title": {
            "unique_id": _TITLE,
            "text": {"headline": _html(published.title), "text": _paragraph(published.lede)},
        },
        "events": [_slide(event, topics) for event in published.events],
    }
    yield BinaryFile(PATH, json_bytes(timeline))


def _slide(event: Event, topics: Mapping[str, str]) -> Slide:
    return {
        "unique_id": event.id,
        **_dates(event.date),
        "display_date": event.date.text,
        "text": {"headline": _html(event.headline), "text": _text(event)},
        **_group(event, topics),
        "autolink": False,
    }


def _dates(date: Date) -> Slide:
    start = next(filter(None, prefixes_of(date)))
    end = end_of(date)
    # An end as coarse as `2022-06` is drawn at its first day, which may be before the start.
    return {"start_date": _units(start), **({"end_date": _units(end)} if end > start else {})}


def _units(prefix: str) -> dict[str, int]:
    """Return the year, month, day, hour and minute, as far as they are known."""
    return dict(zip(_UNITS, map(int, re.findall(r"\d+", prefix)), strict=False))


def _text(event: Event) -> str:
    told = filter(None, (event.date.text, event.statement, summary_of(event)))
    link = f'<a href="{escape(event.url)}">{_html(_LINK)}</a>'
    return f"{''.join(map(_paragraph, told))}<p>{link}</p>"


def _group(event: Event, topics: Mapping[str, str]) -> Slide:
    """Return the row of a slide: its first topic."""
    if not event.topics:
        return {}
    # TimelineJS takes the markup out of a group's name and then reads what is left as markup.
    return {"group": _html(_html(topics[event.topics[0]]))}


def _paragraph(text: str) -> str:
    return f"<p>{_html(text)}</p>"


def _html(text: str) -> str:
    return escape(text, quote=False)
