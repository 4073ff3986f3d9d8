"""What may stand where a file is wanted: each is one clear problem, and none is waited for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.problems import InvalidDossier, seen_from_here
from kb.read.load import load_manuscript
from kb.render.pages import render_pages
from tests.conftest import GOLDEN, connected
from tests.copies import copy_dossier
from tests.test_problems import MINIMAL

Put = Callable[[Path], None]
OUT = "the file cannot be read: it is a link that leads out of the folder"
NO_FILE = "the file cannot be read: it is a pipe or a device"
ROUND = "the file cannot be read: Too many levels of symbolic links"


def link_to(target: str) -> Put:
    return lambda path: path.symlink_to(target)


def large(path: Path) -> None:
    """A file of 100 GB that takes no room on a disk."""
    with path.open("wb") as file:
        file.truncate(100 * 2**30)


ODD: dict[str, tuple[Put, str]] = {
    "a pipe": (os.mkfifo, NO_FILE),
    "a device without an end": (link_to("/dev/zero"), NO_FILE),
    "an empty device": (link_to("/dev/null"), NO_FILE),
    "a link out": (link_to("/etc/hostname"), OUT),
    "a link up and out": (link_to("../../../../../../../../etc/hostname"), OUT),
    "a link to itself": (lambda path: path.symlink_to(path.name), ROUND),
    "a link to nothing": (link_to("nothing"), "there is no such file"),
    "a folder": (Path.mkdir, "this is a folder and not a file"),
    "a large file": (large, "the file is larger than 32 MB"),
}
READ = ("timeline.yaml", "timeline/more.yaml", "sources/references.yaml", "sources/new.md")
READ_TOO = ("sources/new.guide.yaml",)


@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize("name", [*READ, *READ_TOO])
def test_what_is_no_file_of_the_dossier_is_told_once(name: str, what: str, tmp_path: Path) -> None:
    put, message = ODD[what]
    folder = copy_dossier(MINIMAL, tmp_path / "dossier")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    put(folder / name)

    _, problems = load_manuscript(folder)

    told = [problem for problem in problems if problem.at.file == name]
    assert [(problem.message, str(problem.at)) for problem in told] == [(message, f"{name}:1:1")]
    assert [problem.line for problem in seen_from_here(told, folder)] == [""]


@pytest.mark.parametrize("what", ["a pipe", "a device without an end", "a link out"])
def test_the_ledger_is_a_file_of_the_dossier(what: str, tmp_path: Path) -> None:
    put, message = ODD[what]
    folder = copy_dossier(MINIMAL, tmp_path / "dossier")
    (folder / "docs").mkdir()
    put(folder / "docs/published.jsonl")

    _, problems = load_manuscript(folder)

    assert list(map(str, problems)) == [f"docs/published.jsonl:1:1: {message}"]


@pytest.mark.parametrize("what", ["a pipe", "a device without an end", "a link out"])
def test_a_page_of_ones_own_is_a_file_of_the_dossier(what: str, tmp_path: Path) -> None:
    put, message = ODD[what]
    (tmp_path / "pages").mkdir()
    put(tmp_path / "pages/method.md")

    with pytest.raises(InvalidDossier) as raised:
        list(render_pages(connected(GOLDEN), pages=tmp_path / "pages"))

    assert str(raised.value) == f"pages/method.md:1:1: {message}"


@pytest.mark.parametrize("name", ["sources", "timeline"])
def test_a_link_to_no_folder_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "timeline.yaml").write_bytes((MINIMAL / "timeline.yaml").read_bytes())
    (tmp_path / name).symlink_to(name)

    _, problems = load_manuscript(tmp_path)

    assert f"{name}:1:1: this link leads nowhere" in {str(p).splitlines()[0] for p in problems}


def test_a_link_within_the_dossier_is_followed(tmp_path: Path) -> None:
    folder = copy_dossier(MINIMAL, tmp_path / "dossier")
    (folder / "timeline.yaml").rename(folder / "ours.yaml")
    (folder / "timeline.yaml").symlink_to("ours.yaml")

    assert load_manuscript(folder)[1] == []


def test_the_name_of_a_file_moves_no_terminal(tmp_path: Path) -> None:
    folder = copy_dossier(MINIMAL, tmp_path / "dossier")
    (folder / "sources/a\n\x1b[2J\u202eb.txt").touch()

    _, problems = load_manuscript(folder)

    assert str(problems[0]).splitlines()[0] == (
        "sources/a��[2J�b.txt:1:1: 'a �[2J�b.txt' is not read"
    )


def test_a_byte_order_mark_of_a_page_of_ones_own_is_no_part_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "method.md").write_bytes(b"\xef\xbb\xbf# Ours\n")

    (page,) = (
        one for one in render_pages(connected(GOLDEN), pages=tmp_path) if "# Ours" in one.text
    )

    assert page.text == "# Ours\n"
