"""The data package, read by Frictionless: valid as it is, and refused with one thing broken."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from frictionless import Report, validate

from kb.export.shapes import FORMAT
from kb.export.tables.every import TABLES
from tests.export.reading import Data

PACKAGE = "data/datapackage.json"
Unpacked = Callable[[Data], Path]


@pytest.fixture
def unpacked(tmp_path: Path) -> Unpacked:
    """Writes the package into a folder of its own."""

    def unpack(data: Data) -> Path:
        for path, content in data.files.items():
            if path == PACKAGE or path.startswith("data/csv/"):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_bytes(content)
        return tmp_path / PACKAGE

    return unpack


def checked(package: Path) -> Report:
    report: Report = validate(str(package), type="package")
    return report


def errors(report: Report) -> set[str]:
    return {error.type for task in report.tasks for error in task.errors}


@pytest.mark.parametrize("name", ["data", "real"])
def test_the_package_is_valid(
    name: str, unpacked: Unpacked, request: pytest.FixtureRequest
) -> None:
    data: Data = request.getfixturevalue(name)

    report = checked(unpacked(data))

    assert errors(report) == set()
    assert report.valid
    assert [task.name for task in report.tasks] == [table.name for table in TABLES]


BREAKS = {
    "an actor whom nobody knows": ("parts", b"quill,speaker", b"quilt,speaker", "foreign-key"),
    "a piece of evidence that is not there": (
        *("quotes", b"opening/opened,1,1", b"opening/opened,9,1", "foreign-key"),
    ),
    "a status of another name": (
        *("claims", b",contradicted,1,2,", b",disproved,1,2,", "constraint-error"),
    ),
    "a count in words": (
        *("claims", b",contradicted,1,2,", b",contradicted,1,two,", "type-error"),
    ),
    "an id for the second time": ("topics", b"toll,https", b"works,https", "primary-key"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_one_broken_row_is_refused(name: str, unpacked: Unpacked, data: Data) -> None:
    table, was, now, error = BREAKS[name]
    package = unpacked(data)
    break_row(package, table, was, now)

    assert error in errors(checked(without_weights(package)))


def test_a_word_that_was_changed_is_refused_by_its_weight(unpacked: Unpacked, data: Data) -> None:
    package = unpacked(data)
    break_row(package, "events", b"The bridge is closed", b"The bridge was closed")

    assert errors(checked(package)) == {"hash-count", "byte-count"}


def break_row(package: Path, table: str, was: bytes, now: bytes) -> None:
    broken = package.parent / "csv" / f"{table}.csv"
    before = broken.read_bytes()
    assert was in before
    broken.write_bytes(before.replace(was, now, 1))


def without_weights(package: Path) -> Path:
    """The package without hashes, so that only the tables themselves can be at fault."""
    described = json.loads(package.read_text("utf-8"))
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    package.write_text(json.dumps(described), "utf-8")
    return package


def test_each_file_is_weighed(data: Data) -> None:
    for resource in data.json(PACKAGE)["resources"]:
        content = data.files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"


def test_it_says_whose_it_is_and_nothing_of_the_clock(data: Data) -> None:
    package = data.json(PACKAGE)

    assert package["version"] == FORMAT
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0"]
    assert package["licenses"][0]["path"] == data.json("data/dossier.json")["licence"]
    assert "created" not in package


def test_the_rule_for_reading_text_back_is_named_at_each_text(data: Data) -> None:
    package = data.json(PACKAGE)
    named = [field for field in fields(package) if "apostrophe" in field["description"]]

    assert "re.sub(" in package["description"]
    assert named == [
        field
        for field in fields(package)
        if field["type"] == "string" and "enum" not in field.get("constraints", {})
    ]


def fields(package: dict[str, Any]) -> list[dict[str, Any]]:
    return [field for one in package["resources"] for field in one["schema"]["fields"]]
