"""Slips around `[…]` and `{…}`: never closed, closed twice, or not meant as a list at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.read.slips.lines import Broken, Keyed, Piece, Slip, keyed, last_of_value, quoting, shown
from kb.retyping import quoted

_CLOSES = {"[": "]", "{": "}"}
_CALLED = {"[": "list", "{": "record"}


@dataclass(slots=True)
class _Scan:
    """What the brackets of a text do."""

    open: list[int] = field(default_factory=list)
    """Where the brackets stand that are still open."""
    end: int | None = None
    """Where the first bracket was closed."""
    crossed: int | None = None
    """Where a bracket closes another than the last that was opened."""


def brackets(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find a bracket that is never closed, text behind one, or a text that begins with one."""
    of = keyed(lines[number])
    if not of or of.value[:1] not in ("[", "{"):
        return
    scan = _scan(of.value)
    if scan.end is not None and of.value[scan.end + 1 :].strip():
        yield from _behind(lines, number, of, scan.end + 1)
    elif scan.open:
        yield _unclosed(lines, number, of, scan)


def _unclosed(lines: Sequence[str], number: int, of: Keyed, scan: _Scan) -> Slip:
    at = scan.open[-1]
    opening = of.value[at]
    message = f"the bracket '{opening}' that opens here is never closed"
    hint = f"write '{_CLOSES[opening]}' where the {_CALLED[opening]} ends"
    if scan.crossed is not None:
        close = Piece(number, of.value_column + scan.crossed, "", _CLOSES[opening])
        is_end = not of.value[scan.crossed :].strip(" ]}")
        return Slip(number, of.value_column + at, message, hint, (close,) if is_end else ())
    last = last_of_value(lines, number, of.column)
    closing = "".join(_CLOSES[of.value[place]] for place in reversed(scan.open))
    is_whole = last == number and "#" not in of.value
    pieces = (Piece(last, len(lines[last].rstrip()), "", closing),) if is_whole else ()
    return Slip(number, of.value_column + at, message, hint, pieces)


def _behind(lines: Sequence[str], number: int, of: Keyed, end: int) -> Iterator[Slip]:
    rest = of.value[end:]
    column = of.value_column + end
    if rest.lstrip().startswith("#"):
        return
    if not rest.strip(" ,]}"):
        message = f"'{rest.strip()}' stands behind the end of the {_CALLED[of.value[0]]}"
        yield Slip(number, column, message, "delete it", (Piece(number, column, rest, ""),))
        return
    message = f"a text may not begin with '{of.value[0]}', which opens a {_CALLED[of.value[0]]}"
    hint = f"put the text in quotes: {shown(quoted(of.value))}"
    is_text = ":" not in of.value[:end] and "," not in of.value[:end]
    pieces = quoting(lines, number, of) if is_text else ()
    yield Slip(number, of.value_column, message, hint, pieces)


def _scan(text: str) -> _Scan:
    scan = _Scan()
    for at, letter in _outside_quotes(text):
        if letter in _CLOSES:
            scan.open.append(at)
        elif letter in _CLOSES.values() and scan.open:
            if _CLOSES[text[scan.open[-1]]] != letter:
                scan.crossed = at
                return scan
            scan.open.pop()
            if not scan.open:
                scan.end = at
                return scan
    return scan


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that is neither in quotes nor in a comment, and where it stands."""
    quote = ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"" and text[at - 1] in " ,[{:":
            quote = letter
        elif letter == "#" and text[at - 1] == " ":
            return
        else:
            yield at, letter
