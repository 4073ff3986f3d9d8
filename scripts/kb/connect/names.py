"""Which sentence names a record, and the order of names."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kb.model import Actor, Named


@lru_cache(maxsize=2**14)
def name_order(name: str) -> tuple[str, str]:
    """Return a key that sorts names without regard to case and accents."""
    bare = unicodedata.normalize("NFKD", name)
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return letters.casefold(), name


def calls_of(record: Named) -> tuple[str, ...]:
    """Return the words by which a sentence may name an actor, place or topic."""
    is_person = isinstance(record, Actor) and record.kind == "person"
    return (record.name, *record.also, *(record.name.split()[-1:] if is_person else ()))


def sentence_naming(calls: Iterable[str], sentences: Iterable[str]) -> int | None:
    """Return the position of the first sentence in which one of the calls stands, or None."""
    for position, text in enumerate(sentences):
        for call in calls:
            if call in text and _stands(call, text):
                return position
    return None


def _stands(call: str, text: str) -> bool:
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
