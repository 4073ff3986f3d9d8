"""What editors change, on an invented dossier: each a small edit after which it is still sound.

Edits stay and the next one comes on top, as in a day's work; `turn` numbers them, so that no two
are the same.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from tests.bench.size import Size
from tests.bench.sources import KEPT

Edit = Callable[[Path, Size, int], None]
"""Changes the dossier in a folder, which has a size, for the n-th time."""


def edit_event(folder: Path, size: Size, turn: int) -> None:
    """Put one more word in front of the summary of an event."""
    at = summary_of(_timeline(folder).read_text("utf-8"), size.events // 3)
    _insert(_timeline(folder), at, f"Word{turn} ")


def rename_actor(folder: Path, size: Size, turn: int) -> None:
    """Put one more letter behind the name of an actor."""
    text = _timeline(folder).read_text("utf-8")
    record = text.index(f"\n  actor-{size.actors // 2}:\n")
    at = text.index('"\n', text.index('    name: "', record))
    _insert(_timeline(folder), at, "abcdefgh"[turn % 8])


def change_letter(folder: Path, size: Size, turn: int) -> None:
    """Change one letter of the kept source, in words that nobody quotes, and its hash."""
    path = folder / "sources" / f"{KEPT}.md"
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    # The last word of a paragraph; what is quoted ends with the first full stop.
    at = body.index(".\n", len(body) // 2) - 1
    body = f"{body[:at]}{'e' if body[at] != 'e' else 'o'}{body[at + 1 :]}"
    digest = hashlib.sha256(body.encode()).hexdigest()
    head = re.sub(r'(sha256: ")\w+', rf"\g<1>{digest}", head)
    path.write_text(f"---\n{head}---\n{body}", "utf-8")


def override_theme(checkout: Path, turn: int) -> None:
    """Put one more comment, which nobody sees, into the foot of every page."""
    foot = checkout / "overrides" / "partials" / "foot.html"
    foot.write_text(f"{foot.read_text('utf-8').rstrip()}\n<!-- {turn} -->\n", "utf-8")


def summary_of(timeline: str, event: int) -> int:
    """Return where the summary of an event begins."""
    key = '    summary: "'
    return timeline.index(key, timeline.index(f"\n  event-{event}:\n")) + len(key)


def _insert(path: Path, at: int, words: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(f"{text[:at]}{words}{text[at:]}", "utf-8")


def _timeline(folder: Path) -> Path:
    return folder / "timeline.yaml"
