"""What stands in a page -> how it stands in lines: headings, lists, rows, brackets."""

from collections.abc import Callable

from kb.render.words import CLOSING, Words

_DEEPEST = 20
"""Lists in lists are indented so far; a page may open thousands and close none."""
Close = Callable[[], None]


class Lines(Words):
    """Lines with a form.

    What begins a thing (a heading, an item) returns what ends it. One line is one paragraph,
    however long; an empty line stands before what is not part of a list, a row or a claim.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last_of_several = (0, -1)

    def joins(self, glue: str) -> None:
        """Let the next paragraph go on in this line, if there is a word in it."""
        if self._words and not self._pending:
            self.soft(glue)
            self._is_joined = True

    def block(self) -> Close:
        """Begin a paragraph, or what is made of several."""
        self.end()
        return self.end

    def broken(self) -> Close:
        """End the line, and no paragraph."""
        self.end(1)
        return nothing

    def introduction(self) -> Close:
        """Begin what says whose the next paragraph is, and stands in one line with it."""
        self.end()
        return lambda: self.joins(": ")

    def verdict(self) -> Close:
        """Go on in the line that has just ended."""
        if self._words:
            self._pending = 0
            self.joins(" ")
        return self.block()

    def remark(self) -> Close:
        """Begin a paragraph that the next one follows in its line where it ends with a colon."""
        self.end()
        return self._end_remark

    def label(self) -> Close:
        """Begin a line that names what follows."""
        self.end()
        return self._end_label

    def name(self) -> Close:
        """Begin words that name what follows in their line."""
        self.soft(" ")
        return lambda: self.joins(": ")

    def number(self) -> Close:
        """Begin a number that stands before what it numbers."""
        self.soft(" ")
        return lambda: self.joins(" ")

    def heading(self, level: int) -> Close:
        """Begin a heading of the level; one that was introduced heads its whole line."""
        is_joined = self._is_joined
        self.end(0 if self._indents or is_joined else 2)
        if self._indents:
            return lambda: self.joins(" ")
        if is_joined:
            self._prefix = f"{'#' * level} {self._prefix}"
        else:
            self._first = f"{'#' * level} "
        return lambda: self._end_heading(is_joined=is_joined)

    def _end_heading(self, *, is_joined: bool) -> None:
        self._first = None
        self.end(0 if is_joined else 2)

    def item(self) -> Close:
        """Begin an item of a list."""
        return self._entry("- ")

    def row(self) -> Close:
        """Begin a row of a table, all in one line but for lists."""
        return self._entry("")

    def term(self) -> Close:
        """Begin what the next explanation is of."""
        self.end(1)
        return lambda: self.joins(": ")

    def explanation(self) -> Close:
        """Begin an explanation, in the line of its term."""
        return self._indented()

    def cell(self) -> Close:
        """Begin a cell of a row."""
        if self._words and not self._pending and self._first is None:
            self.soft(" | ")
        return nothing

    def listed(self) -> Close:
        """Begin a list: no empty lines until it ends."""
        self.end()
        self._is_tight += 1
        return self._loosen

    def together(self) -> Close:
        """Leave out empty lines until it ends."""
        self._is_tight += 1
        return self._loosen

    def inline(self) -> Close:
        """Let items follow each other in one line."""
        if not self._indents:
            self.end()
        self._is_inline += 1
        return self._end_inline

    def quoted(self) -> Close:
        """Begin a quotation of its own lines."""
        self.end()
        return self._indented("> ")

    def verbatim(self) -> Close:
        """Begin lines that are given as they are."""
        self.end()
        self._is_verbatim += 1
        return self._end_verbatim

    def wrapped(self, before: str, after: str, *, apart: bool = False) -> Close:
        """Put the words between two signs."""
        if apart:
            self.soft(" ")
        self._put(before)
        return lambda: self._close(after, apart=apart)

    def apart(self) -> Close:
        """Keep the words from their neighbours."""
        self.soft(" ")
        return lambda: self.soft(" ")

    def aside(self) -> Close:
        """Put what stands behind other words of its line in brackets, unless a sign sets it off."""
        self.soft(" ")
        if self._pending or not self._words or self._glue.strip():
            return lambda: self.soft(" ")
        line, since = len(self._done), len(self._words)
        return lambda: self._set_aside(line, since)

    def one_of_several(self) -> Close:
        """Keep the words from others of their kind that they follow at once."""
        self.soft("; " if self._last_of_several == self._here() else " ")
        return self._end_one

    def dated(self) -> Close:
        """Keep a date from its neighbours; one that opens an item is followed by a colon."""
        self.soft(" ")
        opens = bool(self._indents) and (self._pending > 0 or self._first is not None)
        return lambda: self.joins(": ") if opens else self.soft(" ")

    def addressed(self, address: str, since: int) -> None:
        """Add an address, unless the words since the mark are the address."""
        if not "".join(self._words[since:]).endswith(address):
            self.soft(" ")
            self._put(f"<{address}>")

    def _end_one(self) -> None:
        self._last_of_several = self._here()
        self.soft(" ")

    def _here(self) -> tuple[int, int]:
        return (-1, 0) if self._pending else (len(self._done), len(self._words))

    def _end_remark(self) -> None:
        if self._words and self._words[-1][-1:] == ":":
            self.joins(" ")
        else:
            self.end()

    def _end_label(self) -> None:
        if self._words and self._words[-1][-1:] not in CLOSING:
            self._words.append(":")
        self.end(1)

    def _set_aside(self, line: int, since: int) -> None:
        words = "".join(self._words[since:]).lstrip()
        if words and line == len(self._done) and words[0] != "·" and words[-1] != ":":
            self._words[since:] = [" (", words]
            self._put(")")
        self.soft(" ")

    def _entry(self, bullet: str) -> Close:
        if self._is_inline:
            self.soft(" ")
            return lambda: self.soft(" ")
        self.end(1)
        self._first = f"{''.join(self._indents)}{bullet}"
        return self._indented()

    def _indented(self, indent: str = "  ") -> Close:
        if len(self._indents) >= _DEEPEST:
            return self._end_entry
        self._indents.append(indent)
        return self._outdent

    def _outdent(self) -> None:
        self._end_entry()
        self._indents.pop()

    def _end_entry(self) -> None:
        self._first = None
        self.end(1)

    def _loosen(self) -> None:
        self._is_tight -= 1
        self.end()

    def _end_inline(self) -> None:
        self._is_inline -= 1
        self.end()

    def _end_verbatim(self) -> None:
        self._is_verbatim -= 1
        self.end()

    def _close(self, after: str, *, apart: bool) -> None:
        self._put(after)
        if apart:
            self.soft(" ")


def nothing() -> None:
    """End what needs no end."""
