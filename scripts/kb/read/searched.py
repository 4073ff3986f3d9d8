"""A kept text as it is searched for quotes: where each of its words stands.

Thousands of quotes may stand in one long text, which must not be read anew for each of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.read.normalise import Normalised, normalise

_WHOLE_WORD = re.compile(r"(?<= )[^ ]+(?= )")


@dataclass(frozen=True, slots=True)
class Searched(Normalised):
    """A normalised text that knows its words."""

    words: Mapping[str, Sequence[int]]
    """Where each stands that has spaces, or an end of the text, on both sides; in order."""

    def places(self, piece: str, after: int = 0) -> Iterator[int]:
        """Yield every place at or behind `after` where a normalised piece stands, in order."""
        whole = [
            (self.words.get(word[0], ()), word.start()) for word in _WHOLE_WORD.finditer(piece)
        ]
        if not whole:
            yield from self._places_of_few(piece, after)
            return
        rarest, ahead = min(whole, key=lambda word: len(word[0]))
        for place in rarest:
            if place - ahead >= after and self.text.startswith(piece, place - ahead):
                yield place - ahead

    def _places_of_few(self, words: str, after: int) -> Iterator[int]:
        """Yield every place of one or two words, which are not surely whole ones."""
        start = self.text.find(words, after) if words else -1
        while start >= 0:
            yield start
            start = self.text.find(words, start + 1)


@lru_cache(maxsize=8)  # the quotes from one text are looked up together
def searched(body: str) -> Searched:
    """Return the text of a kept source made ready to be searched."""
    text = normalise(body)
    words: dict[str, list[int]] = {}
    for word in re.finditer(r"[^ ]+", text.text):
        words.setdefault(word[0], []).append(word.start())
    return Searched(text.text, text.starts, text.ends, words)
