"""Where a passage may begin and end: between words and numbers, and never inside a character."""

import re
import unicodedata

from kb.read.normalise import Normalised

_JOINER = "\u200d"
# These scripts put no space between words, so that no border can be seen in the text.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
_POINT_IN_NUMBER = re.compile(r"\d[.,]\d")


def is_word_character(character: str) -> bool:
    """Whether it is a letter, a digit or a mark on one."""
    return character.isalnum() or _is_mark(character)


def cuts(body: str, text: Normalised, at: int) -> bool:
    """Whether a border before the normalised character `at` falls inside a word or character."""
    if not 0 < at < len(text.text):
        return False
    left, right = text.text[at - 1], text.text[at]
    between = body[text.ends[at - 1] : text.starts[at]]
    return (
        text.starts[at] < text.ends[at - 1]  # both come from one character as found
        or _is_mark(right)
        or (_JOINER in between and not right.isspace())
        or _is_inside_word(left, right)
        or bool(_POINT_IN_NUMBER.search(text.text, max(0, at - 2), at + 2))
    )


def word_around(text: str, at: int) -> str:
    """Return the word on which the border `at` falls, without the punctuation around it."""
    start = at - len(re.split(r"\s", text[max(0, at - 60) : at])[-1])
    end = at + len(re.split(r"\s", text[at : at + 60])[0])
    return re.sub(r"^\W+|\W+$", "", text[start:end]) or text[start:end]


def _is_mark(character: str) -> bool:
    is_mark = unicodedata.category(character).startswith("M")
    return is_mark or bool(_SKIN_TONE.match(character))


def _is_inside_word(left: str, right: str) -> bool:
    if _UNSPACED.match(left) or _UNSPACED.match(right):
        return False
    is_flag = _FLAG_LETTER.match(left) and _FLAG_LETTER.match(right)
    return bool(is_flag) or (is_word_character(left) and is_word_character(right))
