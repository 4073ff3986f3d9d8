"""Manuscript -> the schema that knows today's ids, for editors that complete as one types.

It is the committed schema with each place narrowed to the ids that may stand there. An id is a
`const` with its label as `description`: plain JSON Schema, which editors show as hover text of
that id alone.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kb.manuscript import Manuscript
from kb.schema import schema_text
from kb.write import replace_file

FOLDER = ".vscode"
WHOLE = "timeline.schema.json"
PART = "timeline-part.schema.json"
Labels = Mapping[str, str]
"""Label by id."""
_RECORDS = ("topics", "places", "actors", "events", "sources")
_ABOUT = ("actors", "places", "topics", "events")
_VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "Topic": {"sources": ("sources",)},
    "Place": {"sources": ("sources",)},
    "Role": {"of": ("actors",), "sources": ("sources",)},
    "Actor": {"sources": ("sources",), "speaks_for": ("actors",)},
    "Event": {"place": ("places",), "topics": ("topics",), "lead": ("own claims",)},
    "Claim": {"by": ("actors",), "about": _ABOUT, "denies": ("own claims", "claims")},
    "Evidence": {"source": ("sources",), "speaker": ("actors",), "via": ("sources", "origins")},
    "Question": {
        "answers": ("own claims", "claims"),
        "shown": ("own claims", "claims"),
    },
    "Tie": {"event": ("events",), "claim": ("own claims", "claims")},
    "Gap": {"sources": ("sources",)},
    "Retired": {"moved_to": (*_RECORDS, "claims", "questions", "ties", "retired")},
    "Heading": {"questions": ("questions",)},
}
"""By record and key, what the ids in its value may name."""
_KEYS = {"Event": {"actors": "actors", "distinct_from": "events"}}
"""By record and key, what the ids that are keys under it must name."""
_ORIGINS = {"none": "It repeats nobody.", "unnamed": "It repeats somebody it does not name."}


def write_completion(folder: Path, manuscript: Manuscript) -> None:
    """Write the schemas into the dossier's `.vscode/`, where there is such a folder.

    A dossier with problems still offers what could be read of it. A file that cannot be written
    stays as it is: completion is a comfort, and no reason to stop.
    """
    if not (folder / FOLDER).is_dir():
        return
    whole = live_schema(manuscript)
    with suppress(OSError):
        _write(folder / FOLDER / WHOLE, whole)
        _write(folder / FOLDER / PART, _part_of(whole))


def live_schema(manuscript: Manuscript) -> dict[str, Any]:
    """Return the schema of `timeline.yaml` with the ids of the manuscript."""
    schema: dict[str, Any] = json.loads(schema_text())
    labels = _labels(manuscript)
    for record, keys in _VALUES.items():
        for key, among in keys.items():
            _narrow(schema["$defs"][record]["properties"][key], "-or-".join(_slugs(among)))
    for record, named in _KEYS.items():
        for key, collection in named.items():
            _name_keys(schema["$defs"][record]["properties"][key], labels[collection])
    _narrow_moments(schema)
    wanted = {among for keys in _VALUES.values() for among in keys.values()} | {("events",)}
    for among in sorted(wanted):
        choices = [choice for name in among for choice in _choices(labels[name])]
        schema["$defs"]["-or-".join(_slugs(among))] = {"anyOf": choices} if choices else False
    return schema


def _labels(manuscript: Manuscript) -> dict[str, Labels]:
    """Return the ids of each collection, refused records included, with their labels."""
    timeline = manuscript.timeline
    named = {**timeline.topics, **timeline.places, **timeline.actors}
    label = {ref: record.name for ref, record in named.items()}
    label |= {ref: event.title for ref, event in timeline.events.items()}
    label |= {ref: s.title or s.publisher for ref, s in manuscript.sources.items()}
    claims = {
        (event, claim): claimed.text
        for event, record in timeline.events.items()
        for claim, claimed in record.claims.items()
    }
    questions = {
        f"{event}/{question}": asked.ask
        for event, record in timeline.events.items()
        for question, asked in record.questions.items()
    }
    ties = {
        f"{event}/{tie}": f"How it follows {tied.event}."
        for event, record in timeline.events.items()
        for tie, tied in record.follows.items()
    }
    records = {
        name: {ref: label.get(ref, "") for ref in sorted(manuscript.known[name])}
        for name in _RECORDS
    }
    return {
        **records,
        "claims": {f"{event}/{claim}": text for (event, claim), text in claims.items()},
        "own claims": {claim: "A claim of this event." for _, claim in sorted(claims)},
        "questions": questions,
        "ties": ties,
        "retired": dict.fromkeys(timeline.retired, "It was published and is retired."),
        "origins": _ORIGINS,
    }


def _narrow(place: dict[str, Any], choices: str) -> None:
    """Let the value, or each item of the list, be one of the choices instead of any id."""
    for part in (place, *place.get("anyOf", [])):
        if "pattern" in part.get("items", {}):
            part["items"] = {"$ref": f"#/$defs/{choices}"}
        if part.pop("pattern", None):
            part.pop("maxLength", None)
            part.pop("type", None)
            part["$ref"] = f"#/$defs/{choices}"


def _name_keys(place: dict[str, Any], labels: Labels) -> None:
    (value,) = place.pop("patternProperties").values()
    place["properties"] = {ref: {**value, "description": label} for ref, label in labels.items()}


def _narrow_moments(part: object) -> None:
    """Let every date count from events that exist."""
    if isinstance(part, list):
        for item in part:
            _narrow_moments(item)
    elif isinstance(part, dict):
        keys = part.get("properties", {})
        if "not_before" in keys:
            keys |= {key: {"$ref": "#/$defs/events"} for key in ("after", "before")}
        for value in part.values():
            _narrow_moments(value)


def _choices(labels: Labels) -> Iterable[dict[str, object]]:
    for ref, label in labels.items():
        yield {"const": ref, "description": label}
        if ref.isdecimal() and str(int(ref)) == ref:  # an editor reads it as a number
            yield {"const": int(ref), "description": label}


def _slugs(among: Iterable[str]) -> list[str]:
    return [name.replace(" ", "-") for name in among]


def _part_of(whole: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a file in `timeline/`, which needs no key and has no heading."""
    keys = {key: value for key, value in whole["properties"].items() if key != "dossier"}
    shape = {key: value for key, value in whole.items() if key != "required"}
    return {**shape, "title": "timeline/*.yaml", "properties": keys}


def _write(path: Path, schema: dict[str, Any]) -> None:
    """Write the file if it differs, at once whole: an editor may be reading it."""
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    if not path.exists() or path.read_text("utf-8", "replace") != text:
        replace_file(path, text)
