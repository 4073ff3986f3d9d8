"""The models -> JSON Schemas, for editors that complete and explain keys."""

import copy
import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from kb.fields import ID, MAX_ID
from kb.model import Timeline


def schema_text() -> str:
    """Return the JSON Schema of `timeline.yaml`, as committed."""
    return as_text(schema_of(Timeline) | {"title": "timeline.yaml"})


def schema_of(shape: type) -> dict[str, Any]:
    """Return the JSON Schema of what a file holds, as strict as reading is."""
    return copy.deepcopy(_made(shape))


@cache
def _made(shape: type) -> dict[str, Any]:
    """Return the schema, made once: every edit in `serve` asks for it again."""
    schema: dict[str, Any] = _tidied(TypeAdapter[object](shape).json_schema(by_alias=True))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def as_text(schema: dict[str, Any]) -> str:
    """Return the schema as a file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _tidied(part: Any) -> Any:
    """Drop titles and nulls, which editors do not write, and close mappings of ids."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "anyOf" in part:
        choices = [choice for choice in part["anyOf"] if choice != {"type": "null"}]
        rest = {key: value for key, value in part.items() if key != "anyOf"}
        part = {**choices[0], **rest} if len(choices) == 1 else {"anyOf": choices, **rest}
    tidy = {key: _tidied(value) for key, value in part.items() if not _is_noise(key, value)}
    if "patternProperties" in tidy:
        tidy.setdefault("additionalProperties", False)
    if ID in tidy.get("patternProperties", {}):
        tidy["propertyNames"] = {"maxLength": MAX_ID}
    return tidy


def _is_noise(key: str, value: Any) -> bool:
    return key == "default" or (key == "title" and isinstance(value, str))
