"""Why a quote stands for no passage, told to the editor who typed it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.passage import Kept, Piece, Stretch, piece_at
from kb.read.borders import cuts, is_word_character, word_around
from kb.read.nearest import difference, nearest_stretch
from kb.read.searched import Searched

FEWEST_CHARACTERS = 20
FEWEST_WORDS = 4
_CONTEXT_WORDS = 4


class BadQuote(ValueError):
    """A quote that stands for no passage: what is wrong with which piece, and how to mend it."""

    def __init__(
        self, message: str, hint: str, piece: int = 0, meant: Stretch | None = None
    ) -> None:
        self.message = message
        self.hint = hint
        self.piece = piece
        """The index of the piece at fault."""
        self.meant = meant
        """The stretch of the kept text that the piece may mean, if one is near."""
        super().__init__(f"{message}\n{hint}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One piece of a quote, to be found in a kept text; its offsets are normalised ones."""

    kept: Kept
    text: Searched
    typed: str
    piece: str
    """What was typed, normalised."""
    index: int
    count: int
    """The number of pieces in the quote."""
    after: int
    """Where the piece before it ended."""
    prefix: str
    suffix: str

    @property
    def name(self) -> str:
        """What to call the piece in a message."""
        return "the quote" if self.count == 1 else f"piece {self.index + 1} of the quote"

    @property
    def words(self) -> int:
        """The number of its words; a lone dash is none."""
        return sum(any(map(is_word_character, word)) for word in self.piece.split())

    def found(self, start: int, end: int) -> Piece:
        """Return the stretch of the kept text behind normalised characters."""
        return piece_at(self.kept, *self.text.stretch(start, end))


def too_short(wanted: Wanted) -> BadQuote:
    """Say how long a piece has to be."""
    if not wanted.words:
        return _bad(wanted, "is empty", "give words of the source, as they stand there")
    characters = _counted(len(wanted.piece), "character")
    return _bad(
        wanted,
        f"is too short: {characters} and {_counted(wanted.words, 'word')}",
        f"quote at least {FEWEST_CHARACTERS} characters or {FEWEST_WORDS} words",
    )


def ambiguous(wanted: Wanted, places: Sequence[int]) -> BadQuote:
    """Name the first two of the places at which the piece occurs."""
    first, second, *others = places
    times = f"{len(places)} times" if others else "twice"
    more = ", and further on" if others else ""
    return _bad(
        wanted,
        f"occurs {times} in '{wanted.kept.source}': {_surroundings(wanted, first)}, "
        f"and {_surroundings(wanted, second)}{more}",
        "add prefix or suffix, the words directly before or after it"
        if wanted.count == 1
        else "make the piece longer, so that it occurs once after the piece before it",
    )


def cut_word(wanted: Wanted, at: int, *, begins: bool) -> BadQuote:
    """Say inside which word the piece begins or ends."""
    word = word_around(wanted.text.text, at)
    verb = "begin" if begins else "end"
    here = _paragraphs(wanted.found(at if begins else at - 1, at + 1 if begins else at))
    return _bad(
        wanted,
        f"{verb}s inside the word “{word}” in {here} of '{wanted.kept.source}'",
        f"{verb} it with the whole of “{word}”, or leave that word out",
        _whole_words(wanted, at, begins=begins),
    )


def _whole_words(wanted: Wanted, at: int, *, begins: bool) -> Stretch | None:
    """Return the stretch of the piece, once the word that it cuts is whole."""
    text = wanted.text.text
    size = len(wanted.piece)
    start, end = (at, at + size) if begins else (at - size, at)
    while start and cuts(wanted.kept.body, wanted.text, start):
        start -= 1
    while end < len(text) and cuts(wanted.kept.body, wanted.text, end):
        end += 1
    return wanted.text.stretch(start, end)


def absent(wanted: Wanted) -> BadQuote:
    """Say why the piece is nowhere where it should be: the most exact reason that holds."""
    return (
        _beside_other_words(wanted)
        or _out_of_order(wanted)
        or _in_another_case(wanted)
        or _near_another_passage(wanted)
        or _bad(
            wanted,
            f"is not in '{wanted.kept.source}', and nothing in it is near",
            "check the source's id; a quote is in the words and the language of the source",
        )
    )


def _beside_other_words(wanted: Wanted) -> BadQuote | None:
    start = wanted.text.text.find(wanted.piece, wanted.after)
    if start < 0:
        return None
    named = [name for name in ("prefix", "suffix") if getattr(wanted, name)]
    return _bad(
        wanted,
        f"is in '{wanted.kept.source}', but not directly beside its {' and '.join(named)}",
        f"it stands {_surroundings(wanted, start)}",
    )


def _out_of_order(wanted: Wanted) -> BadQuote | None:
    start = wanted.text.text.find(wanted.piece)
    if start < 0:
        return None
    here = _paragraphs(wanted.found(start, start + len(wanted.piece)))
    return _bad(
        wanted,
        f"stands in {here} of '{wanted.kept.source}', before the end of piece {wanted.index}",
        "the pieces are out of order: list them as they follow each other in the source",
    )


def _in_another_case(wanted: Wanted) -> BadQuote | None:
    found = re.search(re.escape(wanted.piece), wanted.text.text, re.IGNORECASE)
    if not found:
        return None
    here = wanted.found(*found.span())
    return _bad(
        wanted,
        f"is in {_paragraphs(here)} of '{wanted.kept.source}' only with other capital letters",
        difference(here.exact(wanted.kept), wanted.typed),
        (here.start, here.end),
    )


def _near_another_passage(wanted: Wanted) -> BadQuote | None:
    near = nearest_stretch(wanted.piece, wanted.text.text)
    if near is None:
        return None
    here = wanted.found(*near)
    return _bad(
        wanted,
        f"is not in '{wanted.kept.source}'; the nearest passage is in {_paragraphs(here)}",
        difference(here.exact(wanted.kept), wanted.typed),
        (here.start, here.end),
    )


def _bad(wanted: Wanted, message: str, hint: str, meant: Stretch | None = None) -> BadQuote:
    return BadQuote(f"{wanted.name} {message}", hint, wanted.index, meant)


def _paragraphs(piece: Piece) -> str:
    last = "" if piece.last_paragraph == piece.paragraph else f"–{piece.last_paragraph}"
    return f"¶{piece.paragraph}{last}"


def _surroundings(wanted: Wanted, start: int) -> str:
    """Return the paragraph of an occurrence and the words on both sides of it."""
    piece = wanted.found(start, start + len(wanted.piece))
    body = wanted.kept.body
    ahead = " ".join(body[max(0, piece.start - 80) : piece.start].split()[-_CONTEXT_WORDS:])
    behind = " ".join(body[piece.end : piece.end + 80].split()[:_CONTEXT_WORDS])
    left = f"after “{ahead}”" if ahead else "at the start of the text"
    right = f"before “{behind}”" if behind else "at the end of the text"
    return f"in {_paragraphs(piece)} {left} and {right}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
