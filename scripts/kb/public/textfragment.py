"""A passage of a kept text -> the part of an address by which browsers find it at its publisher.

The form is that of the draft “URL Fragment Text Directives”: `#:~:text=prefix-,start,end,-suffix`.
A browser takes the first place that fits, so each directive is made to fit the passage first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from kb.passage import Kept, Passage, Piece

_LONGEST = 120
"""Letters of a piece that is given whole; of a longer one only its first and last words."""
_WORDS = 5
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Directive:
    """What a browser looks for: a text, or all from its start to its end, between neighbours."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """Write it as the draft does; no word of it can be taken for a sign of the form."""
        parts = (
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        )
        return f"text={','.join(filter(None, parts))}"


def at_publisher(url: str, passage: Passage, kept: Kept) -> str:
    """Return the address of a passage on its publisher's page, one directive for each piece."""
    directives = "&".join(str(directive(piece, kept)) for piece in passage.pieces)
    return f"{url}{'' if '#' in url else '#'}:~:{directives}"


def directive(piece: Piece, kept: Kept) -> Directive:
    """Return what finds `piece` and nothing before it in the kept text.

    A passage that occurs twice, and that no neighbour in its paragraph tells apart, is found at
    its first place.
    """
    start, end = _ends(piece, kept)
    if _is_first(start, piece, kept):
        return Directive(start, end)
    if before := _words_before(piece, kept):
        return Directive(start, end, prefix=_telling(before, start, kept))
    return Directive(start, end, suffix=_words_after(piece, kept))


def _ends(piece: Piece, kept: Kept) -> tuple[str, str]:
    """Return the piece whole, or its first and last words: neither crosses a paragraph."""
    lines = [line.split() for line in _LINE.findall(piece.exact(kept)) if not line.isspace()]
    start, end = _opening(lines[0], piece, kept), _closing(lines[-1], piece.exact(kept))
    is_short = len(" ".join(lines[0])) <= _LONGEST or len(start) + len(end) >= len(lines[0])
    if len(lines) == 1 and is_short:
        return " ".join(lines[0]), ""
    return " ".join(start), " ".join(end)


def _opening(words: list[str], piece: Piece, kept: Kept) -> list[str]:
    """Return as many of the first words as it takes to be found there first."""
    for count in range(min(_WORDS, len(words)), len(words)):
        if _is_first(" ".join(words[:count]), piece, kept):
            return words[:count]
    return words


def _closing(words: list[str], text: str) -> list[str]:
    """Return as many of the last words as it takes to be found at the end only."""
    for count in range(min(_WORDS, len(words)), len(words)):
        ending = " ".join(words[-count:])
        if _is_alone(ending, text):
            return words[-count:]
    return words


def _telling(before: list[str], start: str, kept: Kept) -> str:
    """Return as many of the words before as it takes to tell this place from others."""
    for count in range(min(_WORDS, len(before)), len(before)):
        neighbours = " ".join(before[-count:])
        if _is_alone(f"{neighbours} {start}", kept.body):
            return neighbours
    return " ".join(before)


def _words_before(piece: Piece, kept: Kept) -> list[str]:
    paragraph = kept.paragraphs[piece.paragraph - 1]
    return kept.body[paragraph.start : piece.start].split()


def _words_after(piece: Piece, kept: Kept) -> str:
    paragraph = kept.paragraphs[piece.last_paragraph - 1]
    return " ".join(kept.body[piece.end : paragraph.end].split()[:_WORDS])


def _is_first(words: str, piece: Piece, kept: Kept) -> bool:
    """Tell whether a browser finds first, of all places, the words with which a piece starts."""
    is_sure = _is_whole(piece, kept) and _is_single(words, kept.body)
    return is_sure or _first(words, kept.body) == piece.start


def _is_alone(words: str, text: str) -> bool:
    """Tell whether a browser finds the words in no two places."""
    return _is_single(words, text) or _first(words, text) == _last(words, text)


def _is_single(words: str, text: str) -> bool:
    """Tell at a glance that the words stand only once, be it within others: most passages do."""
    flat, sought = _flat(text), _flat(words)
    return flat.find(sought, flat.find(sought) + 1) < 0


def _is_whole(piece: Piece, kept: Kept) -> bool:
    """Tell whether a piece starts with a word and does not cut any in two."""
    before = kept.body[max(piece.start - 1, 0) : piece.start]
    after = kept.body[piece.end : piece.end + 1]
    return not (kept.body[piece.start].isspace() or _WORD.match(before) or _WORD.match(after))


@lru_cache(maxsize=64)
def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _first(words: str, text: str) -> int:
    """Return where a browser first finds the words, or -1."""
    return next(_places(words, text), -1)


def _last(words: str, text: str) -> int:
    return max(_places(words, text), default=-1)


def _places(words: str, text: str) -> Iterator[int]:
    """Yield where the words stand whole, in any case and with any space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
        yield found.start()


def _encoded(text: str) -> str:
    """Percent-encode all but letters, digits, `.`, `_` and `~`."""
    return quote(text, safe="").replace("-", "%2D")
