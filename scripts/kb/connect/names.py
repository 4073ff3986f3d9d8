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
    named = (n for n, text in enumerate(sentences) if any(_calls(call, text) for call in calls))
    return next(named, None)


def _calls(call: str, text: str) -> bool:
    """Tell whether the call stands in the text as whole words; in most texts it does not at all."""
    return call in text and re.search(rf"(?<!\w){re.escape(call)}(?!\w)", text) is not None
