"""Published -> JSON Lines: a record a line, each with its type, none inside another.

What a record holds in the whole JSON stands here on lines of its own: an event names its claims and
questions by their ids, a piece of evidence its claim.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kb.export.shapes import Event, Published, Shape
from kb.output import BinaryFile

LINES = "data/dossier.jsonl"
_LISTS = {
    "actors": "actor",
    "places": "place",
    "topics": "topic",
    "sources": "source",
    "gaps": "gap",
    "corrections": "correction",
    "retired": "retired",
}
_NESTED = {"events", *_LISTS}
_LINE_ENDS = {mark: f"\\u{ord(mark):04x}" for mark in "\x7f\x85\u2028\u2029"}
"""JSON may hold them bare, and many programs end a line there."""


def line_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the whole dossier, a record a line: the dossier itself first, then as pages tell it."""
    lines = BytesIO()
    lines.writelines(map(_line, _records(published)))
    yield BinaryFile(LINES, lines.getvalue())


def _records(published: Published) -> Iterator[dict[str, Any]]:
    yield _record("dossier", published, leave_out=_NESTED)
    for event in published.events:
        yield from _of_event(event)
    for name, kind in _LISTS.items():
        for record in getattr(published, name):
            yield _record(kind, record)


def _of_event(event: Event) -> Iterator[dict[str, Any]]:
    flat = _record("event", event, leave_out={"claims", "questions"})
    yield flat | {
        "claims": [claim.id for claim in event.claims],
        "questions": [question.id for question in event.questions],
    }
    for claim in event.claims:
        yield _record("claim", claim, leave_out={"evidence"})
        for piece in claim.evidence:
            yield _record("evidence", piece)
    for question in event.questions:
        yield _record("question", question) | {"event": event.id}


def _record(kind: str, shape: Shape, leave_out: set[str] | None = None) -> dict[str, Any]:
    known = shape.model_dump(mode="json", exclude_none=True, exclude=leave_out)
    return {"type": kind, **known}


def _line(record: dict[str, Any]) -> bytes:
    line = json.dumps(record, ensure_ascii=False)
    for mark, escape in _LINE_ENDS.items():
        line = line.replace(mark, escape)
    return f"{line}\n".encode()
