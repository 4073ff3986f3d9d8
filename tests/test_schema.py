"""The committed schema is the one the models make, and editors' YAML 1.2 passes it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kb.schema import schema_text

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "timeline.schema.json"
SMALL = """\
dossier: {title: Small, lede: One event., focus: 2022, contact: Write to us.}
places: {oslo: {name: Oslo, country: NO, at: [59.9, 10.7], unverified: general knowledge}}
actors: {someone: {name: Someone, kind: person}}
topics: {}
events:
  one:
    title: 1700
    when: 2022
    place: oslo
    actors: {someone: present}
    claims:
      c: {text: 1700, kind: happened, evidence: [{source: s, reports: It was so.}]}
"""


def test_the_committed_schema_is_the_models_own() -> None:
    fix = "mend it with: python scripts/build.py schema > timeline.schema.json"

    assert SCHEMA.read_text("utf-8") == schema_text(), fix


def check_jsonschema(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_unquoted_numbers_dates_and_norway_are_accepted(tmp_path: Path) -> None:
    file = tmp_path / "timeline.yaml"
    file.write_text(SMALL, "utf-8")

    done = check_jsonschema(file)

    assert done.returncode == 0, done.stdout


def test_the_real_timeline_is_accepted() -> None:
    done = check_jsonschema(ROOT / "timeline.yaml")

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("wrong", ["kind: happend", "evidnce: []", "when: [2022]"])
def test_what_the_loader_refuses_the_schema_refuses(wrong: str, tmp_path: Path) -> None:
    key = wrong.split(":", 1)[0]
    claim = {"kind": "happened", "text": "x"} | {key: "?"}
    lines = SMALL.replace(
        "text: 1700, kind: happened", f"text: x, {wrong}" if key in claim else wrong
    )
    file = tmp_path / "timeline.yaml"
    file.write_text(lines, "utf-8")

    assert check_jsonschema(file).returncode == 1


def test_every_key_explains_itself() -> None:
    schema = json.loads(schema_text())
    for record, shape in schema["$defs"].items():
        for key, field in shape["properties"].items():
            assert "description" in field, f"{record}.{key}"
