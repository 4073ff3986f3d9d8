"""Releases: what the ledger takes in, what it never drops, and the bytes that it leaves alone."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.edit.ledger import prepared, write_release
from kb.ledger import LEDGER
from kb.problems import InvalidDossier
from kb.site import read_dossier
from kb.write import replace_file
from tests.copies import unpublish, without_pages

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/build.py"), "release", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def released(folder: Path, day: str = "2024-06-01") -> Path:
    write_release(folder, prepared(folder, day))
    return folder


def addresses(folder: Path) -> list[str]:
    return [json.loads(line)["address"] for line in (folder / LEDGER).read_text().splitlines()]


def texts(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The golden dossier, which nobody has released as it stands."""
    shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)
    return tmp_path / "dossier"


@pytest.fixture
def first(folder: Path) -> Path:
    """The golden dossier before anything of it was published."""
    unpublish(folder)
    return folder


def test_a_first_release_notes_every_page_claim_passage_and_sentence(first: Path) -> None:
    found = addresses(released(first))

    dossier = read_dossier(first)
    for folder, records in (
        ("events", dossier.events),
        ("actors", dossier.actors),
        ("places", dossier.places),
        ("topics", dossier.topics),
        ("sources", dossier.sources),
    ):
        assert {f"{folder}/{record.id}/" for record in records} <= {*found}
    assert {f"events/{claim.event.id}/#{claim.id}" for claim in dossier.claims} <= {*found}
    assert "events/closure/#the-notice" in found
    assert "events/notice/#when-announced" in found
    assert "guide/#gazette-1999-s6" in found
    assert "sources/gazette-1999/#p0-43" in found
    assert found == sorted(found)
    assert not [address for address in found if "unfinished" in address]


def test_a_release_types_its_day_into_what_changed_and_nothing_else(first: Path) -> None:
    before = texts(first)

    released(first)

    for name, text in texts(first).items():
        if name != LEDGER:
            bare = re.sub(rb"updated: 2024-06-01(\n *|, )", b"", text)
            old = before[name].replace(b"    updated: 2024-03-02\n", b"")
            assert bare.replace(b"    updated: 2024-06-01\n", b"") == old
    dossier = read_dossier(first)
    assert dossier.as_of is not None
    assert dossier.as_of.edtf == "2024-06-01"
    assert {str(event.updated and event.updated.edtf) for event in dossier.events} == {"2024-06-01"}


def test_events_get_the_day_and_other_records_where_they_carry_one(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN.parent / "problems/minimal", tmp_path / "dossier")
    timeline = tmp_path / "dossier/timeline.yaml"
    replaced(timeline, "The Mayor, kind", "The Mayor, updated: 2024-01-01, kind")

    text = (released(tmp_path / "dossier") / "timeline.yaml").read_text("utf-8")

    assert "  mayor: {name: The Mayor, updated: 2024-06-01, kind: person}\n" in text
    assert text.count("updated") == 3
    assert "    actors: {mayor: witness}\n    updated: 2024-06-01\n    claims:\n" in text


def test_a_draft_gets_no_day(first: Path) -> None:
    released(first)

    draft = (first / "timeline.yaml").read_text("utf-8").partition("  unfinished:")[2]
    assert "updated" not in draft


def test_only_what_changed_since_gets_the_next_day(first: Path) -> None:
    released(first)
    replaced(first / "timeline.yaml", "Reports the same.", "Reports it in the same words.")

    released(first, "2024-07-01")

    days = {event.id: event.updated and event.updated.edtf for event in read_dossier(first).events}
    assert days.pop("closure") == "2024-07-01"
    assert {*days.values()} == {"2024-06-01"}
    assert "updated: 2024-07-01" not in (first / "sources/references.yaml").read_text("utf-8")


def test_white_space_and_notes_for_editors_are_no_change(first: Path) -> None:
    released(first)
    replaced(first / "timeline.yaml", "Reports the same.", "Reports\n              the same.")
    title = "    title: The bridge is closed again\n"
    replaced(first / "timeline.yaml", title, f"    note: Again?\n{title}")

    assert prepared(first, "2024-07-01").is_complete


def test_a_line_is_never_dropped(folder: Path) -> None:
    before = addresses(folder)

    after = addresses(released(folder))

    assert {*before} <= {*after}
    assert "events/first-toll/" in after
    assert "sources/gazette-1999/#p286-307" in after
    lines = (folder / LEDGER).read_text("utf-8").splitlines()
    assert [line for line in lines if '"events/first-toll/"' in line] == [
        line
        for line in (GOLDEN / LEDGER).read_text("utf-8").splitlines()
        if '"events/first-toll/"' in line
    ]


def test_what_was_corrected_is_the_fact_from_then_on(folder: Path) -> None:
    assert "events/closure/#carts-turned-back" in prepared(folder, "2024-06-01").corrected

    released(folder)

    replaced(folder / "timeline.yaml", "text: Some 300 carts", "text: Some 3,000 carts")
    with pytest.raises(InvalidDossier, match="published as 'Some 300 carts were turned back"):
        read_dossier(folder)


def test_a_renamed_event_stops_the_release_until_it_is_retired(first: Path) -> None:
    released(first)
    timeline = first / "timeline.yaml"
    replaced(timeline, "\n  second-closure:\n", "\n  second-summer-closure:\n")

    with pytest.raises(InvalidDossier, match="moved_to: second-summer-closure"):
        prepared(first, "2024-07-01")
    text = timeline.read_text("utf-8")
    line = "\nretired:\n  second-closure: {moved_to: second-summer-closure}\n"
    timeline.write_bytes((text + line).encode())

    assert "events/second-closure/" in addresses(released(first, "2024-07-01"))


def test_a_release_that_cannot_be_written_leaves_everything_as_it_was(first: Path) -> None:
    (first / ".timeline.yaml.partial").mkdir()
    before = texts(first)

    with pytest.raises(InvalidDossier, match="cannot be written"):
        released(first)

    assert texts(first) == before


def test_the_file_that_cannot_be_written_is_named(first: Path) -> None:
    (first / ".timeline.yaml.partial").mkdir()
    before = texts(first)

    with pytest.raises(InvalidDossier) as refused:
        released(first)

    assert [problem.at.file for problem in refused.value.problems] == ["timeline.yaml"]
    assert texts(first) == before


def test_a_release_that_is_interrupted_leaves_everything_as_it_was(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, release = texts(first), prepared(first, "2024-06-01")

    def interrupted(path: Path, text: str) -> None:
        if path.name == "timeline.yaml":
            raise KeyboardInterrupt
        replace_file(path, text)

    monkeypatch.setattr("kb.edit.trial.replace_file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_release(first, release)

    assert texts(first) == before


def test_the_command_says_what_it_does_and_looks_without_writing(first: Path) -> None:
    before = texts(first)
    looked = run("--check", "--dossier", str(first))
    assert looked.returncode == 1
    assert "new: events/opening/#never-a-toll\n" in looked.stdout
    assert "corrected: actors/quill-the-elder/\n" in looked.stdout
    assert looked.stdout.endswith(
        "docs/published.jsonl is not complete; `./run release` makes it so\n"
    )
    assert texts(first) == before

    made = run("--on", "2024-06-01", "--dossier", str(first))
    assert made.returncode == 0
    assert made.stdout.splitlines()[0] == "docs/published.jsonl: 48 addresses, 48 of them new"

    again = run("--check", "--dossier", str(first))
    assert (again.returncode, again.stdout) == (
        0,
        "docs/published.jsonl is complete: 48 addresses\n",
    )


def test_a_broken_dossier_is_not_released(first: Path) -> None:
    replaced(
        first / "timeline.yaml", "kind: state-body\n    interest", "kind: bridge\n    interest"
    )
    before = texts(first)

    refused = run("--dossier", str(first))

    assert refused.returncode == 1
    assert "'bridge'" in refused.stdout
    assert "1 problem; nothing was released" in refused.stderr
    assert texts(first) == before


@pytest.mark.parametrize("day", ["today", "2024-13-01", "2024-06"])
def test_a_day_that_is_none_is_wrong_use(day: str) -> None:
    refused = run("--on", day)

    assert refused.returncode == 2
    assert f"'{day}' is no day such as 2026-11-25" in refused.stderr
