"""The tables as CSV, read by Python’s own parser and held to the whole JSON."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from kb.dossier import Dossier
from kb.export.publish import publish
from kb.export.tables.csv_files import csv_files
from kb.export.tables.datasette_file import datasette_files
from kb.export.tables.every import TABLES
from kb.export.tables.sqlite_file import sqlite_files
from tests.export.reading import SITE, Data


def table(data: Data, name: str) -> list[dict[str, str]]:
    """The rows of a table as the printed rule has them read."""
    text = data.files[f"data/csv/{name}.csv"].decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        {key: re.sub(r"(^|[;\t\r\n])'", r"\1", cell) for key, cell in row.items()} for row in rows
    ]


@pytest.fixture(params=["golden", "real"])
def either(request: pytest.FixtureRequest) -> Data:
    one: Data = request.getfixturevalue("data" if request.param == "golden" else "real")
    return one


def test_a_file_begins_with_the_mark_of_utf_8_and_ends_lines_as_the_rfc_says(either: Data) -> None:
    for described in TABLES:
        data = either.files[f"data/csv/{described.name}.csv"]
        assert data.startswith(b"\xef\xbb\xbf" + described.columns[0].name.encode())
        assert data.endswith(b"\r\n")


def test_every_row_has_a_cell_for_every_column(either: Data) -> None:
    for described in TABLES:
        text = either.files[f"data/csv/{described.name}.csv"].decode("utf-8-sig")
        lengths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
        assert lengths == {len(described.columns)}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_no_cell_is_run_as_a_formula(mark: str, either: Data) -> None:
    for described in TABLES:
        text = either.files[f"data/csv/{described.name}.csv"].decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        cells = [cell for row in rows for cell in row if re.match(r"\s*[=+@＝＋－＠-]", cell)]
        assert [cell for cell in cells if not re.fullmatch(r"-\d+\.\d{5,}", cell)] == []


def test_no_cell_of_text_is_taken_for_a_day(either: Data) -> None:
    day = re.compile(r"[\d\W]*\d[\d\W]*|\W*(\d+\W+)?(January|June|July)\W+\d+", re.IGNORECASE)
    for described in TABLES:
        text = either.files[f"data/csv/{described.name}.csv"].decode("utf-8-sig")
        _, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        for column, cells in zip(described.columns, zip(*rows, strict=True), strict=False):
            if column.type == "string":
                bare = [cell for cell in cells if day.fullmatch(cell) and cell[0] != "'"]
                assert bare == []


@pytest.mark.parametrize("name", ["events", "actors", "places", "topics", "sources"])
def test_a_record_is_a_row_in_its_place(name: str, either: Data) -> None:
    rows, records = table(either, name), either.json("data/dossier.json")[name]

    assert len(rows) == len(records) > 0
    for row, record in zip(rows, records, strict=True):
        same = {
            key for key in row.keys() & record.keys() if not isinstance(record[key], list | dict)
        }
        assert same >= {"id", "url", "tag"}
        assert {key: told(record[key]) for key in same} == {key: spare(row[key]) for key in same}


def told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else spare(str(value))


def spare(cell: str) -> str:
    """A number without the noughts that keep it from looking like a day."""
    return re.sub(r"(?<=\.\d)(\d*?)0+$", r"\1", cell) if re.fullmatch(r"-?\d+\.\d+", cell) else cell


def claims(data: Data) -> list[dict[str, Any]]:
    return [
        claim for event in data.json("data/dossier.json")["events"] for claim in event["claims"]
    ]


def test_a_claim_says_who_says_it_its_status_and_its_counts(either: Data) -> None:
    for row, claim in zip(table(either, "claims"), claims(either), strict=True):
        status = claim["status"]
        assert row["id"] == claim["id"]
        assert (row["statement"], row["attribution"]) == (claim["statement"], claim["attribution"])
        assert row["status"] == status["mark"]
        for count in ("supporting", "disputing", "articles", "articles_against"):
            assert row[count] == str(status[count])


def test_a_piece_of_evidence_names_its_claim_with_its_status(either: Data) -> None:
    pieces = [(claim, piece) for claim in claims(either) for piece in claim["evidence"]]

    for row, (claim, piece) in zip(table(either, "evidence"), pieces, strict=True):
        assert (row["claim"], row["number"]) == (claim["id"], str(piece["number"]))
        assert row["statement"] == claim["statement"]
        for key in ("source", "stance", "speaker", "words", "translation", "reports", "language"):
            assert row[key] == piece.get(key, "")
        assert row["via"].split() == [one or "unnamed" for one in piece["via"]]
        assert row["origins"].split() == [one or "unnamed" for one in piece["origins"]]
        assert row["quote"] == " … ".join(piece["quote"])


def dates(data: Data) -> Iterator[tuple[dict[str, str], str, dict[str, Any]]]:
    """Each date of the dossier with the row and the name of the columns that tell it."""
    whole = data.json("data/dossier.json")
    told = {"events": "date", "claims": "date", "sources": "published"}
    for name, column in told.items():
        records = claims(data) if name == "claims" else whole[name]
        for row, record in zip(table(data, name), records, strict=True):
            if column in record:
                yield row, column, record[column]
            else:
                assert {row[key] for key in row if key.startswith(f"{column}_")} == {""}


def test_a_date_is_as_precise_as_its_source_and_no_more(either: Data) -> None:
    kinds = set()
    for row, name, date in dates(either):
        kinds.add(date["kind"])
        for key in ("text", "edtf", "kind", "precision", "earliest", "latest", "wording"):
            assert row[f"{name}_{key}"] == date.get(key, "")
        assert row[f"{name}_is_doubtful"] == str(date["is_doubtful"]).lower()
        assert parts(row, f"{name}_start") == known(date["edtf"], 0)
        assert parts(row, f"{name}_end") == (
            [] if date["kind"] == "at" else known(date["edtf"], -1)
        )
    assert kinds == {"at", "lasted", "within", "one-of"}


def parts(row: dict[str, str], name: str) -> list[int]:
    """Year, month and day as far as they are there; none after one that is missing."""
    cells = [row[f"{name}_{part}"] for part in ("year", "month", "day")]
    there = [int(cell) for cell in cells if cell]
    assert cells == [*map(str, there), *[""] * (3 - len(there))]
    return there


def known(edtf: str, place: int) -> list[int]:
    edge = re.split(r"[/,]", edtf.strip("[]"))[place]
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edge)
    return [int(part) for part in found.groups() if part] if found else []


def test_every_list_is_there_in_full(either: Data) -> None:
    events = either.json("data/dossier.json")["events"]
    links: dict[str, list[tuple[str, ...]]] = {
        "parts": [
            (e["id"], p["actor"], p["role"], e["headline"]) for e in events for p in e["actors"]
        ],
        "event_places": [(e["id"], place) for e in events for place in e["places"]],
        "event_topics": [(e["id"], topic) for e in events for topic in e["topics"]],
        "said_by": [(c["id"], actor) for c in claims(either) for actor in c["by"]],
        "denials": [(c["id"], denied) for c in claims(either) for denied in c["denies"]],
    }
    for name, rows in links.items():
        assert rows
        assert [tuple(row.values()) for row in table(either, name)] == rows


def test_summaries_names_ties_answers_and_origins_lose_nothing(either: Data) -> None:
    whole = either.json("data/dossier.json")
    named = [
        (one["id"], *pair)
        for kind in ("actors", "places", "topics")
        for one in whole[kind]
        for pair in (*one["names"].items(), *(("", name) for name in one["also"]))
    ]
    told = [
        (event["id"], sentence["text"], sentence["told"], sentence["claims"])
        for event in whole["events"]
        for sentence in event["summary"]
    ]
    ties = [
        (e["id"], t["id"], t["follows"], t["how"]) for e in whole["events"] for t in e["follows"]
    ]
    answers = [(q["id"], a) for e in whole["events"] for q in e["questions"] for a in q["answers"]]
    origins = [
        (claim["id"], one["side"], [root or "unnamed" for root in one["roots"]], one["sources"])
        for claim in claims(either)
        for one in claim["status"]["origins"]
    ]

    assert columns(either, "names", "record", "language", "name") == named
    assert split(columns(either, "sentences", "event", "text", "told", "claims"), 3) == told
    assert [summary for (summary,) in columns(either, "events", "summary")] == [
        " ".join(sentence["told"] for sentence in event["summary"]) for event in whole["events"]
    ]
    assert columns(either, "ties", "event", "id", "follows", "how") == ties
    assert columns(either, "answers", "question", "claim") == answers
    assert split(columns(either, "origins", "claim", "side", "roots", "sources"), 2, 3) == origins


def columns(data: Data, name: str, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in table(data, name)]


def split(rows: list[tuple[Any, ...]], *places: int) -> list[tuple[Any, ...]]:
    return [
        tuple(cell.split() if place in places else cell for place, cell in enumerate(row))
        for row in rows
    ]


def test_a_quote_is_what_stands_in_the_kept_text(data: Data, golden: Dossier) -> None:
    kept = {source.id: source.kept.body for source in golden.sources if source.kept}
    rows = table(data, "quotes")

    assert any(row["number"] == "2" for row in rows)
    for row in rows:
        assert kept[row["source"]][int(row["starts"]) : int(row["ends"])] == row["text"]


def test_what_could_not_be_verified_stands_in_the_row(data: Data) -> None:
    (bridge,) = (row for row in table(data, "places") if row["id"] == "harrow-bridge")

    assert bridge["unverified"] == "all: Coordinates are invented."
    for name in ("events", "claims", "actors", "places", "sources"):
        whole = data.json("data/dossier.json")
        records = claims(data) if name == "claims" else whole[name]
        for row, record in zip(table(data, name), records, strict=True):
            lines = [line.partition(": ") for line in row["unverified"].split("\n") if line]
            found = {key if key != "all" else "": why for key, _, why in lines}
            assert found == record["unverified"]


def test_every_table_and_column_is_described() -> None:
    for described in TABLES:
        assert described.description.endswith(".")
        assert [one.name for one in described.columns if not one.description] == []
        assert len({one.name for one in described.columns}) == len(described.columns)


def test_a_dossier_with_nothing_in_it_has_tables_with_nothing_in_them(golden: Dossier) -> None:
    published = publish(golden, SITE)
    lists = [name for name, value in published if isinstance(value, tuple)]
    empty = published.model_copy(update=dict.fromkeys(lists, ()) | {"as_of": None})

    tables = [file for file in csv_files(empty) if file.path.endswith(".csv")]
    assert len(tables) == len(TABLES)
    assert all(file.data.count(b"\r\n") == 1 for file in tables)
    assert len([*sqlite_files(empty)]) == len([*datasette_files(empty)]) == 1
