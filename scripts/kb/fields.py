"""The leaves of what editors write: text, ids, lists, flags and dates, and how a schema says so."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from kb.lookalikes import mixed_words

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REF = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
MAX_ID = 100
"""Ids are names of files, whose names may have 255 bytes with all that is put around them."""
TEXT_LEAF = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Editors read `1911` as a number and `true` as a truth value; here both are text."""
_ID_LEAF = {
    "type": ["string", "integer", "boolean"],
    "pattern": ID,
    "maxLength": MAX_ID,
    "minimum": 0,
}
_REF_LEAF = {"type": ["string", "integer", "boolean"], "pattern": REF, "minimum": 0}
_WHEN_KEYS = {
    "between": {"type": "array", "items": TEXT_LEAF},
    "one_of": {"type": "array", "items": TEXT_LEAF},
    "not_before": TEXT_LEAF,
    "not_after": TEXT_LEAF,
    "by": TEXT_LEAF,
    "after": _ID_LEAF,
    "before": _ID_LEAF,
    "question": _ID_LEAF,
}


def malformed_slug(text: str) -> str:
    """Return the id that a text mistypes, such as `some-id` for `Some_Id`; nothing if unclear.

    A capital inside a word may begin another (`SomeId`), and letters with accents have no one way
    into an id.
    """
    read = text
    for mixed in mixed_words(text):
        read = read.replace(mixed.word, mixed.likely)
    slug = re.sub(r"[-_ .]+", "-", read).strip("-").lower()
    is_clear = re.fullmatch(ID, slug) and not re.search(r"[a-z][A-Z]", text)
    return slug if is_clear and slug != text and len(slug) <= MAX_ID else ""


def _listed(written: object) -> object:
    """One value stands for a list of one."""
    return (written,) if isinstance(written, str) else written


def _inked(written: object) -> object:
    """Text of nothing but white space is as good as empty."""
    return "" if isinstance(written, str) and not written.strip() else written


def _keyed(written: object) -> object:
    """Plain text in place of a mapping is the value of the empty key."""
    return {"": written} if isinstance(written, str) else written


def _truth(written: object) -> object:
    """Only `true` and `false` are truth values, as in YAML 1.2."""
    return {"true": True, "false": False}.get(written, "?") if isinstance(written, str) else written


def _number(written: object) -> object:
    """Only plain decimal numbers are numbers: no `5_1`, `1e3` or `nan`."""
    is_plain = isinstance(written, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", written)
    return written if is_plain else "?"


def _one_or_list(leaf: Mapping[str, object]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [leaf, {"type": "array", "items": leaf, "minItems": 1}]})


Text = Annotated[
    str, BeforeValidator(_inked), StringConstraints(min_length=1), WithJsonSchema(TEXT_LEAF)
]
Id = Annotated[str, StringConstraints(pattern=ID, max_length=MAX_ID), WithJsonSchema(_ID_LEAF)]
Ref = Annotated[str, StringConstraints(pattern=REF), WithJsonSchema(_REF_LEAF)]
Ids = Annotated[
    tuple[Id, ...], Field(min_length=1), BeforeValidator(_listed), _one_or_list(_ID_LEAF)
]
Refs = Annotated[
    tuple[Ref, ...], Field(min_length=1), BeforeValidator(_listed), _one_or_list(_REF_LEAF)
]
Texts = Annotated[
    tuple[Text, ...], Field(min_length=1), BeforeValidator(_listed), _one_or_list(TEXT_LEAF)
]
Flag = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Unverified = Annotated[
    dict[str, Text],
    BeforeValidator(_keyed),
    WithJsonSchema({"anyOf": [TEXT_LEAF, {"type": "object", "additionalProperties": TEXT_LEAF}]}),
]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Latitude = Annotated[float, Field(ge=-90, le=90), BeforeValidator(_number)]
Longitude = Annotated[float, Field(ge=-180, le=180), BeforeValidator(_number)]


class Written(BaseModel):
    """A mapping with known keys; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Moment(Written):
    """A date as honest as its source: plain text, or one of the mappings of `when`."""

    text: Text | None = Field(default=None, alias="")
    between: tuple[Text, ...] | None = None
    one_of: tuple[Text, ...] | None = None
    not_before: Text | None = None
    not_after: Text | None = None
    after: Id | None = None
    before: Id | None = None
    by: Text | None = None
    question: Id | None = None

    def written(self) -> str | dict[str, object]:
        """Return what the editor typed, as `kb.dates.when.parse_when` takes it."""
        if self.text is not None:
            return self.text
        return self.model_dump(exclude_none=True, by_alias=True)


_MOMENT_LEAF = {
    "anyOf": [
        TEXT_LEAF,
        {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": _WHEN_KEYS,
        },
    ]
}
WhenField = Annotated[Moment, BeforeValidator(_keyed), WithJsonSchema(_MOMENT_LEAF)]
