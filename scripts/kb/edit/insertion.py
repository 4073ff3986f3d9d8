"""Where a new record goes, as text: after its neighbour, every other byte left alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from kb.connect.calendar import Calendar
from kb.dates.edtf import BadDate
from kb.dates.when import Relative, When, parse_when, resolve, sort_key
from kb.edit.text import edited
from kb.edit.yaml_lines import STEP, Line, Value, item_lines
from kb.manuscript import Manuscript
from kb.node import Mapping as Tree
from kb.node import Scalar, nearest
from kb.problems import Edit, Location
from kb.read.sources import REFERENCES


class NoPlace(ValueError):
    """The file is written so that nothing can be inserted as text; says why, and what to do."""


@dataclass(slots=True)
class Insertions:
    """The lines to insert, gathered while the files stay as they are."""

    folder: Path
    manuscript: Manuscript
    edits: list[Edit] = field(default_factory=list)
    lines: list[tuple[Location, tuple[Line, ...]]] = field(default_factory=list)
    """The place in the old file before which some lines go."""

    def put(self, at: Location, lines: Sequence[Line], ahead: str = "", behind: str = "") -> None:
        """Insert lines before the line of a place, between blank or other lines as given."""
        old = self.text(at.file)
        missing = "\n" if at.line > old.count("\n") + 1 else ""
        before = [Line((), text) for text in ahead.split("\n")[:-1]]
        after = [Line((), text) for text in behind.split("\n")[:-1]]
        whole = (*before, *lines, *after)
        text = "".join(f"{line.text}\n" for line in whole)
        if missing:  # the file's last line has no end
            last = old.rsplit("\n", 1)[-1]
            at = Location(at.file, at.line - 1, len(last) + 1)
            self.edits.append(Edit(at, "", f"\n{text.removesuffix(chr(10))}"))
            at = Location(at.file, at.line + 1)
        else:
            self.edits.append(Edit(at, "", text))
        self.lines.append((at, whole))

    def change(self, edit: Edit) -> None:
        """Replace a text on its line."""
        self.edits.append(edit)

    def text(self, file: str) -> str:
        """Return a file as it is; one that is not there yet is empty."""
        path = self.folder / file
        return path.read_bytes().decode("utf-8") if path.exists() else ""

    def texts(self) -> dict[str, str]:
        """Return the new text of every file that changes."""
        files = dict.fromkeys(edit.at.file for edit in self.edits)
        return {
            file: edited(self.text(file), [e for e in self.edits if e.at.file == file])
            for file in files
        }

    def line_at(self, place: Location) -> Line | None:
        """Return the inserted line that stands at a place of the new text."""
        in_file = sorted((pair for pair in self.lines if pair[0].file == place.file), key=_start)
        shift = 0
        for at, lines in in_file:
            number = place.line - at.line - shift
            if 0 <= number < len(lines):
                return lines[number]
            shift += len(lines)
        return None


def after_block(text: str, at: Location) -> Location:
    """Return the line behind the block whose key or dash is at a place.

    Comments that are not indented end no block: they may stand in the middle of one.
    """
    lines = text.split("\n")
    indent = len(lines[at.line - 1]) - len(lines[at.line - 1].lstrip(" "))
    last = at.line
    for number in range(at.line + 1, len(lines) + 1):
        line = lines[number - 1]
        deep = len(line) - len(line.lstrip(" "))
        if not line.strip() or (deep <= indent and _is_comment(line)):
            continue
        if deep <= indent:
            break
        last = number
    return Location(at.file, last + 1)


def place_in_time(manuscript: Manuscript, when: Value) -> str:
    """Return the event after which an event of that date goes: nothing for the very first.

    Where the file is not in order itself, it is the place with the fewest events out of order.
    """
    typed = list(manuscript.timeline.events)
    key = _key(manuscript, when)
    if not key:
        return typed[-1] if typed else ""
    calendar = Calendar(manuscript.timeline)
    later = [sort_key(calendar.of_event(event).when) > key for event in typed]
    wrong = sum(not is_later for is_later in later)
    best, best_place = wrong, 0
    for number, is_later in enumerate(later, 1):
        wrong += 1 if is_later else -1
        if wrong <= best:
            best, best_place = wrong, number
    return typed[best_place - 1] if best_place else ""


def put_record(into: Insertions, path: tuple[str, ...], after: str, lines: Sequence[Line]) -> None:
    """Insert a record of a mapping behind one of its records, or before all of them."""
    if after:
        at = into.manuscript.key_at(*path, after)
        if _is_flow(into.manuscript, path):
            raise NoPlace(f"{at}: '{path[-1]}' is written in braces; write it out in lines first")
        into.put(after_block(into.text(at.file), at), lines, ahead=_gap(into, path))
        return
    at = into.manuscript.key_at(*path)
    root = into.manuscript.nodes["timeline"]
    if not isinstance(root, Tree) or path[0] not in root.keys:
        events = into.manuscript.key_at("events")
        into.put(Location(events.file, events.line), lines, f"{path[0]}:\n", "\n")
        return
    line = into.text(at.file).split("\n")[at.line - 1]
    if braces := re.search(r"\{ *\}", line):
        into.change(Edit(Location(at.file, at.line, braces.start() + 1), braces[0], ""))
    into.put(Location(at.file, at.line + 1), lines, behind="" if braces else _gap(into, path))


def put_reference(into: Insertions, lines: Sequence[Line]) -> None:
    """Insert a source behind the last reference that was read here; the unread come last."""
    manuscript = into.manuscript
    cited = [s for s in manuscript.sources if manuscript.at("sources", s).file == REFERENCES]
    read = [source for source in cited if manuscript.sources[source].read != "none"] or cited
    if not read:
        end = into.text(REFERENCES).count("\n") + 1
        into.put(Location(REFERENCES, end), lines)
        return
    at = _reference_key(into, read[-1])
    into.put(after_block(into.text(REFERENCES), at), lines, ahead="\n")


def put_evidence(
    into: Insertions, claims: tuple[str, ...], claim: str, piece: Mapping[str, Value]
) -> None:
    """Insert a piece of evidence behind the last one of a claim."""
    path = (*claims, claim, "evidence")
    last = into.manuscript.timeline.events[claims[1]].claims[claim].evidence
    at = into.manuscript.at(*path, len(last) - 1)
    line = into.text(at.file).split("\n")[at.line - 1]
    if _is_flow(into.manuscript, path) or not line.lstrip(" ").startswith("- "):
        raise NoPlace(f"{at}: the evidence is written in brackets; write it out in lines first")
    dash = len(line) - len(line.lstrip(" "))
    lines = tuple(item_lines(piece, dash, ("evidence", "")))
    into.put(after_block(into.text(at.file), at), lines)


def set_updated(into: Insertions, event: str, today: str) -> None:
    """Let the event say that it changed today."""
    path = ("events", event)
    record = into.manuscript.timeline.events[event]
    if record.updated is None:
        at = into.manuscript.key_at(*path, "claims")
        into.put(
            Location(at.file, at.line),
            [Line(("updated",), f"{' ' * (at.column - 1)}updated: {today}")],
        )
        return
    node = nearest(into.manuscript.nodes["timeline"], (*path, "updated"))
    if isinstance(node, Scalar) and node.text != today:
        into.change(Edit(node.at, node.raw, today))


def indent_of(into: Insertions, path: tuple[str, ...]) -> int:
    """Return how far in the keys of a mapping are written."""
    node = nearest(into.manuscript.nodes["timeline"], path)
    keys = list(node.keys.values()) if isinstance(node, Tree) else []
    fits = bool(keys) and isinstance(node, Tree) and not node.is_flow
    return keys[0].at.column - 1 if fits else STEP * len(path)


def _reference_key(into: Insertions, source: str) -> Location:
    pattern = re.compile(rf"(?:{re.escape(source)}|\"{source}\"|'{source}') *:")
    lines = into.text(REFERENCES).split("\n")
    found = next((n for n, line in enumerate(lines, 1) if pattern.match(line)), 0)
    if not found:
        raise NoPlace(f"{REFERENCES}: '{source}' does not begin a line; write the file in lines")
    return Location(REFERENCES, found)


def _key(manuscript: Manuscript, when: Value) -> tuple[date, date] | None:
    """Return what orders the date; None where it has none, which the check then tells."""
    try:
        parsed = parse_when(when if isinstance(when, str | Mapping) else "")
        if isinstance(parsed, Relative) and parsed.event in manuscript.timeline.events:
            parsed = resolve(parsed, Calendar(manuscript.timeline).of_event(parsed.event).when)
        return sort_key(parsed) if isinstance(parsed, When) else None
    except BadDate:
        return None


def _is_flow(manuscript: Manuscript, path: tuple[str, ...]) -> bool:
    node = nearest(manuscript.nodes["timeline"], path)
    return not isinstance(node, Scalar) and node.is_flow


def _gap(into: Insertions, path: tuple[str, ...]) -> str:
    """Return what parts two records of a mapping in this file: a blank line, or nothing."""
    node = nearest(into.manuscript.nodes["timeline"], path)
    keys = [key.at for key in node.keys.values()] if isinstance(node, Tree) else []
    second = next((two for one, two in pairwise(keys) if one.file == two.file), None)
    if second is None:  # nothing shows what parts two of them
        return "\n" if path[-1] == "events" else ""
    above = reversed(into.text(second.file).split("\n")[: second.line - 1])
    return "" if next(line for line in above if not _is_comment(line)).strip() else "\n"


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def _start(pair: tuple[Location, tuple[Line, ...]]) -> Location:
    return pair[0]
