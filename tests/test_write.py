"""The writer touches only what differs, and only what it wrote itself."""

import re
import resource
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from kb.output import Output, OutputFile
from kb.problems import InvalidDossier
from kb.write import Changes, Draft
from tests.faults import at_each_step, full, killed, read_only

PAGES = [OutputFile("index.md", "# Start\n"), OutputFile("events/one.md", "# One\n")]


def write_files(files: Iterable[Output], docs: Path, later: Iterable[str] = ()) -> Changes:
    with Draft(docs) as draft:
        draft.add([partial(list, [file]) for file in files])
        return draft.publish(later)


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    write_files(PAGES, tmp_path)
    before = (tmp_path / "index.md").stat().st_mtime_ns

    changes = write_files(PAGES, tmp_path)

    assert (changes.written, changes.removed) == (0, 0)
    assert (tmp_path / "index.md").stat().st_mtime_ns == before


def test_only_the_changed_page_is_written(tmp_path: Path) -> None:
    write_files(PAGES, tmp_path)

    changes = write_files([PAGES[0], OutputFile("events/one.md", "# Two\n")], tmp_path)

    assert (changes.written, changes.removed) == (1, 0)
    assert (tmp_path / "events/one.md").read_text("utf-8") == "# Two\n"


def test_a_page_no_longer_wanted_is_removed(tmp_path: Path) -> None:
    write_files(PAGES, tmp_path)

    changes = write_files(PAGES[:1], tmp_path)

    assert changes.removed == 1
    assert not (tmp_path / "events/one.md").exists()


def test_what_people_wrote_stays(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events/by-hand.md").write_text("mine\n", "utf-8")

    write_files(PAGES, tmp_path)
    write_files([], tmp_path)

    assert [path.name for path in (tmp_path / "events").iterdir()] == ["by-hand.md"]


def test_what_people_wrote_where_a_page_goes_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("mine\n", "utf-8")

    with pytest.raises(InvalidDossier, match=r"docs/index\.md:1:1: the build did not write this"):
        write_files(PAGES, tmp_path / "docs")

    assert (tmp_path / "docs/index.md").read_text("utf-8") == "mine\n"
    assert not (tmp_path / "docs/events").exists()


def test_what_people_wrote_where_the_finished_site_puts_a_file_is_told_and_stays(
    tmp_path: Path,
) -> None:
    (tmp_path / "site.zip").write_text("mine", "utf-8")

    with pytest.raises(InvalidDossier, match=r"site\.zip:1:1: the build did not write this"):
        write_files(PAGES, tmp_path, ["site.zip"])

    assert [path.name for path in tmp_path.iterdir()] == ["site.zip"]
    assert (tmp_path / "site.zip").read_text("utf-8") == "mine"


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("", "utf-8")

    with pytest.raises(InvalidDossier, match="cannot be written"):
        write_files(PAGES, tmp_path / "docs")


def test_lines_end_in_lf_everywhere(tmp_path: Path) -> None:
    write_files([OutputFile("a.md", "one\ntwo\n")], tmp_path)

    assert (tmp_path / "a.md").read_bytes() == b"one\ntwo\n"


def test_nothing_is_written_or_removed_outside(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    docs.mkdir()
    outside.mkdir()
    (outside / "theirs.md").write_text("theirs\n", "utf-8")
    (docs / ".draft").symlink_to(outside)
    (docs / "..generated.partial").symlink_to(outside / "theirs.md")
    (docs / ".generated").write_text(f"../outside/theirs.md\n{outside}/theirs.md\n", "utf-8")

    write_files(PAGES, docs)

    assert {path.name: path.read_text("utf-8") for path in outside.iterdir()} == {
        "theirs.md": "theirs\n"
    }


@pytest.mark.parametrize("listed", ["", "events/theirs.md\n"])
def test_a_folder_that_leads_out_is_told_and_nothing_is_touched(
    listed: str, tmp_path: Path
) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    docs.mkdir()
    outside.mkdir()
    (outside / "theirs.md").write_text("theirs\n", "utf-8")
    (docs / "events").symlink_to(outside)
    (docs / ".generated").write_text(listed, "utf-8")

    with pytest.raises(InvalidDossier) as raised:
        write_files(PAGES if not listed else PAGES[:1], docs)

    assert str(raised.value) == (
        "docs/events:1:1: this folder is a link that leads out of docs/\n    delete the link"
    )
    assert [path.name for path in outside.iterdir()] == ["theirs.md"]
    assert not (docs / "index.md").exists()


LATER = [OutputFile("index.md", "# Later\n"), OutputFile("events/two.md", "# Two\n")]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[], Path]:
    """Write the pages of the last build, and nothing beside them."""

    def make() -> Path:
        shutil.rmtree(tmp_path)
        write_files(PAGES, tmp_path / "docs")
        return tmp_path / "docs"

    return make


def contents(folder: Path) -> dict[str, str]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        (killed, None),
        (full, "make room on that disk"),
        (read_only, "that disk is mounted to be read only; mount it to be written"),
    ],
)
def test_wherever_a_disk_refuses_or_a_build_dies_the_next_one_gives_the_same(
    written: Callable[[], Path], tmp_path: Path, fault: Callable[[str], None], hint: str | None
) -> None:
    docs, told = tmp_path / "docs", set()
    write_files(LATER, written())
    whole = contents(docs)
    for folder, said in at_each_step(written, lambda: write_files(LATER, docs), fault):
        told.add(re.sub(r"docs.*?:1:1", "docs", said))
        write_files(LATER, folder)
        assert contents(folder) == whole

    told.discard("")  # killed, or what it left will be removed by the next
    assert {said.partition("\n    ")[2].partition(",")[0] for said in told} == {hint} - {None}
    assert not [said for said in told if "InvalidDossier: docs: cannot be written: " not in said]


def test_a_file_that_the_disk_cannot_hold_whole_is_named(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(
            InvalidDossier, match=r"docs/large\.md:1:1: cannot be written: File too"
        ):
            write_files([OutputFile("large.md", "x" * 200)], tmp_path / "docs")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert not list((tmp_path / "docs").iterdir())


@pytest.mark.parametrize("name", ["index.md", ".generated"])
def test_a_folder_where_a_file_goes_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs" / name / "in").mkdir(parents=True)

    with pytest.raises(InvalidDossier, match=rf"docs/{name}:1:1: .+\n    move") as told:
        write_files(PAGES, tmp_path / "docs")

    assert "Traceback" not in str(told.value)


def test_what_a_draft_that_was_killed_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".draft").write_text("not even a folder", "utf-8")
    (tmp_path / "..whole.partial").write_text("half", "utf-8")

    write_files(PAGES, tmp_path)

    assert contents(tmp_path).keys() == {".generated", "index.md", "events/one.md"}
