"""Invented words, spread as those of a language are: a few everywhere, most of them seldom."""

from functools import cache
from itertools import accumulate, product
from random import Random

_SYLLABLES = (
    ("ba", "ба"),
    ("ko", "ко"),
    ("ri", "ри"),
    ("na", "на"),
    ("te", "те"),
    ("lu", "лу"),
    ("mo", "мо"),
    ("sa", "са"),
    ("vi", "ви"),
    ("do", "до"),
    ("ge", "ге"),
    ("pa", "па"),
    ("zhu", "жу"),
    ("ka", "ка"),
    ("le", "ле"),
    ("shi", "ши"),
    ("ro", "ро"),
    ("ny", "ны"),
    ("tu", "ту"),
    ("ma", "ма"),
)
"""Each as Latin and as Cyrillic letters have it."""
_VOCABULARY = 20_000
_SMALL = 30
"""Words: as many as names.js takes for small."""
Word = tuple[int, ...]
"""Its syllables, so that it can be written in either script."""


def speech(use: str, number: int, length: int, *, cyrillic: bool = False) -> str:
    """Return the words that belong to one use in one record: so many, without a stop.

    Each is drawn by a seed of its own, so that one record can change without moving the others.
    """
    drawn = Random(f"{use} {number}").choices(_vocabulary(), cum_weights=_weights(), k=length)
    return " ".join(written(word, cyrillic=cyrillic) for word in drawn).capitalize()


def name_of(number: int, *, cyrillic: bool = False) -> str:
    """Return the two words of a name that no other number has."""
    parts = (_vocabulary()[-1 - number], _vocabulary()[-2 - number * 7 % 5000])
    return " ".join(written(part, cyrillic=cyrillic).capitalize() for part in parts)


def common_word() -> str:
    """Return the commonest of the words that say something.

    Those before it stand for “the”, “of” and “who”, which the search leaves out of a query.
    """
    return written(_vocabulary()[_SMALL])


def written(word: Word, *, cyrillic: bool = False) -> str:
    """Return a word in one of the scripts."""
    return "".join(_SYLLABLES[syllable][cyrillic] for syllable in word)


@cache
def _vocabulary() -> list[Word]:
    """Return the words, the most frequent first; short ones are frequent, as in any language."""
    short = list(product(range(len(_SYLLABLES)), repeat=2))
    long = [word for length in (3, 4) for word in product(range(len(_SYLLABLES)), repeat=length)]
    chance = Random("vocabulary")
    chance.shuffle(short)
    return short + chance.sample(long, _VOCABULARY - len(short))


@cache
def _weights() -> list[float]:
    """Return the running sum of how often each word occurs: the first as often as “the”."""
    return list(accumulate(1 / (rank + 1) for rank in range(1, _VOCABULARY + 1)))
