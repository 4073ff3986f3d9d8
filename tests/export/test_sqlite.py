"""The database, read by SQLite: the same rows as the CSV, with types, keys and a search."""

import csv
import io
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256

import pytest

from kb.export.tables.every import TABLES
from tests.conftest import GOLDEN, ROOT
from tests.export.reading import SITE, Data

SQLITE = "data/dossier.sqlite"
Rows = list[tuple[object, ...]]


def opened(data: Data) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(data.files[SQLITE])
    return database


@pytest.fixture
def database(data: Data) -> Iterator[sqlite3.Connection]:
    with closing(opened(data)) as one:
        yield one


@pytest.fixture(params=["golden", "real"])
def either(request: pytest.FixtureRequest) -> Iterator[tuple[sqlite3.Connection, Data]]:
    data: Data = request.getfixturevalue("data" if request.param == "golden" else "real")
    with closing(opened(data)) as one:
        yield one, data


def typed(cell: str, kind: str) -> object:
    match kind, cell:
        case _, "":
            return None
        case "integer", _:
            return int(cell)
        case "number", _:
            return float(cell)
        case "boolean", _:
            return int(cell == "true")
        case _:
            return re.sub(r"(^|[;\t\r\n])'", r"\1", cell)


def test_each_table_has_the_columns_and_rows_of_the_csv(
    either: tuple[sqlite3.Connection, Data],
) -> None:
    database, data = either
    for table in TABLES:
        text = data.files[f"data/csv/{table.name}.csv"].decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        found = database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")
        kinds = [column.type for column in table.columns]
        assert [one[0] for one in found.description] == head
        assert found.fetchall() == [tuple(map(typed, row, kinds)) for row in rows]


def test_every_reference_leads_to_a_row(either: tuple[sqlite3.Connection, Data]) -> None:
    database, _ = either

    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in TABLES:
        found = database.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
        assert len({row[0] for row in found}) == len(table.references)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM sources WHERE id = 'courier'",
        "UPDATE parts SET actor = 'nobody'",
        "UPDATE claims SET status = 'true'",
        "UPDATE claims SET is_bare = 2",
        "UPDATE claims SET statement = NULL",
        "INSERT INTO topics SELECT * FROM topics",
    ],
)
def test_a_change_that_breaks_the_tables_is_refused(
    change: str, database: sqlite3.Connection
) -> None:
    database.execute("PRAGMA foreign_keys = ON")

    with pytest.raises(sqlite3.IntegrityError):  # noqa: PT012  references are held at the end
        database.execute(change)
        database.commit()


def test_every_reference_is_indexed(database: sqlite3.Connection) -> None:
    for table in TABLES:
        indexes = [row[1] for row in database.execute(f"PRAGMA index_list({table.name})")]
        indexed = [
            tuple(row[2] for row in database.execute(f"PRAGMA index_info({index})"))
            for index in indexes
        ]
        for reference in table.references:
            wanted = reference.columns
            assert any(columns[: len(wanted)] == wanted for columns in indexed)


def search(database: sqlite3.Connection, table: str, words: str) -> Rows:
    matching = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?"
    return database.execute(
        f"SELECT * FROM {table} WHERE rowid IN ({matching})", (words,)
    ).fetchall()


@pytest.mark.parametrize(
    ("table", "words", "first"),
    [
        ("actors", "КВИЛЛ", "quill"),
        ("actors", "cwil", "quill"),
        ("events", "carts", "closure"),
        ("claims", "according radio", "second-closure/again"),
        ("sources", "kurier", "courier"),
        ("evidence", "eroffnet", "opening/opened"),
    ],
)
def test_words_of_every_script_are_found_in_any_case(
    table: str, words: str, first: str, database: sqlite3.Connection
) -> None:
    assert [row[0] for row in search(database, table, words)] == [first]


def test_the_search_still_fits_its_tables_after_a_vacuum(database: sqlite3.Connection) -> None:
    before = search(database, "actors", "квилл")

    database.execute("VACUUM")

    assert len(before) == 1
    assert search(database, "actors", "квилл") == before


def test_the_schema_says_what_each_column_means(database: sqlite3.Connection) -> None:
    for table in TABLES:
        (schema,) = database.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,)
        ).fetchone()
        assert [one.name for one in table.columns if f"-- {one.description}\n" not in schema] == []


MADE = """
import hashlib, sys
from pathlib import Path
from kb.export.publish import publish
from kb.export.tables.sqlite_file import sqlite_files
from tests.conftest import connected
(file,) = sqlite_files(publish(connected(Path(sys.argv[1])), sys.argv[2]))
print(hashlib.sha256(file.data).hexdigest())
"""


def test_another_run_makes_the_same_bytes(data: Data) -> None:
    seed = {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}", "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"}
    made = subprocess.run(
        [sys.executable, "-c", MADE, str(GOLDEN), SITE], env=seed, capture_output=True, check=True
    )

    assert made.stdout.decode().strip() == sha256(data.files[SQLITE]).hexdigest()
