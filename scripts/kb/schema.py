"""The models -> `timeline.schema.json`, for editors that complete and explain keys."""

import json
from typing import Any

from kb.model import Timeline


def schema_text() -> str:
    """Return the JSON Schema of `timeline.yaml`, as committed."""
    schema = Timeline.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "timeline.yaml"
    return json.dumps(_tidied(schema), ensure_ascii=False, indent=2) + "\n"


def _tidied(part: Any) -> Any:
    """Drop titles and nulls, which editors do not write, and close mappings of ids."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    choices = [choice for choice in part.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        part = {**choices[0], **{key: value for key, value in part.items() if key != "anyOf"}}
    tidy = {key: _tidied(value) for key, value in part.items() if not _is_noise(key, value)}
    if "patternProperties" in tidy:
        tidy.setdefault("additionalProperties", False)
    return tidy


def _is_noise(key: str, value: Any) -> bool:
    return key == "default" or (
        key == "title" and isinstance(value, str) and value != "timeline.yaml"
    )
