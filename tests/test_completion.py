"""Editors are offered today's ids, each with its label, and only where they may stand."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.edit.completion import PART, WHOLE, live_schema, write_completion
from kb.manuscript import Manuscript
from kb.read.load import load_manuscript

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "problems"
MINIMAL = CASES / "minimal"
GOLDEN = Path(__file__).parent / "golden"
REFUSED = ["unknown-id", "unknown-id--source", "unknown-id--relative-date", "wrong-collection"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The minimal dossier, edited with an editor that completes."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / ".vscode").mkdir()
    return tmp_path


def read(folder: Path) -> Manuscript:
    manuscript, _ = load_manuscript(folder)
    assert manuscript
    return manuscript


def is_accepted(file: Path, schema: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("dossier", [ROOT, GOLDEN, MINIMAL], ids=["real", "golden", "minimal"])
def test_a_dossier_without_problems_is_accepted(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()

    write_completion(tmp_path, read(dossier))

    assert is_accepted(dossier / "timeline.yaml", tmp_path / ".vscode" / WHOLE)


@pytest.mark.parametrize("case", REFUSED)
def test_an_id_that_may_not_stand_there_is_refused(case: str, folder: Path) -> None:
    shutil.copy(CASES / f"{case}.yaml", folder / "timeline.yaml")

    write_completion(folder, read(folder))

    assert is_accepted(folder / "timeline.yaml", ROOT / "timeline.schema.json")
    assert not is_accepted(folder / "timeline.yaml", folder / ".vscode" / WHOLE)


def test_an_id_is_offered_with_its_label() -> None:
    schema = live_schema(read(MINIMAL))

    assert {"const": "mayor", "description": "The Mayor"} in schema["$defs"]["actors"]["anyOf"]
    actors = schema["$defs"]["Event"]["properties"]["actors"]["properties"]
    assert actors["mayor"]["description"] == "The Mayor"


def test_a_part_needs_no_heading_and_has_none(folder: Path) -> None:
    write_completion(folder, read(folder))

    part = json.loads((folder / ".vscode" / PART).read_text("utf-8"))
    assert "required" not in part
    assert "dossier" not in part["properties"]


def test_what_did_not_change_is_not_written_again(folder: Path) -> None:
    write_completion(folder, read(folder))
    os.utime(folder / ".vscode" / WHOLE, (1, 1))

    write_completion(folder, read(folder))

    assert (folder / ".vscode" / WHOLE).stat().st_mtime == 1


def test_a_dossier_without_the_folder_is_left_alone(folder: Path) -> None:
    (folder / ".vscode").rmdir()

    write_completion(folder, read(folder))

    assert not (folder / ".vscode").exists()


def test_a_file_that_cannot_be_written_stops_nothing(folder: Path) -> None:
    (folder / ".vscode" / WHOLE).mkdir()

    write_completion(folder, read(folder))

    assert (folder / ".vscode" / WHOLE).is_dir()
