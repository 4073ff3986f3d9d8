"""Which sentence names a record, and the order of names."""

import re
import unicodedata
from collections.abc import Iterable

from kb.model import Actor, Place, Topic


def name_order(name: str) -> tuple[str, str]:
    """Return a key that sorts names without regard to case and accents."""
    bare = unicodedata.normalize("NFKD", name)
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return letters.casefold(), name


def sentence_naming(record: Actor | Place | Topic, sentences: Iterable[str]) -> int | None:
    """Return the position of the first sentence that names the record, or None."""
    calls = [record.name, *record.also]
    if isinstance(record, Actor) and record.kind == "person":
        calls.append(record.name.split()[-1])
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(call)}(?!\w)" for call in calls))
    return next((n for n, text in enumerate(sentences) if pattern.search(text)), None)
