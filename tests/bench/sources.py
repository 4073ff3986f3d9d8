"""The sources of an invented dossier: those that are cited, and the one that is kept whole."""

import hashlib

from tests.bench.size import Size
from tests.bench.speech import name_of, speech
from tests.bench.yaml_lines import Record, yaml_text

KEPT = "annals"
_KINDS = ("newspaper", "agency", "broadcaster", "magazine", "trade-press", "blog")


def reference(number: int) -> Record:
    """Return a source that is cited; one in four only repeats the one before it."""
    repeats: Record = {"via": f"reference-{number - 1}"} if number % 4 == 3 else {}
    return {
        "title": speech("headline", number, 7),
        "publisher": publisher(number),
        "language": "ru" if is_russian(number) else "en",
        "kind": _KINDS[number % len(_KINDS)],
        "read": "excerpt",
        "published": f"{2000 + number % 25}-06",
        "url": f"https://example.org/{number}",
        **repeats,
    }


def kept_text(size: Size) -> str:
    """Return the source that is kept whole: a paragraph for each event that quotes it."""
    quoting = filter(is_quoting, range(size.events))
    body = "".join(f"{entry(event)} {speech('beside', event, 12)}.\n" for event in quoting)
    head: Record = {
        "title": "Annals of what did not happen",
        "publisher": "The Annals",
        "url": "https://example.org/annals",
        "language": "en",
        "kind": "book",
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
    }
    return f"---\n{yaml_text(head)}---\n{body}"


def is_quoting(event: int) -> bool:
    """Tell whether an event rests on the source that is kept."""
    return event % 10 == 0


def entry(event: int) -> str:
    """Return the sentence of the kept source for an event; its number makes it unique."""
    return f"Of affair {event} it is written that {speech('entry', event, 10).lower()}."


def publisher(reference: int) -> str:
    """Return who published a reference; ten come from the same house."""
    return f"{name_of(5_000 + reference // 10)} Courier"


def is_russian(reference: int) -> bool:
    """Tell whether its words are in Cyrillic letters."""
    return reference % 3 == 0
