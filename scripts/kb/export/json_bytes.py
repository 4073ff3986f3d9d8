"""Any value -> the bytes of a file of JSON: in UTF-8, indented by one, and ended by a line break.

Pydantic writes it, be it a shape or not: with an indent, `json` takes eight times as long.
"""

from pydantic_core import to_json

from kb.export.shapes import Shape


def json_bytes(value: object) -> bytes:
    """Return a value made of dicts, lists, tuples, texts, numbers, booleans and None."""
    return to_json(value, indent=1) + b"\n"


def shape_bytes(shape: Shape) -> bytes:
    """Return a shape with all that it holds; what is not known is left out."""
    return to_json(shape, indent=1, exclude_none=True) + b"\n"
