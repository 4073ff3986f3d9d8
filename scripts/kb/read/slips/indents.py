"""Slips of the indent: a key that stands on no level, or below a text."""

from collections.abc import Iterator, Sequence
from itertools import islice

from kb.read.slips.lines import (
    Broken,
    Keyed,
    Piece,
    Slip,
    following,
    format_keys,
    indent_of,
    keyed,
    preceding,
)

_LEVEL = 2
_KEYS = format_keys()


def bad_indent(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find a key that stands too deep or not deep enough."""
    of = keyed(lines[number])
    every = [*_levels(lines, number)]
    if of is None or not every or number != broken.line:
        return
    levels = _levels_for(of, every)
    above, before = every[0]
    if of.indent in {level for level, _ in levels} or (of.indent > above and not before.value):
        return
    then = following(lines, number)
    is_alone = then is None or not _is_beside(of, lines[then])
    first = _first_below(lines, number) if of.indent < above and not is_alone else None
    if of.indent > above and (not is_alone or of.indent >= above + _LEVEL) and not of.has_dash:
        yield _below_text(lines, number, before)
    elif first is not None:
        yield _unlike_the_rest(lines, first, of)
    else:
        yield _misplaced(number, of, levels, is_alone=is_alone)


def _is_beside(of: Keyed, line: str) -> bool:
    """Tell whether a line stands as deep as another, and is of its kind."""
    is_item = line.lstrip().startswith("- ")
    return indent_of(line) == of.indent and is_item == of.has_dash


def _misplaced(
    number: int, of: Keyed, levels: Sequence[tuple[int, Keyed]], *, is_alone: bool
) -> Slip:
    nearest = min(abs(level - of.indent) for level, _ in levels)
    fits = [(level, at) for level, at in levels if abs(level - of.indent) == nearest]
    # A key of the format stands among keys of the format, an id among ids.
    alike = [(level, at) for level, at in fits if (at.key in _KEYS) == (of.key in _KEYS)]
    fits = alike if len(alike) == 1 else fits
    named = f"'{of.key}'" if of.key else "this item"
    message = f"{named} is indented by {_spaces(of.indent)}, and no key above it is"
    hint = "indent it " + ", or ".join(f"by {level}, as {_named(at)}" for level, at in fits)
    pieces = _moved(number, of.indent, fits[0][0]) if len(fits) == 1 and is_alone else ()
    return Slip(number, of.indent, message, hint, pieces)


def _first_below(lines: Sequence[str], number: int) -> int | None:
    """Return the line before, if it is the first of its level."""
    above = [*islice(preceding(lines, number), 2)]
    if len(above) < 2 or indent_of(lines[above[1]]) >= indent_of(lines[number]):  # noqa: PLR2004
        return None
    return None if lines[above[0]].lstrip().startswith("- ") else above[0]


def _unlike_the_rest(lines: Sequence[str], first: int, of: Keyed) -> Slip:
    at = keyed(lines[first])
    here = indent_of(lines[first])
    named = _named(at) if at else "this"
    message = f"{named} is indented by {_spaces(here)}, and what follows by {of.indent}"
    hint = f"indent it by {of.indent}, as '{of.key}'"
    return Slip(first, here, message, hint, _moved(first, here, of.indent))


def _below_text(lines: Sequence[str], number: int, before: Keyed) -> Slip:
    line = next(n for n in preceding(lines, number) if keyed(lines[n]) == before)
    message = f"{_named(before)} has a text, and keys below it"
    hint = f"take the text out, or indent the keys by {before.column}, as {_named(before)}"
    return Slip(line, before.value_column, message, hint if before.column else "take the text out")


def _levels_for(of: Keyed, every: Sequence[tuple[int, Keyed]]) -> Sequence[tuple[int, Keyed]]:
    """Return the levels of items for an item, and of keys for a key."""
    items = [(level, at) for level, at in every if at.has_dash and level == at.indent]
    levels = items if of.has_dash else [one for one in every if one not in items]
    return levels or every


def _levels(lines: Sequence[str], number: int) -> Iterator[tuple[int, Keyed]]:
    """Yield the indents on which a key may stand, the deepest first, each with a key there."""
    reached = len(lines[number]) + 1_000
    for before in preceding(lines, number):
        of = keyed(lines[before])
        if of is None or of.indent >= reached:
            continue
        if of.key and of.column < reached:
            yield of.column, of
        if of.has_dash:
            yield of.indent, of
        reached = of.indent
        if not reached:
            return


def _moved(number: int, here: int, there: int) -> tuple[Piece, ...]:
    if here > there:
        return (Piece(number, 0, " " * (here - there), ""),)
    return (Piece(number, 0, "", " " * (there - here)),)


def _named(of: Keyed) -> str:
    return f"'{of.key}'" if of.key else "the item above"


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"
