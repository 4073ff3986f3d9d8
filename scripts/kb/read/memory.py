"""What a program that reads a dossier again and again need not read again: records as they were.

What was read of a record holds as long as its text does, wherever it stands. A file in which
anything is not as simple as that, be it a slip, a tab or another indent, is read whole.
"""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace

from pydantic import BaseModel

from kb.model import Timeline
from kb.node import Mapping, Node, Path, Scalar, moved
from kb.problems import Problem
from kb.read.cuts import Cut, cuts_in
from kb.read.yaml_file import read_yaml

_RECORDS = ("topics", "places", "actors", "events")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One key with its value, as it stands from a line on."""

    line: int
    key: Scalar
    node: Node
    record: BaseModel | None = None
    """What was made of it; that, too, depends on nothing but its text."""

    def moved_to(self, line: int) -> "_Piece":
        """Return the same as it stands from another line on."""
        by = line - self.line
        if not by:
            return self
        key = self.key._replace(line=self.key.line + by)
        return replace(self, line=line, key=key, node=moved(self.node, by))


_Pieces = dict[tuple[str, str], _Piece]
"""By section and text."""


class Memory:
    """What was read last, but for what had to be mended or was refused."""

    def __init__(self) -> None:
        self._pieces: dict[str, _Pieces] = {}
        """By file."""
        self._whole: dict[str, tuple[bytes, Node]] = {}
        """The text and the tree of files that are never cut."""

    def read(self, content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
        """Return what `read_yaml` does."""
        if cuts := cuts_in(content):
            pieces = self._pieces[file] = self._read(cuts, file)
            if root := _joined(cuts, pieces):
                return root, []
        return read_yaml(content, file)

    def read_whole(
        self, content: bytes, file: str, first_line: int = 1
    ) -> tuple[Node | None, list[Problem]]:
        """Return what `read_yaml` does, of a file that changes rarely."""
        last = self._whole.get(file)
        if last and last[0] == content:
            return moved(last[1], 0), []
        node, problems = read_yaml(content, file, first_line)
        if node and not problems:
            self._whole[file] = content, moved(node, 0)  # what is refused will be taken out of it
        return node, problems

    @property
    def records(self) -> Map[int, BaseModel]:
        """What was made of nodes that were read last, by the `id` of each."""
        read = (piece for pieces in self._pieces.values() for piece in pieces.values())
        return {id(piece.node): piece.record for piece in read if piece.record}

    def keep(self, root: Mapping, timeline: Timeline | None, broken: Iterable[Path]) -> None:
        """Remember what was made of the nodes in `root`, and nothing that is `broken`.

        What was refused there has been taken out of its node.
        """
        lost = {path[:2] for path in broken}
        for file, pieces in self._pieces.items():
            self._pieces[file] = {
                (section, text): _with_record(piece, root.entries.get(section), timeline, section)
                for (section, text), piece in pieces.items()
                if (section, piece.key.text) not in lost and (piece.key.text,) not in lost
            }

    def _read(self, cuts: Iterable[Cut], file: str) -> _Pieces:
        """Return the pieces of a file that can be read alone."""
        last, found = self._pieces.get(file, {}), _Pieces()
        for cut in cuts:
            at = cut.section, cut.text
            if piece := last[at].moved_to(cut.line) if at in last else _piece(cut, file):
                found[at] = piece
        return found


def _with_record(
    piece: _Piece, held: Node | None, timeline: Timeline | None, section: str
) -> _Piece:
    """Return a piece with what was made of its very node: another file may have one of its id."""
    name = piece.key.text
    if piece.record or timeline is None or section not in _RECORDS:
        return piece
    if not isinstance(held, Mapping) or held.entries.get(name) is not piece.node:
        return piece
    return replace(piece, record=getattr(timeline, section).get(name))


def _piece(cut: Cut, file: str) -> _Piece | None:
    """Read one piece alone; None where it holds anything but one key, without a problem."""
    above = f"{cut.section}:\n" if cut.is_record else ""  # as deep as it stands
    node, problems = read_yaml(f"{above}{cut.text}".encode(), file, cut.line - bool(above))
    if above and isinstance(node, Mapping):
        node = node.entries.get(cut.section)
    if problems or not isinstance(node, Mapping) or len(node.keys) != 1:
        return None
    ((name, key),) = node.keys.items()
    return _Piece(cut.line, key, node.entries[name])


def _joined(cuts: list[Cut], pieces: _Pieces) -> Mapping | None:
    """Return the tree of a file; None where a piece is missing, or a key stands twice."""
    read = [(cut, piece) for cut in cuts if (piece := pieces.get((cut.section, cut.text)))]
    if len(read) < len(cuts):
        return None
    root = records = Mapping({}, {}, read[0][1].key.at)
    for (cut, piece), after in zip(read, [*read[1:], None], strict=True):
        into, node = records if cut.is_record else root, piece.node
        if not cut.is_record:
            # What other files hold is joined to this one, and the piece has to stay as it is.
            is_head = after and after[0].is_record
            node = Mapping({}, {}, after[1].key.at) if after and is_head else moved(node, 0)
            records = node if isinstance(node, Mapping) else root
        if piece.key.text in into.keys:
            return None
        into.keys[piece.key.text], into.entries[piece.key.text] = piece.key, node
    return root
