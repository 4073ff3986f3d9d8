"""Text -> a cell of a CSV that no spreadsheet runs, or turns into a number or a day.

Spreadsheets take what begins with `=`, `+`, `-` or `@` for a formula, and make a day of `2022-06`,
`June 2022` and an id such as `january-2022`. Such a cell begins with an apostrophe. Where a list
has semicolons between its columns, as in most of Europe and Asia, a spreadsheet also begins a cell
after each semicolon of a text: so an apostrophe stands there too.
"""

import re
from functools import cache, lru_cache

from babel import Locale

from kb.export.tables.columns import Cell, Type
from kb.unseen import UNSEEN

READING = r"""
Text that a spreadsheet would take for a formula, a number or a day has an apostrophe before it that
is no part of it; so has text that begins with an apostrophe of its own. To get the exact text of a
cell back, drop one apostrophe where it begins with one, and one after each semicolon, tab or line
break that has one right after it; in Python: re.sub(r"(^|[;\t\r\n])'", r"\1", cell)
""".strip().replace("\n", " ")
"""The rule by which the reading side undoes `guarded`."""

_BEGIN = r"(^|[;\t\r\n])"
_SIGNS = "=+@＝＋＠﹢﹦﹫⁺⁼₊₌⩵⩶﬩−－﹣⁻₋-"
"""What begins a formula, in every width and height that reads as the same sign."""
_DANGER = re.compile(rf"{_BEGIN}(?=[\s\"{UNSEEN}]*['{_SIGNS}]|[\t\r\n])")
_MARKED = re.compile(rf"{_BEGIN}'")
_HARMLESS = re.compile(r"\w[^;\t\r\n]*")
"""What `_DANGER` surely finds nothing in; most cells are so, and this is seen sooner."""

_AROUND_NUMBERS = {*"tzexap", "am", "pm", "st", "nd", "rd", "th", *"г年月日"}
_WORD, _DIGIT = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_BARE_WORDS = {"true", "false"}
_LOCALES = ("en", "ru", "kk", "uk", "be", "uz", "de", "fr", "es", "it", "pt", "pl", "tr", "cy")
"""Spreadsheets know the months of their own language."""


@lru_cache(maxsize=2**12)  # words, ids and statements stand in many rows, near each other
def guarded(text: str) -> str:
    """Return the text as a cell; `unguarded` gives it back."""
    safe = text if _HARMLESS.fullmatch(text) else _DANGER.sub(r"\1'", text)
    is_marked = safe.startswith("'")
    return f"'{safe}" if not is_marked and _is_taken_for_a_value(text) else safe


def unguarded(cell: str) -> str:
    """Return the text of a cell that `guarded` made."""
    return _MARKED.sub(r"\1", cell)


def cell_text(cell: Cell, kind: Type) -> str:
    """Return a cell as a CSV has it: only text is `guarded`, for the rest is what it looks like."""
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell) if kind == "string" else cell
        case bool():
            return "true" if cell else "false"
        case float():
            return _decimal(cell)
        case int():
            return str(cell)


def _decimal(number: float) -> str:
    """Return a number with five decimals or more: where `12.05` is the 12th of May, this is not."""
    whole, _, decimals = f"{number:.12f}".rstrip("0").partition(".")
    return f"{whole}.{decimals.ljust(5, '0')}"


def _is_taken_for_a_value(text: str) -> bool:
    first = _WORD.search(text)
    if first and not _may_begin_a_value(first[0].casefold()):
        return False  # so it is with nearly every text
    words = [found[0].casefold() for found in _WORD.finditer(text)]
    if not _DIGIT.search(text):
        return len(words) == 1 and words[0] in _BARE_WORDS
    return all(map(_is_around_numbers, words))


def _may_begin_a_value(word: str) -> bool:
    return word in _BARE_WORDS or _is_around_numbers(word)


def _is_around_numbers(word: str) -> bool:
    return word in _AROUND_NUMBERS or word[:3] in _months()


@cache
def _months() -> set[str]:
    """Return how the names of months begin."""
    names = (
        name
        for locale in _LOCALES
        for widths in Locale(locale).months.values()
        for width in ("wide", "abbreviated")
        for name in widths.get(width, {}).values()
    )
    return {name.casefold()[:3] for name in names}
