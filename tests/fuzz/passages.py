"""The passage finder: a quote names exactly the words it says, or is refused with the reason.

The bytes hold, with a line `===` between them: a kept text, a prefix, a suffix, and the pieces of
a quote. Two numbers in place of words stand for a stretch of the text.
"""

import re
import unicodedata
from pathlib import Path

from kb.passage import Kept, Passage
from kb.read.normalise import _INVISIBLE, _PLAIN_FORM, normalise
from kb.read.passages import BadQuote, find_passage, keep, occurrences

_CUT = "\n===\n"
_TESTS = Path(__file__).parents[1]
_BODY = (_TESTS / "golden/sources/gazette-1999.md").read_text("utf-8").split("\n---\n", 1)[1]
_SIGNS = (
    "Он сказа\u0301л им всё, что зна\u0301л, и ушёл."
    " אמר \u202bשָׁלוֹם לכל העולם\u202c אתמול. 他说他不承认这些准国家实体的独立地位"
)
_QUOTES = (
    (_BODY, "", "", "On 17 May, at the opening of the new bridge"),
    (_BODY, "", "", "0 60"),
    (_BODY, "", "", "0 43", "60 101"),
    (_BODY, "day, ", "", "the bridge was closed to carts, and nobody"),
    ("so it was said twice; so it was said twice", "", "", "so it was said twice"),
    (_SIGNS, "", "", "0 30"),
    (_SIGNS, "", "", "30 60"),
    ("see 👩\u200d👩\u200d👧 at the port 👍\U0001f3fd today 🇰🇿🇷🇺", "", "", "4 40"),
    ("각 in Hangul is 각 or \u1100\u1161\u11a8 in parts", "", "", "0 20"),
)
SEEDS = [_CUT.join(parts).encode() for parts in _QUOTES]
WORDS = [
    *(
        _CUT,
        "\u00ad",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u0301",
        "\u0308",
        "“",
        "”",
        "’",
        "—",
        "\u2212",
    ),
    *("\u00a0", "\u2028", "\r\n", "\n", "é", "e\u0301", "\u1100", "\u1161", "\u11a8", "🇰🇿", "👍🏽"),
    *("1,700", "ﬁ", "ß", "İ", "\u0345", "0 20", "four words of a ", "said that it was so"),
]


def try_one(content: bytes) -> None:
    """Look for a quote in a text, and check all that is promised of what is found."""
    body, *rest = content.decode("utf-8", "ignore").split(_CUT)
    prefix, suffix, *pieces = [*rest, "", ""][: max(2, len(rest))]
    kept = keep("x", body)
    quote = [_slice(body, piece) for piece in pieces]
    for text in (body, prefix, suffix, *quote):
        _check_normal(text)
    for piece in quote:
        _check_occurrences(kept, piece)
    try:
        passage = find_passage(kept, quote, prefix, suffix)
    except BadQuote as bad:
        _check_refusal(bad, kept, quote)
        return
    _check_found(kept, passage, quote)


def _slice(body: str, piece: str) -> str:
    """Return what a piece of the quote says: two numbers are a stretch of the text."""
    numbers = re.fullmatch(r"(\d{1,6}) (\d{1,6})", piece, re.ASCII)
    return body[slice(*map(int, numbers.groups()))] if numbers else piece


def _check_normal(text: str) -> None:
    """The way through stretches gives what the three steps give, one after the other."""
    normalised = normalise(text)
    seen = "".join(sign for sign in text if sign not in _INVISIBLE)
    composed = unicodedata.normalize("NFC", seen).translate(_PLAIN_FORM)

    assert normalised.text == re.sub(r"\s+", " ", composed)
    assert normalise(normalised.text).text == normalised.text
    assert list(normalised.starts) == sorted(normalised.starts)
    for start, end in zip(normalised.starts, normalised.ends, strict=True):
        assert 0 <= start < end <= len(text)


def _check_occurrences(kept: Kept, words: str) -> None:
    for piece in occurrences(kept, words):
        assert _plain(piece.exact(kept)) == _plain(words)


def _check_found(kept: Kept, passage: Passage, quote: list[str]) -> None:
    assert len(passage.pieces) == len(quote)
    ends = [0]
    for piece, words in zip(passage.pieces, quote, strict=True):
        assert ends[-1] <= piece.start < piece.end <= len(kept.body)
        assert _plain(piece.exact(kept)) == _plain(words)
        assert piece.paragraph <= piece.last_paragraph <= len(kept.paragraphs)
        ends.append(piece.end)
    for piece, (before, after) in zip(passage.pieces, passage.contexts(kept), strict=True):
        assert kept.body.count(f"{before}{piece.exact(kept)}{after}") == 1


def _check_refusal(bad: BadQuote, kept: Kept, quote: list[str]) -> None:
    assert bad.message.strip()
    assert "\n" not in bad.message
    assert bad.hint.strip(), bad.message
    assert 0 <= bad.piece < max(1, len(quote))
    if bad.meant:
        assert 0 <= bad.meant[0] < bad.meant[1] <= len(kept.body)


def _plain(text: str) -> str:
    return normalise(text).text.strip()
