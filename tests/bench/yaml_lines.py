"""Records -> lines of YAML in block style, as editors write it; texts and flat lists as in JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence

Value = str | float | Sequence["Value"] | Mapping[str, "Value"]
Record = Mapping[str, Value]


def yaml_text(record: Record) -> str:
    """Return a file that holds one mapping."""
    return "\n".join((*_lines(record, ""), ""))


def _lines(record: Record, indent: str) -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif records := _records(value):
            yield f"{indent}{key}:"
            yield from (line for one in records for line in _entry(one, f"{indent}  "))
        else:
            yield f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}"


def _entry(record: Record, indent: str) -> Iterator[str]:
    first, *rest = _lines(record, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _records(value: Value) -> list[Record]:
    """Return the mappings of a list of mappings, and nothing for any other value."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return []
    return [one for one in value if isinstance(one, Mapping)]
