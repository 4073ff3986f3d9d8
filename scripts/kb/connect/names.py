"""Which sentence names a record, and the order of names."""

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
    """Tell whether the call stands in the text as whole words."""
    at = text.find(call)
    while at >= 0:
        end = at + len(call)
        if not (_is_of_word(text[max(at - 1, 0) : at]) or _is_of_word(text[end : end + 1])):
            return True
        at = text.find(call, at + 1)
    return False


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
