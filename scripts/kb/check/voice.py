"""Rule: our own voice is neutral; what others said in other words stands inside “ ”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from pydantic import BaseModel

from kb.fields import Moment
from kb.manuscript import Manuscript
from kb.model import GuideSentence, Source
from kb.node import Path
from kb.problems import Problem
from kb.prose import outside_quotes, without_ids

_OURS = frozenset(
    (
        *("title", "name", "lede", "summary", "text", "reports", "actors", "interest"),
        *("ask", "because", "settle", "cite", "finding", "shows", "unverified", "distinct_from"),
        *("now", "why", "excused", "withdrawn", "hedge"),
    )
)
"""The keys under which we write; one that holds a mapping holds texts of ours by id or key."""
_THEIRS: Mapping[type[BaseModel], frozenset[str]] = {
    Source: frozenset(("title",)),
    GuideSentence: frozenset(("text",)),
}
"""Where such a key holds a source’s words."""
_ENDING = r"(?:s|es|ed|ing|ly)?(?:['’]s)?"


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text that we wrote ourselves."""

    path: Path
    text: str


def loaded_word(manuscript: Manuscript) -> Iterator[Problem]:
    """A word of `avoid_words` stands in no text of ours, except inside “ ”."""
    if not manuscript.timeline.avoid_words:
        return
    loaded = _pattern(manuscript.timeline.avoid_words)
    # Most texts have no such word at all, quoted or not.
    for own in (own for own in own_voice(manuscript) if loaded.search(own.text)):
        for found in loaded.finditer(outside_quotes(without_ids(own.text))):
            word = own.text[found.start() : found.end()]
            at = manuscript.word_at(own.path, word, own.text[: found.start()].count(word))
            message = f"'{' '.join(word.split())}' is one of the words kept out of our own voice"
            hint = "put it inside “ ” with its author named, or say it neutrally"
            yield Problem(at, message, hint)


def own_voice(manuscript: Manuscript) -> Iterator[OwnText]:
    """Yield every text that we wrote ourselves and that is published."""
    yield from _own((), manuscript.timeline)
    for source, cited in manuscript.sources.items():
        yield from _own(("sources", source), cited)
    for source, guide in manuscript.guides.items():
        yield from _own(("guides", source), guide)


def _own(path: Path, value: object) -> Iterator[OwnText]:
    """Yield the texts of ours at or under a value; most fields that may hold one are empty."""
    match value:
        case BaseModel():
            for key, is_ours in _fields(type(value)):
                if part := getattr(value, key):
                    yield from (_texts if is_ours else _own)((*path, key), part)
        case Mapping():
            for step, part in value.items():
                yield from _own((*path, step), part)
        case tuple():
            for number, part in enumerate(value):
                yield from _own((*path, number), part)
        case _:
            pass


def _texts(path: Path, value: object) -> Iterator[OwnText]:
    """Yield the text, or each text of a mapping, that one of our keys holds."""
    match value:
        case str():
            yield OwnText(path, value)
        case Mapping():
            for step, part in value.items():
                yield from _texts((*path, step), part)
        case _:
            yield from _own(path, value)


@cache
def _fields(shape: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record in which texts of ours may stand, and whether each is one."""
    theirs = {key for kind, keys in _THEIRS.items() if issubclass(shape, kind) for key in keys}
    return tuple(
        (key, is_ours)
        for key, field in shape.model_fields.items()
        if (is_ours := key in _OURS - theirs) or _may_hold_texts(field.annotation)
    )


def _may_hold_texts(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation is not Moment and bool(_fields(annotation))
    return any(map(_may_hold_texts, get_args(annotation)))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the words, inflected or not."""
    forms = "|".join(map(_forms, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def _forms(word: str) -> str:
    """Return the forms of a word or of the last word of a phrase."""
    typed = r"\s+".join(map(re.escape, word.split()))
    if word.endswith("e"):
        return rf"{typed[:-1]}(?:e|ing)(?:s|d|ly)?(?:['’]s)?"
    if word.endswith("y"):
        return rf"{typed[:-1]}(?:y{_ENDING}|i(?:es|ed|ly)(?:['’]s)?)"
    return typed + _ENDING
