"""The schemas that know today’s ids: what they offer, refuse, and when they are written."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kb.check import check
from kb.edit.completion import OFFERED, OFFERED_KEYS, live_schemas, offer_ids
from kb.manuscript import Manuscript
from kb.model import GuideSentence, Source, Timeline
from kb.read.load import load_manuscript
from kb.schema import schema_of
from tests.test_problems import MINIMAL, NAMES, lay_out, rule_of
from tests.test_schema_agrees import as_editors_read

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
TIMELINE = "timeline.schema.json"


def manuscript_of(folder: Path) -> Manuscript:
    manuscript, _ = load_manuscript(folder)
    assert manuscript is not None
    return manuscript


def live(folder: Path, name: str = TIMELINE) -> Draft202012Validator:
    return Draft202012Validator(json.loads(live_schemas(manuscript_of(folder))[name]))


@pytest.mark.parametrize("folder", [ROOT, GOLDEN, MINIMAL], ids=["real", "golden", "minimal"])
def test_a_good_dossier_is_accepted_with_all_its_ids(folder: Path) -> None:
    files = {TIMELINE: [folder / "timeline.yaml"]}
    files["references.schema.json"] = [folder / "sources/references.yaml"]
    files["guide.schema.json"] = [*(folder / "sources").glob("*.guide.yaml")]

    for name, held in files.items():
        for file in held:
            errors = live(folder, name).iter_errors(as_editors_read(file))
            assert [f"{error.json_path} {error.message[:99]}" for error in errors] == []


def wrong_names() -> list[str]:
    rules = {"unknown-id", "wrong-collection", "unknown-claim"}
    return [name for name in NAMES if rule_of(name) in rules and name.endswith(".yaml")]


@pytest.mark.parametrize("name", wrong_names())
def test_a_wrong_id_is_refused(name: str, tmp_path: Path) -> None:
    lay_out(name, tmp_path)

    # Its own schema, so that nothing but the wrong id is refused.
    assert not live(tmp_path).is_valid(as_editors_read(tmp_path / "timeline.yaml"))
    assert check(manuscript_of(tmp_path)) != []


def test_each_key_of_an_id_offers_ids() -> None:
    assert set(_keys_of_ids()) == {*OFFERED, *OFFERED_KEYS}


def _keys_of_ids() -> Iterator[tuple[str, str]]:
    """Every record and key of the format where an id is typed; dates apart."""
    shapes = (Timeline, dict[str, Source], dict[str, GuideSentence])
    defs = {name: shape for file in shapes for name, shape in schema_of(file)["$defs"].items()}
    for record, shape in defs.items():
        for key, field in shape["properties"].items():
            choices = [field, field.get("items", {}), *field.get("anyOf", [])]
            is_id = any("pattern" in c and c.get("minimum") == 0 for c in choices)
            is_keyed = "propertyNames" in field and "$ref" not in json.dumps(field)
            if is_id or is_keyed:
                yield record, key


def test_an_id_is_explained_by_its_label() -> None:
    schema = json.loads(live_schemas(manuscript_of(MINIMAL))[TIMELINE])["$defs"]

    assert schema["actors"]["enum"] == ["mayor"]
    assert schema["actors"]["enumDescriptions"] == ["The Mayor"]
    event = schema["Event"]["properties"]
    assert event["actors"]["properties"]["mayor"]["description"] == "The Mayor"
    assert schema["claims"]["enum"] == ["burnt", "fire/burnt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The minimal dossier, opened in an editor that keeps its settings in it."""
    shutil.copytree(MINIMAL, tmp_path / "dossier")
    (tmp_path / "dossier/.vscode").mkdir()
    return tmp_path / "dossier"


def written(folder: Path, name: str = TIMELINE) -> Draft202012Validator:
    return Draft202012Validator(json.loads((folder / ".vscode" / name).read_text("utf-8")))


def offered(folder: Path) -> dict[str, dict[str, list[str]]]:
    """What is offered, by collection."""
    found: dict[str, dict[str, list[str]]] = written(folder).schema["$defs"]
    return found


def replace(folder: Path, old: str, new: str) -> None:
    file = folder / "timeline.yaml"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_ids_of_a_broken_dossier_are_still_offered(folder: Path) -> None:
    replace(folder, "kind: person", "kind: persn")

    offer_ids(folder, manuscript_of(folder))

    assert "mayor" in offered(folder)["actors"]["enum"]


def test_what_was_offered_stays_while_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "timeline").mkdir()
    part = folder / "timeline/1912.yaml"
    part.write_text("actors:\n  builder: {name: The builder, kind: person}\n", "utf-8")
    offer_ids(folder, manuscript_of(folder))
    part.write_text("actors:\n  builder: {name: The builder: the man\n", "utf-8")

    offer_ids(folder, manuscript_of(folder))

    assert "builder" in offered(folder)["actors"]["enum"]


def test_nothing_is_written_when_nothing_differs(folder: Path) -> None:
    offer_ids(folder, manuscript_of(folder))
    before = {file: file.stat().st_ino for file in (folder / ".vscode").iterdir()}
    replace(folder, "The warehouse is gone.", "The warehouse is no more.")

    offer_ids(folder, manuscript_of(folder))

    assert len(before) == 4
    assert {file: file.stat().st_ino for file in (folder / ".vscode").iterdir()} == before


def test_a_dossier_without_such_a_folder_gets_none(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)

    offer_ids(tmp_path, manuscript_of(tmp_path))

    assert not (tmp_path / ".vscode").exists()


def test_a_schema_that_cannot_be_written_is_no_problem(folder: Path) -> None:
    (folder / ".vscode" / TIMELINE).mkdir()

    offer_ids(folder, manuscript_of(folder))

    assert (folder / ".vscode" / TIMELINE).is_dir()


def test_a_timeline_in_several_files_needs_no_events_in_the_first(folder: Path) -> None:
    (folder / "timeline").mkdir()
    offer_ids(folder, manuscript_of(folder))
    main, part = written(folder), written(folder, "part.schema.json")
    timeline = as_editors_read(folder / "timeline.yaml")
    assert isinstance(timeline, dict)
    heading = {"dossier": timeline.pop("dossier")}

    assert main.is_valid(heading)
    assert part.is_valid(timeline)
    assert not part.is_valid(heading)


def test_each_schema_is_used_for_the_files_it_is_made_for() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]

    assert {Path(name).name for name in settings} == {*live_schemas(manuscript_of(MINIMAL))}
    assert settings["./.vscode/timeline.schema.json"] == ["/timeline.yaml", "!/tests/**"]
    assert "/.vscode/*.schema.json" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
