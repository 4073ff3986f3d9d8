"""A text with its slips mended in memory, and the way from each place back to what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.problems import Edit, Location
from kb.read.slips.lines import Piece


@dataclass(slots=True)
class Mended:
    """The lines of a file as they are read; mending never adds or takes out a line."""

    typed: tuple[str, ...]
    lines: list[str]
    columns: dict[int, list[int]] = field(default_factory=dict)
    """For a line that was mended: where each of its columns was typed. All count from 0."""

    @classmethod
    def of(cls, text: str) -> "Mended":
        """Begin with a text as typed."""
        lines = text.split("\n")
        return cls(tuple(lines), lines)

    @property
    def text(self) -> str:
        """The whole text as it is read."""
        return "\n".join(self.lines)

    def column(self, line: int, column: int) -> int:
        """Return where a column of a line was typed."""
        columns = self.columns.get(line)
        if columns is None:
            return column
        return columns[min(column, len(columns) - 1)]

    def with_pieces(self, pieces: Sequence[Piece]) -> "Mended":
        """Return the text with more of it mended; pieces stand where they stand in this one."""
        made = Mended(self.typed, [*self.lines], {**self.columns})
        for piece in sorted(pieces, reverse=True):
            line, start, end = made.lines[piece.line], piece.column, piece.column + len(piece.old)
            columns = made.columns.get(piece.line) or [*range(len(line) + 1)]
            made.lines[piece.line] = line[:start] + piece.new + line[end:]
            filled = [columns[start]] * len(piece.new)
            made.columns[piece.line] = columns[:start] + filled + columns[end:]
        return made

    def fix(self, pieces: Sequence[Piece], file: str, first_line: int) -> tuple[Edit, ...]:
        """Return the pieces as edits of the file, those of a line as one.

        There is none where a line was mended before: that is to be fixed first.
        """
        lines = sorted({piece.line for piece in pieces})
        if any(line in self.columns for line in lines):
            return ()
        mended = self.with_pieces(pieces)
        edits = []
        for line in lines:
            start, end = _stretch(self.lines[line], [p for p in pieces if p.line == line])
            old = self.lines[line][start:end]
            new = mended.lines[line][start : end + len(mended.lines[line]) - len(self.lines[line])]
            edits.append(Edit(Location(file, line + first_line, start + 1), old, new))
        return tuple(edits)


def _stretch(line: str, pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return where a line changes, in whole words outside the indent."""
    start = min(piece.column for piece in pieces)
    end = max(piece.column + len(piece.old) for piece in pieces)
    if end > len(line) - len(line.lstrip()):
        while start and not line[start - 1].isspace():
            start -= 1
        while end < len(line) and not line[end].isspace():
            end += 1
    return start, end
