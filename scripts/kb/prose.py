"""Prose as editors write it: text, `[id]` marks and `[words](id)` links, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKUP = re.compile(
    r"\[(?P<mark>[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)\](?!\()"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<link>[^()\s]+)\)"
)
_CLOSING = re.compile(r"((?:\s*\[[^\[\]\s]+\](?!\())+)\s*[.!?…”’»)]*$")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Lt|Col|vs|cf|ca|e\.g|i\.e)|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 8
"""Letters, its stop and what stands before it; no need to look at more of a sentence."""
_STOP = re.compile(r"[.!?…][”’»)]*(?=\s+[“‘«(\[]*[^\W_a-z])")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`[id]`: in a summary the claim that carries the sentence, elsewhere a cross-link."""

    ref: str
    written: str


@dataclass(frozen=True, slots=True)
class Link:
    """`[words](id)`."""

    words: str
    ref: str
    written: str


Span = Words | Mark | Link


def spans(text: str) -> tuple[Span, ...]:
    """Return the prose cut into plain text, marks and links, in order and without loss."""
    return tuple(_spans(text))


def references(text: str) -> tuple[Mark | Link, ...]:
    """Return the marks and links of the prose, in order."""
    if "[" not in text:
        return ()
    return tuple(span for span in _spans(text) if not isinstance(span, Words))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of the prose, each with its marks and its stop."""
    found = (text[start:end].strip() for start, end in stretches(text))
    return tuple(filter(None, found))


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends; together they are the text."""
    start = 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATION.search(
            text[max(start, stop.end() - _LONGEST_ABBREVIATION) : stop.end()]
        ):
            yield start, stop.end()
            start = stop.end()
    yield start, len(text)


def closing_marks(sentence: str) -> tuple[str, ...]:
    """Return the ids of the marks that stand before the sentence's stop."""
    first = sentence.find("[")
    tail = _CLOSING.search(sentence, first) if first >= 0 else None
    return tuple(re.findall(r"\[([^\[\]\s]+)\]", tail[1])) if tail else ()


def plain(text: str) -> str:
    """Return the prose without its marks, links as their words."""
    bare = _MARKUP.sub(lambda found: found["words"] or "\0", text) if "[" in text else text
    return " ".join(re.sub(r"\s*\0", "", bare).split())


def outside_quotes(text: str) -> str:
    """Return what is in our own voice: the text with everything inside “ ” blanked."""
    return re.sub(r"“[^”]*”", lambda found: " " * len(found[0]), text)


def without_ids(text: str) -> str:
    """Return the prose, as long as before, with blanks for the ids of its marks and links."""
    return "".join(map(_blanked, _spans(text))) if "[" in text else text


def _blanked(span: Span) -> str:
    match span:
        case Mark():
            return " " * len(span.written)
        case Link():
            return f"[{span.words}](".ljust(len(span.written))
        case Words():
            return span.text


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for found in _MARKUP.finditer(text):
        if found.start() > at:
            yield Words(text[at : found.start()])
        if found["mark"]:
            yield Mark(found["mark"], found[0])
        else:
            yield Link(found["words"], found["link"], found[0])
        at = found.end()
    if at < len(text):
        yield Words(text[at:])
