"""The one declared normalisation, on which a quote and a kept text meet.

NFC; typographic quotes and primes become ' or "; dashes become -; white space becomes one space;
soft hyphens and zero-width characters go. The kept text itself is never changed: every normalised
character knows the stretch that it came from.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kb.passage import Stretch

_INVISIBLE = frozenset("\u00ad\u061c\u180e\ufeff").union(
    map(chr, range(0x200B, 0x2010)),
    map(chr, range(0x202A, 0x202F)),
    map(chr, range(0x2060, 0x2070)),
)
_PLAIN_FORM = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u2035", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_STRETCH = re.compile(r"\S+(?: \S+)*|\s+")
"""Words with single blanks between them, which mostly stay as they are, or other white space."""
_RUN = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in its normalised form, with the way back to the text as found."""

    text: str
    starts: Sequence[int]
    """Where the character starts in the text as found, for each normalised character."""
    ends: Sequence[int]

    def stretch(self, start: int, end: int) -> Stretch:
        """Return the stretch of the text as found behind normalised characters; never empty."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """Return the normalised form; what combines into one character keeps one stretch."""
    draft = _Draft()
    for stretch in _STRETCH.finditer(text):
        if _is_plain(stretch[0]):
            draft.add_plain(stretch[0], *stretch.span())
        else:
            for run in _RUN.finditer(text, *stretch.span()):
                _add_run(draft, run[0], *run.span())
    return Normalised("".join(draft.texts), draft.starts, draft.ends)


@dataclass(slots=True)
class _Draft:
    texts: list[str] = field(default_factory=list)
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))

    def add_plain(self, text: str, start: int, end: int) -> None:
        self.add(text, range(start, end), range(start + 1, end + 1))

    def add(self, text: str, starts: Iterable[int], ends: Iterable[int]) -> None:
        self.texts.append(text.translate(_PLAIN_FORM))
        self.starts.extend(starts)
        self.ends.extend(ends)

    def add_space(self, start: int, end: int) -> None:
        # Between two runs of spaces there may be nothing but invisible characters.
        if self.texts and self.texts[-1] == " ":
            self.ends[-1] = end
        else:
            self.add(" ", [start], [end])


def _is_plain(text: str) -> bool:
    """Tell whether each of its characters stays one, so that none moves."""
    is_seen = _INVISIBLE.isdisjoint(text) and not text.isspace()
    return is_seen and unicodedata.is_normalized("NFC", text)


def _add_run(draft: _Draft, run: str, start: int, end: int) -> None:
    if run.isspace():
        draft.add_space(start, end)
    elif _is_plain(run):
        draft.add_plain(run, start, end)
    else:
        for first, characters, last in _clusters(run, start):
            composed = unicodedata.normalize("NFC", characters)
            draft.add(composed, [first] * len(composed), [last] * len(composed))


def _clusters(run: str, offset: int) -> Iterator[tuple[int, str, int]]:
    """Yield each character with the marks on it, between its start and its end."""
    start, characters, end = offset, "", offset
    for place, character in enumerate(run, offset):
        if character in _INVISIBLE:
            continue
        if characters and not _combines(character):
            yield start, characters, end
            characters = ""
        start = start if characters else place
        characters, end = characters + character, place + 1
    if characters:
        yield start, characters, end


def _combines(character: str) -> bool:
    # The vowels and final consonants of Korean compose without being marks.
    return (
        unicodedata.category(character).startswith("M")
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
    )
