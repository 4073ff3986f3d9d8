"""The writer touches only what differs, and only what it wrote itself."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from kb.output import Output, OutputFile
from kb.problems import InvalidDossier
from kb.write import Changes, Draft

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
