"""Manuscript -> `.vscode/*.schema.json`: today's ids, which editors complete and explain.

The committed schema knows keys; these know keys and ids. Git ignores them.
"""

import copy
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kb.fields import Id
from kb.manuscript import Manuscript
from kb.model import GuideSentence, Source, Timeline
from kb.schema import as_text, schema_of
from kb.write import replace_file

FOLDER = ".vscode"
_RECORDS = ("topics", "places", "actors", "events", "sources")
_ABOUT = ("actors", "places", "topics", "events")
_FREE = {"none": "cancels the source’s own origin", "unnamed": "an origin that nobody names"}
OFFERED: Mapping[tuple[str, str], tuple[str, ...]] = {
    **{(record, "sources"): ("sources",) for record in ("Topic", "Place", "Actor", "Role", "Gap")},
    ("Actor", "speaks_for"): ("actors",),
    ("Role", "of"): ("actors",),
    ("Evidence", "source"): ("sources",),
    ("Evidence", "speaker"): ("actors",),
    ("Evidence", "via"): ("sources", "free"),
    ("Source", "speaker"): ("actors",),
    ("Source", "via"): ("sources", "free"),
    ("Claim", "by"): ("actors",),
    ("Claim", "about"): _ABOUT,
    ("Claim", "denies"): ("claims",),
    ("Question", "answers"): ("claims",),
    ("Question", "shown"): ("claims",),
    ("Tie", "event"): ("events",),
    ("Tie", "claim"): ("claims",),
    ("Event", "place"): ("places",),
    ("Event", "topics"): ("topics",),
    ("Event", "lead"): ("claims",),
    ("Retired", "moved_to"): (*_RECORDS, "claims", "questions", "ties", "retired"),
    ("Heading", "questions"): ("questions",),
    ("Phrase", "claim"): ("claims",),
}
"""By record and key, the ids that may stand there."""
OFFERED_KEYS: Mapping[tuple[str, str], str] = {
    ("Event", "actors"): "actors",
    ("Event", "distinct_from"): "events",
}
"""By record and key, the ids that are keys there."""
OFFERED_IN_DATES: Mapping[str, str] = {"after": "events", "before": "events"}
Labels = dict[str, dict[str, str]]
"""What each id stands for, by collection."""


def offer_ids(folder: Path, manuscript: Manuscript) -> None:
    """Write the schemas that know today's ids into the folder's `.vscode/`, if it has one.

    Nothing is written while a file cannot be read, since its ids are still wanted, and a folder
    that cannot be written to is left as it is.
    """
    there = folder / FOLDER
    if not there.is_dir() or (not manuscript.is_whole and any(there.glob("*.schema.json"))):
        return
    try:
        for name, text in live_schemas(manuscript, is_split=(folder / "timeline").is_dir()).items():
            path = there / name
            if not path.exists() or path.read_text("utf-8") != text:
                replace_file(path, text)
    except (OSError, UnicodeDecodeError):
        return  # completion is a help; without it the check is as good


def live_schemas(manuscript: Manuscript, *, is_split: bool = False) -> dict[str, str]:
    """Return each schema by its file name."""
    labels = _labels(manuscript)
    timeline = _living(schema_of(Timeline), labels)
    part = copy.deepcopy(timeline)
    del part["properties"]["dossier"], part["required"]
    if is_split:
        timeline["required"] = ["dossier"]
    schemas = {
        "timeline": timeline,
        "part": part,
        "references": _living(schema_of(dict[Id, Source]), labels),
        "guide": _living(schema_of(dict[str, GuideSentence]), labels),
    }
    return {f"{name}.schema.json": as_text(schema) for name, schema in schemas.items()}


def _living(schema: dict[str, Any], labels: Labels) -> dict[str, Any]:
    """Put the ids into a schema, each collection once, under `$defs`."""
    defs = schema["$defs"]
    for record, key in OFFERED:
        if record in defs:
            _offer(defs[record]["properties"][key], OFFERED[record, key])
    for (record, key), name in OFFERED_KEYS.items():
        if record in defs:
            _offer_keys(defs[record]["properties"][key], labels[name])
    _offer_in_dates(schema)
    used = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
    for name in sorted(used & labels.keys()):
        defs[name] = _choice(labels[name])
    return schema


def _offer(field: dict[str, Any], names: Iterable[str]) -> None:
    """Replace the form of an id by the ids themselves, alone or in a list."""
    refs = [{"$ref": f"#/$defs/{name}"} for name in names]
    ids: dict[str, Any] = refs[0] if len(refs) == 1 else {"anyOf": refs}
    if "anyOf" in field:
        field["anyOf"] = [
            {**choice, "items": ids} if choice.get("type") == "array" else ids
            for choice in field["anyOf"]
        ]
    elif field.get("type") == "array":
        field["items"] = ids
    else:
        kept = {key: field[key] for key in ("description",) if key in field}
        field.clear()
        field.update({**kept, "anyOf": [ids]})


def _offer_keys(field: dict[str, Any], ids: Mapping[str, str]) -> None:
    (leaf,) = field.pop("patternProperties").values()
    field["properties"] = {ref: {**leaf, "description": label} for ref, label in ids.items()}
    field.pop("propertyNames", None)


def _offer_in_dates(part: Any) -> None:
    """Offer events wherever a date may be counted from one."""
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict) and "between" in inner:
            for key, name in OFFERED_IN_DATES.items():
                inner[key] = {"$ref": f"#/$defs/{name}"}
        elif isinstance(inner, dict | list):
            _offer_in_dates(inner)


def _choice(ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the ids with what they stand for, as each kind of editor wants to be told.

    One `enum` is twenty times faster in editors than an `anyOf` of as many `const`. Digits alone
    are a number to them.
    """
    numbers = {int(ref): label for ref, label in ids.items() if re.fullmatch(r"0|[1-9]\d*", ref)}
    return {
        "enum": [*ids, *numbers],
        "enumDescriptions": [*ids.values(), *numbers.values()],
        "x-intellij-enum-metadata": {ref: {"description": text} for ref, text in ids.items()},
    }


def _labels(manuscript: Manuscript) -> Labels:
    """Return what is known of every id, those of refused records included."""
    timeline = manuscript.timeline
    named = {**timeline.topics, **timeline.places, **timeline.actors}
    labels = {ref: record.name for ref, record in named.items()}
    labels |= {
        ref: f"{event.title} ({event.when.text or ''})" for ref, event in timeline.events.items()
    }
    labels |= {
        ref: ": ".join(filter(None, (source.publisher, source.title)))
        for ref, source in manuscript.sources.items()
    }
    found: Labels = {
        name: {ref: labels.get(ref, "") for ref in sorted(manuscript.known[name])}
        for name in _RECORDS
    }
    return {
        **found,
        "free": _FREE,
        "claims": _claims(manuscript),
        "questions": _questions(manuscript),
        "ties": _ties(manuscript),
        "retired": dict.fromkeys(timeline.retired, "It was published and is retired."),
    }


def _claims(manuscript: Manuscript) -> dict[str, str]:
    """Return every claim as `claim` and as `event/claim`: an event names its own by the first."""
    claims = [
        (event, claim, claimed.text)
        for event, record in manuscript.timeline.events.items()
        for claim, claimed in record.claims.items()
    ]
    own = {claim: text for _, claim, text in claims}
    return own | {f"{event}/{claim}": text for event, claim, text in claims}


def _questions(manuscript: Manuscript) -> dict[str, str]:
    return {
        f"{event}/{question}": asked.ask
        for event, record in manuscript.timeline.events.items()
        for question, asked in record.questions.items()
    }


def _ties(manuscript: Manuscript) -> dict[str, str]:
    return {
        f"{event}/{tie}": f"How it follows {tied.event}."
        for event, record in manuscript.timeline.events.items()
        for tie, tied in record.follows.items()
    }
