"""Attacks in every text: each file of the data, read by a parser that is not ours, has them all."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import bibtexparser  # type: ignore[import-untyped]
import icalendar
import pytest
from lxml import html  # type: ignore[import-untyped]

from kb.export.tables.cells import unguarded
from tests.conftest import GOLDEN, connected
from tests.export.reading import Data
from tests.hostile import KEPT_AS_FOUND, MARK, Attack, hostile_dossier, mangled

UNREAD = {"data/verify.py", "data/sources/gazette-1999.txt", "data/sources/stranger.txt"}
"""No data of a format, or the kept text as it is."""
NOT_IN_DATA = {
    *("GuideSentence.finding", "GuideSentence.cite", "Phrase.shows", "KeptSource.excused"),
    *("Event.distinct_from", "Timeline.avoid_words"),
}
MARK_BYTES = re.compile(MARK.pattern.encode())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, dict[str, Attack]]:
    folder = tmp_path_factory.mktemp("hostile")
    attacks = hostile_dossier(GOLDEN, folder)
    return Data.of(connected(folder)), attacks


def strings_of(value: Any) -> Iterator[str]:
    """Every text of a JSON value."""
    match value:
        case str():
            yield value
        case dict():
            for pair in value.items():
                yield from strings_of([*pair])
        case list():
            for part in value:
                yield from strings_of(part)
        case _:
            pass


def words_of(markup: str) -> str:
    """The text of HTML, in which nothing can run."""
    tree = html.fragment_fromstring(markup, create_parent=True)
    assert {str(element.tag) for element in tree.iter()} <= {"div", "p", "a"}
    assert {name for element in tree.iter() for name in element.attrib} <= {"href"}
    return str(tree.text_content())


def in_json(content: bytes) -> Iterator[str]:
    return strings_of(json.loads(content))


def in_lines(content: bytes) -> Iterator[str]:
    return strings_of([json.loads(line) for line in content.splitlines()])


def in_json_feed(content: bytes) -> Iterator[str]:
    feed = json.loads(content)
    yield from (words_of(item.pop("content_html")) for item in feed["items"])
    yield from strings_of(feed)


def in_slides(content: bytes) -> Iterator[str]:
    """TimelineJS takes texts for HTML, and the text of a group’s name for HTML once more."""
    for slide in json.loads(content)["events"]:
        yield from (words_of(part) for part in slide.pop("text").values())
        yield words_of(words_of(slide.pop("group", "-")))
        yield from strings_of(slide)


def in_entities(content: bytes) -> Iterator[str]:
    """FollowTheMoney has texts composed, and addresses in a form of its own."""
    for line in content.splitlines():
        properties = json.loads(line)["properties"]
        told = {key: of for key, of in properties.items() if key not in ("full", "location")}
        yield from (_as_composed(text) for text in strings_of(told))


def in_table(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "@"))
            yield unguarded(cell)


def in_statements(content: bytes) -> Iterator[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    yield from (_as_composed(row["value"]) for row in rows if row["prop_type"] != "address")


def in_database(content: bytes) -> Iterator[str]:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for row in database.execute(f'SELECT * FROM "{table}"'):
            yield from (cell for cell in row if isinstance(cell, str))
    database.close()


def in_calendar(content: bytes) -> Iterator[str]:
    for part in icalendar.Calendar.from_ical(content).walk():
        assert "ATTENDEE" not in part
        for name, value in part.items():
            for one in value if isinstance(value, list) else [value]:
                # The library leaves texts of names that it does not know as they are written.
                is_known = name != "NAME" and not name.startswith("X-")
                yield str(one) if is_known else re.sub(r"\\(.)", _unescaped, str(one))


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def in_feed(content: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(content).iter():
        is_markup = element.get("type") == "html" and element.text
        yield words_of(element.text or "") if is_markup else element.text or ""


def in_bibtex(content: bytes) -> Iterator[str]:
    entries = bibtexparser.loads(content.decode()).entries
    assert entries
    yield from (_as_composed(_read_tex(text)) for entry in entries for text in entry.values())


def _read_tex(text: str) -> str:
    signs = {"\\textasciitilde{}": "~", "\\textasciicircum{}": "^", "\\textbackslash{}": "\\"}
    signs |= {"\\textbraceleft{}": "{", "\\textbraceright{}": "}"}
    signs |= {f"\\{sign}": sign for sign in "&%$#_"}
    for sign, meant in signs.items():
        text = text.replace(sign, meant)
    return text


def _as_composed(text: str) -> str:
    return text.replace("é", "e\u0301")


READ: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".feed.json": in_json_feed,
    "timelinejs.json": in_slides,
    ".ftm.json": in_entities,
    "statements.csv": in_statements,
    ".csv": in_table,
    ".jsonl": in_lines,
    ".jsonld": in_json,
    "json": in_json,
    ".sqlite": in_database,
    ".ics": in_calendar,
    ".atom": in_feed,
    ".bib": in_bibtex,
}


def texts_in(data: Data, path: str) -> list[str]:
    read = next(read for ending, read in READ.items() if path.endswith(ending))
    return list(read(data.files[path]))


def test_every_text_of_the_data_is_the_text_that_was_typed(
    hostile: tuple[Data, dict[str, Attack]],
) -> None:
    data, attacks = hostile
    told = [(path, text) for path in data.files.keys() - UNREAD for text in texts_in(data, path)]

    assert sum(bool(MARK.search(text)) for _, text in told) > len(attacks)
    assert [f"{path}: {one}" for path, text in told for one in mangled(text, attacks)] == []


def test_what_is_published_of_a_record_is_in_the_data_and_no_note_is(
    hostile: tuple[Data, dict[str, Attack]],
) -> None:
    data, attacks = hostile
    told = {mark for text in texts_in(data, "data/dossier.json") for mark in MARK.findall(text)}
    anywhere = {mark.decode() for file in data.files.values() for mark in MARK_BYTES.findall(file)}
    notes = {mark for mark, attack in attacks.items() if attack.field.endswith(".note")}
    without = {attack.field for attack in attacks.values()} - {attacks[one].field for one in told}

    assert without - {attacks[one].field for one in notes} == NOT_IN_DATA
    assert anywhere & notes == set()


def test_a_kept_text_is_published_as_it_was_found(
    hostile: tuple[Data, dict[str, Attack]],
) -> None:
    data, _ = hostile

    assert data.text("data/sources/stranger.txt").endswith(f"{KEPT_AS_FOUND}\n")
