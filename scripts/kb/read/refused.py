"""Words for what the models refuse: pydantic's errors as problems with a place and a fix."""

import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kb.fields import MAX_ID, Written, malformed_slug
from kb.nearest import clear_name, near_hint
from kb.node import Mapping, Node, Path, Scalar, locate, locate_key, nearest
from kb.problems import Edit, Location, Problem
from kb.retyping import retyped

_CALLED = {
    "Heading": "'dossier'",
    "GuideSentence": "a sentence",
    "KeptSource": "a source",
    "Evidence": "evidence",
    "Moment": "a date",
}
_SHAPES = {
    "string_type": "text",
    "model_type": "keys with values",
    "dict_type": "keys with values",
    "tuple_type": "a list",
}
_FORMS = {
    "country": ("a country code", "the two capital letters of ISO 3166-1, such as KZ"),
    "sha256": ("a SHA-256 hash", "64 hexadecimal digits, of the bytes after the front matter"),
}
_TRUTHS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false"} | {
    "false": "false"
}
Fix = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """One error of pydantic, and where in the tree it lies."""

    shape: object
    root: Node
    path: Path
    error: ErrorDetails

    @property
    def at(self) -> Location:
        """The place of the value."""
        return locate(self.root, self.path)

    @property
    def node(self) -> Node:
        """The value, or what stands nearest to it."""
        return nearest(self.root, self.path)

    @property
    def key(self) -> str:
        """The key that the value belongs to."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def named(self) -> str:
        """The key in quotes, or what the whole tree is."""
        return f"'{self.key}'" if self.key else _called(_model_at(self.shape, self.path))

    @property
    def text(self) -> str:
        """The value as typed, where it is text."""
        return self.node.text if isinstance(self.node, Scalar) else ""


def refusal(refused: Refused) -> Problem:
    """Return the problem that an error of pydantic is for an editor."""
    return _TELLERS.get(refused.error["type"], _unfit)(refused)


def known_keys(shape: object, path: Path) -> tuple[str, ...]:
    """Return the keys that the record at `path` may have; none for a mapping of ids."""
    return tuple(f.alias or name for name, f in _model_at(shape, path).model_fields.items())


def _missing(refused: Refused) -> Problem:
    *owners, key = refused.path
    if isinstance(key, int):
        return _missing_part(refused, key)
    path = tuple(owners)
    record = _called(_model_at(refused.shape, path))
    owner = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    named = f"{record} '{owner}'" if owner and "'" not in record else record
    at = locate_key(refused.root, path) if path else refused.root.at
    return Problem(at, f"{named} has no '{key}'", f"write '{key}: …'", "missing-key")


def _missing_part(refused: Refused, position: int) -> Problem:
    if position == 0:
        return _empty(refused)
    message = f"'{refused.key}' has {position} and needs {position + 1}"
    return Problem(refused.at, message, f"write {position + 1}", "wrong-count")


def _unknown_key(refused: Refused) -> Problem:
    model = _model_at(refused.shape, refused.path[:-1])
    at, key = locate_key(refused.root, refused.path), str(refused.path[-1])
    known = known_keys(refused.shape, refused.path[:-1])
    hint = f"write '- {key[1:]}', with a space" if key[0] == "-" else near_hint(key, known)
    fix = _renamed(refused, "" if key[0] == "-" else clear_name(key, known))
    return Problem(at, f"unknown key '{key}' in {_called(model)}", hint, "unknown-key", fix)


def _renamed(refused: Refused, name: str) -> Fix:
    """Give the key at the end of the path another name, if no key has it yet."""
    parent = nearest(refused.root, refused.path[:-1])
    key = parent.keys.get(str(refused.path[-1])) if isinstance(parent, Mapping) else None
    is_taken = isinstance(parent, Mapping) and name in parent.keys
    return (retyped(key, name),) if key and name and not is_taken else ()


def _retyped(refused: Refused, text: str) -> Fix:
    return (retyped(refused.node, text),) if text and isinstance(refused.node, Scalar) else ()


def _not_one_of(refused: Refused) -> Problem:
    expected = str(refused.error["ctx"]["expected"]).replace(" or ", ",")
    allowed = [word.strip("' ") for word in expected.split(",")]
    hint = near_hint(refused.text, allowed) or "one of: " + ", ".join(allowed)
    message = f"'{refused.text}' is not a value of '{refused.key}'"
    fix = _retyped(refused, clear_name(refused.text, allowed))
    return Problem(refused.at, message, hint, "not-one-of", fix)


def _not_true_or_false(refused: Refused) -> Problem:
    message = f"'{refused.text}' is neither true nor false"
    fix = _retyped(refused, _TRUTHS.get(refused.text.lower(), ""))
    return Problem(refused.at, message, "write true or false", "not-true-or-false", fix)


def _malformed(refused: Refused) -> Problem:
    if refused.error["loc"][-1] == "[key]":
        at, key = locate_key(refused.root, refused.path), str(refused.path[-1])
        fix = _renamed(refused, malformed_slug(key))
        return Problem(at, f"'{key}' is not an id", _id_hint(key), "malformed-id", fix)
    if not refused.text:
        return _empty(refused)
    what, hint = _FORMS.get(refused.key, ("an id", _id_hint(refused.text)))
    fix = _retyped(refused, _well_formed(refused))
    return Problem(refused.at, f"'{refused.text}' is not {what}", hint, "malformed-id", fix)


def _id_hint(text: str) -> str:
    example = malformed_slug(text) or "plenary-session"
    return f"lower-case letters, digits and single hyphens, such as '{example}'"


def _well_formed(refused: Refused) -> str:
    """Return what a value of a fixed form surely means; capitals are all that may be wrong."""
    forms = {"country": (r"[A-Za-z]{2}", str.upper), "sha256": (r"[0-9A-Fa-f]{64}", str.lower)}
    if refused.key not in forms:
        return malformed_slug(refused.text)
    pattern, case = forms[refused.key]
    return case(refused.text) if re.fullmatch(pattern, refused.text) else ""


def _long_id(refused: Refused) -> Problem:
    is_key = refused.error["loc"][-1] == "[key]"
    at = locate_key(refused.root, refused.path) if is_key else refused.at
    text = str(refused.path[-1]) if is_key else refused.text
    message = f"the id '{text[:20]}…' has {len(text)} characters"
    return Problem(at, message, f"write at most {MAX_ID}", "malformed-id")


def _empty(refused: Refused) -> Problem:
    hint = "write its value or leave the key out"
    return Problem(refused.at, f"{refused.named} is empty", hint, "empty-value")


def _too_few(refused: Refused) -> Problem:
    context = refused.error["ctx"]
    count, needed = context["actual_length"], context["min_length"]
    if not count:
        return _empty(refused)
    message = f"'{refused.key}' has {count} and needs {needed}"
    return Problem(refused.at, message, f"write at least {needed}", "wrong-count")


def _too_many(refused: Refused) -> Problem:
    most = refused.error["ctx"]["max_length"]
    message = f"'{refused.key}' has more than {most} values"
    return Problem(refused.at, message, f"write {most}", "wrong-count")


def _wrong_shape(refused: Refused) -> Problem:
    if isinstance(refused.node, Scalar) and not refused.text:
        return _empty(refused)
    wanted = _SHAPES[refused.error["type"]]
    found = "text" if isinstance(refused.node, Scalar) else "a list"
    found = "keys with values" if isinstance(refused.node, Mapping) else found
    message = f"{refused.named} must be {wanted}; this is {found}"
    return Problem(refused.at, message, "", "wrong-type")


def _unfit(refused: Refused) -> Problem:
    if not refused.text:
        return _empty(refused)
    why = refused.error["msg"].removeprefix("Input ")
    message = f"'{refused.text}' does not do for '{refused.key}': it {why}"
    return Problem(refused.at, message, "", "wrong-type")


_TELLERS: dict[str, Callable[[Refused], Problem]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _not_one_of,
    "bool_parsing": _not_true_or_false,
    "bool_type": _not_true_or_false,
    "string_pattern_mismatch": _malformed,
    "string_too_short": _empty,
    "string_too_long": _long_id,
    "too_short": _too_few,
    "too_long": _too_many,
    **dict.fromkeys(_SHAPES, _wrong_shape),
}


def _model_at(shape: object, path: Path) -> type[BaseModel]:
    """Return the model that the steps of a path lead to; `Written` where they lead to none."""
    for step in path:
        inner = _inner(shape)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            fields = {f.alias or name: f.annotation for name, f in inner.model_fields.items()}
            shape = fields.get(str(step))
        else:
            parts = [part for part in typing.get_args(inner) if part is not Ellipsis]
            shape = parts[-1] if parts else None
    inner = _inner(shape)
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else Written


def _inner(shape: object) -> object:
    """Unwrap `Annotated[X, …]` and `X | None`."""
    while typing.get_origin(shape) in (typing.Annotated, types.UnionType, typing.Union):
        shape = typing.get_args(shape)[0]
    return shape


def _called(model: type[BaseModel]) -> str:
    name = model.__name__
    article = "an" if name[0] in "AEIO" else "a"
    return _CALLED.get(name, f"{article} {name.lower()}")
