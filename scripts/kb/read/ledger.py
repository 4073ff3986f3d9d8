"""`docs/published.jsonl` -> the ledger; a broken line is told with its place."""

import json
import re
from pathlib import Path

from kb.fields import ID
from kb.ledger import LEDGER, Published
from kb.ordinary import read_ordinary
from kb.problems import Location, Problem

_ID = ID.strip("^$")
_ADDRESS = re.compile(
    rf"(events|actors|places|topics|sources)/{_ID}/(#{_ID})?|guide/#{_ID}-s[1-9][0-9]*"
)
_KEYS = {"address", "content", "corrected", "facts"}
_HINT = "restore the line from the last release; `./run release` alone writes this file"


def read_ledger(folder: Path) -> tuple[dict[str, Published], dict[str, Location], list[Problem]]:
    """Return what was published by address, each with its place, and every broken line.

    Without a file nothing was published.
    """
    try:
        content = read_ordinary(folder / LEDGER, folder)
    except FileNotFoundError:
        return {}, {}, []
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return {}, {}, [Problem(Location(LEDGER), message, "", "unreadable-file")]
    ledger: dict[str, Published] = {}
    places: dict[str, Location] = {}
    problems: list[Problem] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        at = Location(LEDGER, number)
        entry = _entry(line) if line else None
        if isinstance(entry, str):
            problems.append(Problem(at, entry, _HINT, "ledger-line"))
        elif entry and entry.address in ledger:
            message = f"'{entry.address}' stands in the ledger twice"
            hint = f"the other is line {places[entry.address].line}; delete the older one"
            problems.append(Problem(at, message, hint, "ledger-line"))
        elif entry:
            ledger[entry.address], places[entry.address] = entry, at
    return ledger, places, problems


def _entry(line: bytes) -> Published | str:
    """Return what a line says, or what is wrong with it."""
    try:
        given = json.loads(line.decode("utf-8"))
    except ValueError:
        given = None
    if not isinstance(given, dict):
        return "the line is not a JSON object"
    address, content = given.get("address", ""), given.get("content", "")
    corrected, facts = given.get("corrected", 0), given.get("facts", {})
    if unknown := sorted(given.keys() - _KEYS):
        return f"the ledger knows no key '{unknown[0]}'"
    if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        return "'address' is no permanent address"
    if not isinstance(content, str) or type(corrected) is not int or not _are_facts(facts):
        return "'content' is text, 'corrected' a count and 'facts' texts by name"
    return Published(address, facts, corrected, content)


def _are_facts(facts: object) -> bool:
    return isinstance(facts, dict) and all(isinstance(fact, str) for fact in facts.values())
