"""An invented dossier of any size: `python -m tests.bench.dossiers N DIR` writes N events.

The same N gives the same bytes. Ten thousand events make a site of about 12,000 pages. It has what
weighs in a real one: names in two scripts, dates that are not precise, accounts that part, claims
that rest on a long text kept whole.
"""

import argparse
from pathlib import Path

from tests.bench.events import event
from tests.bench.size import Size
from tests.bench.sources import KEPT, kept_text, reference
from tests.bench.speech import name_of, speech
from tests.bench.yaml_lines import Record, yaml_text

_HEAD = "# Invented, by seed: no such people, places or events.\n\n"
_LANDS = (
    ("KZ", 48.0, 67.0),
    ("PL", 52.0, 19.0),
    ("TR", 39.0, 35.0),
    ("US", 40.0, -98.0),
    ("CN", 35.0, 103.0),
    ("BR", -10.0, -53.0),
)
"""Countries, and a point well inside each."""


def write_dossier(events: int, folder: Path) -> None:
    """Write `timeline.yaml` and `sources/` of so many events into `folder`."""
    size = Size(events)
    sources = folder / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    (folder / "timeline.yaml").write_text(timeline_text(size), "utf-8")
    (sources / "references.yaml").write_text(references_text(size), "utf-8")
    (sources / f"{KEPT}.md").write_text(kept_text(size), "utf-8")


def timeline_text(size: Size) -> str:
    """Return everything but the sources."""
    records: Record = {
        "dossier": _dossier(size),
        "topics": {f"topic-{n}": _topic(n) for n in range(size.topics)},
        "places": {f"place-{n}": _place(n) for n in range(size.places)},
        "actors": {f"actor-{n}": _actor(n) for n in range(size.actors)},
        "events": {f"event-{n}": event(n, size) for n in range(size.events)},
    }
    return _HEAD + yaml_text(records)


def references_text(size: Size) -> str:
    """Return the sources that are cited."""
    return _HEAD + yaml_text({f"reference-{n}": reference(n) for n in range(size.references)})


def _dossier(size: Size) -> Record:
    return {
        "title": f"An invented dossier of {size.events} events",
        "lede": "Nothing here is real. It is written to measure speed and weight.",
        "focus": f"{size.day(size.events // 2):%Y-%m}",
        "contact": "Nobody needs to be told.",
    }


def _topic(number: int) -> Record:
    return {
        "name": speech("topic", number, 3),
        "summary": f"{speech('about', number, 12)}.",
        "sources": ["reference-0"],
    }


def _place(number: int) -> Record:
    country, latitude, longitude = _LANDS[number % len(_LANDS)]
    return {
        "name": name_of(10_000 + number),
        "names": {"ru": name_of(10_000 + number, cyrillic=True)},
        "country": country,
        "at": [round(latitude + number % 11 / 10, 2), round(longitude + number % 7 / 10, 2)],
        "precision": "city",
        "unverified": "Invented.",
    }


def _actor(number: int) -> Record:
    office: Record = {
        "title": speech("office", number, 2),
        "from": "1999",
        "sources": ["reference-0"],
    }
    return {
        "name": name_of(number),
        "kind": "organisation" if number % 5 == 4 else "person",
        "names": {"ru": name_of(number, cyrillic=True)},
        "also": [name_of(number).split()[-1]],
        "roles": [office],
        "summary": f"{speech('actor', number, 14)}.",
        "sources": ["reference-1"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dossiers", description=__doc__)
    parser.add_argument("events", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="DIR")
    options = parser.parse_args()
    write_dossier(options.events, options.folder)


if __name__ == "__main__":
    main()
