"""Reads all that `when` may hold, as text or as a mapping: shared by every stage.

One bad date is one BadDate, with the key of the bad text inside the mapping.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from kb.dates.amounts import parse_amount
from kb.dates.edtf import BadDate, Edtf, parse_edtf, shown
from kb.dates.moments import (
    Derivation,
    Direction,
    FromQuestion,
    Kind,
    Moment,
    Relative,
    When,
    oldest_first,
    resolve,
    sort_key,
)
from kb.dates.slips import is_slashed

__all__ = [
    "Derivation",
    "Direction",
    "FromQuestion",
    "Kind",
    "Moment",
    "Relative",
    "When",
    "parse_when",
    "resolve",
    "sort_key",
]


def parse_when(written: str | Mapping[str, object]) -> Moment:
    """Return what a `when` says, or raise BadDate with the key of the bad text."""
    if isinstance(written, str):
        return _from_text(" ".join(written.split()))
    match sorted(written):
        case ["between"]:
            return _between(written["between"])
        case ["one_of"]:
            return _one_of(written["one_of"])
        case [("not_before" | "not_after") as key]:
            return _one_sided(key, written[key])
        case [("after" | "before") as direction, *by] if by in ([], ["by"]):
            return _relative(direction, written)
        case ["question"]:
            return FromQuestion(_name(written["question"], "question"))
        case keys:
            raise _mixed(keys)


_WAYS = (
    "write one of {between: [A, B]}, {one_of: [A, B]}, {not_before: A}, {not_after: B},"
    " {after: event, by: 1 day}, {before: event, by: 1 day}, {question: id}"
)


def _mixed(keys: list[str]) -> BadDate:
    if keys == ["not_after", "not_before"]:
        return BadDate("'not_after' and 'not_before' stand together", "write {between: [A, B]}")
    if keys == ["by"]:
        return BadDate("'by' stands alone", "name the event, as in {after: event, by: 1 day}")
    together = " with ".join(f"'{key}'" for key in keys) or "{}"
    return BadDate(f"{together} is no way to write a date", _WAYS)


@lru_cache(maxsize=16_384)
def _from_text(typed: str) -> When:
    if typed.count("/") != 1 or is_slashed(typed):
        return When(typed, "at", (parse_edtf(typed),))
    first, last = (half.strip() for half in typed.split("/"))
    start = _end(first, typed)
    if start:
        _refuse_shortened(typed, start, last)
    span = (start, _end(last, typed))
    _refuse_reversed(typed, *span)
    return When(typed, "lasted", span)


def _end(half: str, typed: str) -> Edtf | None:
    if half not in ("", ".."):
        return parse_edtf(half)
    if not re.search(r"\w", typed):
        raise BadDate(f"{shown(typed)} is open on both sides", "write a date on one side")
    return None


def _refuse_shortened(typed: str, start: Edtf, last: str) -> None:
    """Raise BadDate where the end leaves out what the start says, as in `2022-06-15/18`.

    An end that would be too early may rather go on with the date, as in `2022/06`.
    """
    if not re.fullmatch(r"[\d:-]+", last, re.ASCII) or re.match(r"\d{4}(-|$)", last):
        return
    stem = re.match(r"[\dT:-]+?(?=[~?%]|Z$|[+-]\d\d:\d\d$|$)", start.text)
    end = _or_none(f"{stem[0][: -len(last)]}{last}") if stem else None
    if end is None:
        return
    full = f"{start}/{end}"
    if _is_surely_after(start, end):
        full = f"{start}-{last}"
        if not _or_none(full):
            _refuse_reversed(typed, start, end)
    raise BadDate(
        f"{shown(typed)} shortens its end: '{last}'", f"write {full}", meant=(typed, full)
    )


def _or_none(text: str) -> Edtf | None:
    try:
        return parse_edtf(text)
    except BadDate:
        return None


def _refuse_reversed(
    typed: str, start: Edtf | None, end: Edtf | None, key: tuple[str, ...] = ()
) -> None:
    """Raise BadDate where the end is surely before the start."""
    if start and end and _is_surely_after(start, end):
        raise BadDate(
            f"{shown(typed)} ends before it begins",
            f"write {end} first, or mend one of the two dates",
            key,
        )


def _is_surely_after(one: Edtf, other: Edtf) -> bool:
    if one.earliest > other.latest:
        return True
    if one.time is None or other.time is None or one.zone != other.zone:
        return False
    return one.latest == other.earliest and one.time > other.time


def _between(given: object) -> When:
    parts = _parts(given, "between")
    if len(parts) != 2:  # noqa: PLR2004
        raise BadDate("'between' does not hold two dates", "write {between: [A, B]}", ("between",))
    start, end = parts
    typed = f"between {_listed(given, ' and ')}"
    if start == end:
        raise BadDate(f"'{typed}' names one date twice", f"write {start}", ("between",))
    _refuse_reversed(typed, start, end, ("between",))
    return When(typed, "within", (start, end))


def _one_of(given: object) -> When:
    parts = _parts(given, "one_of")
    if len(parts) < 2 or len(set(parts)) < len(parts):  # noqa: PLR2004
        raise BadDate(
            "'one_of' needs two or more different dates", "write {one_of: [A, B]}", ("one_of",)
        )
    return When(f"one of {_listed(given, ', ')}", "one-of", oldest_first(parts))


def _one_sided(key: Literal["not_before", "not_after"], given: object) -> When:
    part = _part(given, key)
    typed = f"{key.replace('_', ' ')} {_listed([given])}"
    return When(typed, "within", (part, None) if key == "not_before" else (None, part))


def _listed(given: object, between: str = "") -> str:
    texts = given if isinstance(given, list | tuple) else ()
    return between.join(" ".join(str(text).split()) for text in texts)


def _parts(given: object, key: str) -> tuple[Edtf, ...]:
    if not isinstance(given, list | tuple):
        raise BadDate(f"'{key}' is not a list of dates", f"write {{{key}: [A, B]}}", (key,))
    return tuple(_part(text, key, place) for place, text in enumerate(given))


def _part(given: object, *key: str | int) -> Edtf:
    try:
        return parse_edtf(_name(given, *key))
    except BadDate as bad:
        raise BadDate(bad.message, bad.hint, key, (bad.typed, bad.meant)) from None


def _name(given: object, *key: str | int) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BadDate(f"'{key[0]}' lacks a text", "write a date, an amount or an id there", key)
    return given.strip()


def _relative(direction: Direction, written: Mapping[str, object]) -> Relative:
    event = _name(written[direction], direction)
    if re.fullmatch(r"[\d/T:.-]+", event, re.ASCII):
        key = "not_before" if direction == "after" else "not_after"
        raise BadDate(
            f"'{direction}' names an event, and {shown(event)} is a date",
            f"write {{{key}: {event}}}",
            (direction,),
        )
    return Relative(event, direction, _amount(written))


def _amount(written: Mapping[str, object]) -> str:
    if "by" not in written:
        return ""
    try:
        return parse_amount(_name(written["by"], "by"))
    except BadDate as bad:
        raise BadDate(bad.message, bad.hint, ("by",)) from None
