"""Node -> model: structure is checked by pydantic, and every refusal is told with its place.

What is refused is left out, alone where it can be and with its record where it cannot, so that
one mistake is reported once and the rest is still checked in the same run.
"""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kb.model import Written
from kb.nearest import near_hint
from kb.node import (
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    locate,
    locate_key,
    nearest,
    plain,
    remove,
    texts,
)
from kb.problems import Location, Problem

Shape = typing.TypeVar("Shape")
_ARTICLES = {"Heading": "'dossier'", "GuideSentence": "a sentence", "KeptSource": "a source"}
_SHAPES = {
    "string_type": "text",
    "model_type": "keys with values",
    "dict_type": "keys with values",
    "tuple_type": "a list",
}


@dataclass(slots=True)
class Refusals:
    """What was refused in one file, and what had to be left out for it."""

    problems: list[Problem] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)

    def leave_out(self, root: Node, path: Path) -> None:
        """Take the value out of the tree and remember that something is missing there."""
        self.broken.update(path[:size] for size in range(1, len(path) + 1))
        self.mentioned.update(texts([nearest(root, path)]))
        remove(root, path)


def validated(shape: type[Shape], root: Node) -> tuple[Shape | None, Refusals]:
    """Return the tree as `shape`, or None where nothing can be kept, and what was refused.

    The tree loses what was refused, so that its places agree with the result.
    """
    adapter: TypeAdapter[Shape] = TypeAdapter(shape)
    refusals = Refusals()
    for path, key in list(_comma_endings(root, ())):
        if key.text in _keys(_model_at(shape, path[:-1])):
            continue
        hint = f"a comma ended the text before '{key.text}'; put the whole text in quotes"
        problem = Problem(key.at, f"'{key.text}' has no value", hint, "comma-in-flow")
        refusals.problems.append(problem)
        refusals.leave_out(root, path)
    while True:
        try:
            return adapter.validate_python(plain(root)), refusals
        except ValidationError as error:
            if not _leave_out_refused(shape, root, error.errors(include_url=False), refusals):
                return None, refusals


def _leave_out_refused(
    shape: object, root: Node, errors: list[ErrorDetails], refusals: Refusals
) -> bool:
    """Report the errors that are new, take out what they concern; False when nothing is left."""
    paths: set[Path] = set()
    for error in errors:
        path = tuple(step for step in error["loc"] if step not in ("", "[key]"))
        if path not in refusals.broken:
            refusals.problems.append(_problem(shape, root, path, error))
        paths.add(path[:-1] if error["type"] == "missing" else path)
    if () in paths:
        return False
    for path in sorted(paths, key=_last_first, reverse=True):
        refusals.leave_out(root, path)
    return True


def _comma_endings(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    """Yield the keys inside `{…}` that a comma in a text has made."""
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _comma_endings(item, (*path, number))
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            if isinstance(value, Scalar) and value.is_flow and not value.raw:
                yield (*path, key), node.keys[key]
            else:
                yield from _comma_endings(value, (*path, key))


def _last_first(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Order list positions as numbers, so that later items can be taken out first."""
    return tuple((isinstance(s, str), s if isinstance(s, int) else 0, str(s)) for s in path)


def _problem(shape: object, root: Node, path: Path, error: ErrorDetails) -> Problem:
    at = locate(root, path)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    node = nearest(root, path)
    text = node.text if isinstance(node, Scalar) else ""
    match error["type"]:
        case "missing":
            return _missing(shape, root, path)
        case "extra_forbidden":
            return _unknown_key(shape, root, path)
        case "literal_error":
            return _not_one_of(at, key, text, str(error["ctx"]["expected"]))
        case "string_pattern_mismatch" | "bool_parsing" | "bool_type":
            return _malformed(root, path, key, text, error)
        case "string_too_short":
            return Problem(
                at, f"'{key}' is empty", "write its text or leave the key out", "empty-value"
            )
        case "too_short" | "too_long":
            return _wrong_count(at, key, error)
        case kind if kind in _SHAPES:
            return _wrong_shape(at, key, node, _SHAPES[kind])
        case _:
            message = (
                f"'{text}' does not do for '{key}': {error['msg'][:1].lower()}{error['msg'][1:]}"
            )
            return Problem(at, message, "", "wrong-type")


def _missing(shape: object, root: Node, path: Path) -> Problem:
    record = _called(_model_at(shape, path[:-1]))
    owner = next((str(step) for step in reversed(path[:-1]) if isinstance(step, str)), "")
    named = f"{record} '{owner}'" if owner and "'" not in record else record
    at = locate_key(root, path[:-1]) if len(path) > 1 else root.at
    return Problem(at, f"{named} has no '{path[-1]}'", f"write '{path[-1]}: …'", "missing-key")


def _unknown_key(shape: object, root: Node, path: Path) -> Problem:
    model = _model_at(shape, path[:-1])
    at, key = locate_key(root, path), str(path[-1])
    message = f"unknown key '{key}' in {_called(model)}"
    return Problem(at, message, near_hint(key, _keys(model)), "unknown-key")


def _not_one_of(at: Location, key: str, text: str, expected: str) -> Problem:
    allowed = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
    hint = near_hint(text, allowed) or "one of: " + ", ".join(allowed)
    return Problem(at, f"'{text}' is not a value of '{key}'", hint, "not-one-of")


def _malformed(root: Node, path: Path, key: str, text: str, error: ErrorDetails) -> Problem:
    if error["type"].startswith("bool"):
        message = f"'{text}' is neither true nor false"
        return Problem(locate(root, path), message, "write true or false", "not-true-or-false")
    if error["loc"][-1] == "[key]":
        hint = "lower-case letters, digits and single hyphens, such as 'plenary-session'"
        return Problem(locate_key(root, path), f"'{path[-1]}' is not an id", hint, "malformed-id")
    hints = {
        "country": "the two capital letters of ISO 3166-1, such as KZ",
        "sha256": "64 hexadecimal digits, of the bytes after the front matter",
    }
    hint = hints.get(key, "lower-case letters, digits and single hyphens, as where it is defined")
    what = {"country": "a country code", "sha256": "a SHA-256 hash"}.get(key, "an id")
    return Problem(locate(root, path), f"'{text}' is not {what}", hint, "malformed-id")


def _wrong_count(at: Location, key: str, error: ErrorDetails) -> Problem:
    context = error["ctx"]
    if error["type"] == "too_short":
        needed = context["min_length"]
        hint = f"write at least {needed}" if needed > 1 else "write one, or leave the key out"
        count = context["actual_length"]
        message = f"'{key}' is empty" if not count else f"'{key}' has {count} and needs {needed}"
        return Problem(at, message, hint, "wrong-count")
    message = f"'{key}' has more than {context['max_length']} values"
    return Problem(at, message, "", "wrong-count")


def _wrong_shape(at: Location, key: str, node: Node, wanted: str) -> Problem:
    found = (
        "text" if isinstance(node, Scalar) else "keys" if isinstance(node, Mapping) else "a list"
    )
    if isinstance(node, Scalar) and not node.text:
        return Problem(
            at, f"'{key}' is empty", f"write {wanted}, or leave the key out", "empty-value"
        )
    return Problem(at, f"'{key}' must be {wanted}; this is {found}", "", "wrong-type")


def _model_at(shape: object, path: Path) -> type[BaseModel]:
    """Return the model that the steps of a path lead to."""
    for step in path:
        shape = _inner(shape)
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            shape = next(
                f.annotation for n, f in shape.model_fields.items() if (f.alias or n) == step
            )
        else:
            shape = [part for part in typing.get_args(shape) if part is not Ellipsis][-1]
    shape = _inner(shape)
    return shape if isinstance(shape, type) and issubclass(shape, BaseModel) else Written


def _inner(shape: object) -> object:
    """Unwrap `Annotated[X, …]` and `X | None`."""
    while typing.get_origin(shape) in (typing.Annotated, types.UnionType, typing.Union):
        shape = typing.get_args(shape)[0]
    return shape


def _keys(model: type[BaseModel]) -> Iterator[str]:
    return (alias for name, f in model.model_fields.items() if (alias := f.alias or name))


def _called(model: type[BaseModel]) -> str:
    name = model.__name__
    article = "an" if name[0] in "AEIO" else "a"
    article = "" if name == "Evidence" else article
    return _ARTICLES.get(name, f"{article} {name.lower()}".strip())
