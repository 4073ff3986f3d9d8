"""A kept text and a quote -> the one passage that the quote stands for, or why there is none."""

import re
from collections.abc import Iterator, Sequence

from kb.passage import Kept, Paragraph, Passage, Piece, Stretch, piece_at
from kb.read.bad_quotes import (
    FEWEST_CHARACTERS,
    FEWEST_WORDS,
    BadQuote,
    Wanted,
    absent,
    ambiguous,
    cut_word,
    too_short,
)
from kb.read.borders import cuts
from kb.read.normalise import normalise
from kb.read.searched import searched

__all__ = ["BadQuote", "find_passage", "keep", "occurrences"]


def keep(source: str, body: str) -> Kept:
    """Return a text as found, with its paragraphs counted."""
    lines = (line for line in re.finditer(r"[^\r\n]+", body) if not line[0].isspace())
    paragraphs = (Paragraph(number, *line.span()) for number, line in enumerate(lines, 1))
    return Kept(source, body, tuple(paragraphs))


def find_passage(kept: Kept, quote: Sequence[str], prefix: str = "", suffix: str = "") -> Passage:
    """Return the only passage that the pieces of the quote name in order, or raise BadQuote.

    The prefix stands directly before the first piece, the suffix directly after the last.
    """
    if not quote:
        raise BadQuote("the quote is empty", "give words of the source, as they stand there")
    pieces = []
    after = 0
    for index in range(len(quote)):
        wanted = _wanted(kept, quote, index, after, (prefix, suffix))
        start, after = _verified(wanted)
        pieces.append(wanted.found(start, after))
    return Passage(kept.source, tuple(pieces))


def occurrences(kept: Kept, words: str, within: Piece | None = None) -> tuple[Piece, ...]:
    """Return every place, in the text or in a piece of it, where the words stand as whole words."""
    text, plain = searched(kept.body), _plain(words)
    found = []
    for start in text.places(plain):
        borders = (start, start + len(plain))
        stretch = text.stretch(*borders)
        is_inside = within is None or within.start <= stretch[0] < stretch[1] <= within.end
        if is_inside and not any(cuts(kept.body, text, border) for border in borders):
            found.append(piece_at(kept, *stretch))
    return tuple(found)


def _wanted(
    kept: Kept, quote: Sequence[str], index: int, after: int, beside: tuple[str, str]
) -> Wanted:
    is_last = index == len(quote) - 1
    return Wanted(
        kept=kept,
        text=searched(kept.body),
        typed=quote[index],
        piece=_plain(quote[index]),
        index=index,
        count=len(quote),
        after=after,
        prefix=_plain(beside[0]) if index == 0 else "",
        suffix=_plain(beside[1]) if is_last else "",
    )


def _verified(wanted: Wanted) -> Stretch:
    """Return the normalised stretch of a piece that keeps every rule of a quote."""
    is_long = len(wanted.piece) >= FEWEST_CHARACTERS or wanted.words >= FEWEST_WORDS
    if not (is_long and wanted.words):
        raise too_short(wanted)
    places = list(_places(wanted))
    if not places:
        raise absent(wanted)
    if len(places) > 1:
        raise ambiguous(wanted, places)
    start, end = places[0], places[0] + len(wanted.piece)
    for border in (start, end):
        if cuts(wanted.kept.body, wanted.text, border):
            raise cut_word(wanted, border, begins=border == start)
    return start, end


def _places(wanted: Wanted) -> Iterator[int]:
    """Yield where the piece occurs between its prefix and its suffix, word borders or not."""
    text = wanted.text.text
    for start in wanted.text.places(wanted.piece, wanted.after):
        end = start + len(wanted.piece)
        before = start - (text[max(0, start - 1) : start] == " ")
        behind = end + (text[end : end + 1] == " ")
        if text.endswith(wanted.prefix, 0, before) and text.startswith(wanted.suffix, behind):
            yield start


def _plain(text: str) -> str:
    return normalise(text).text.strip()
