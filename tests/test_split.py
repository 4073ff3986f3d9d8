"""A timeline in several files: the same pages, and every problem told in its own file."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.problems import InvalidDossier
from kb.read.load import load_manuscript
from kb.render.pages import render_pages
from kb.site import read_dossier
from tests.copies import copy_dossier
from tests.test_problems import MINIMAL

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
Split = Callable[[list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]
"""Which file each record goes to, from pairs of a collection and the record’s text."""


def collections(text: str) -> Iterator[tuple[str, str]]:
    """Yield each key of the top with its text, the comments before it left out."""
    for part in re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)[1:]:
        yield part.partition(":")[0], part


def records(text: str) -> list[tuple[str, str]]:
    """Return each record of each collection, and other keys whole."""
    found: list[tuple[str, str]] = []
    for key, part in collections(text):
        head, *pieces = re.split(r"^(?=  [a-z0-9-]+:)", part, flags=re.MULTILINE)
        is_cut = key in ("topics", "places", "actors", "events") and head.strip() == f"{key}:"
        found += [(key, piece) for piece in pieces] if is_cut else [("", part)]
    return found


def by_collection(held: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    files: dict[str, list[tuple[str, str]]] = {"": [held[0]]}
    for key, piece in held[1:]:
        name = f"{[*dict(held)].index(key)}-{key or 'rest'}"
        files.setdefault(name, []).append((key, piece))
    return files


def by_fives(held: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    return {f"{n:04}" if n else "": held[n : n + 5] for n in range(0, len(held), 5)}


def one_each(held: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    return {f"{n:04}" if n else "": [one] for n, one in enumerate(held)}


def write_split(source: Path, folder: Path, split: Split) -> int:
    """Write the dossier with its timeline split; return the number of parts."""
    copy_dossier(source, folder)
    if (source / "pages").exists():
        shutil.copytree(source / "pages", folder / "pages")
    files = split(records((source / "timeline.yaml").read_text("utf-8")))
    (folder / "timeline").mkdir()
    for name, held in files.items():
        text, last = "", ""
        for key, piece in held:
            text += piece if key in ("", last) else f"{key}:\n{piece}"
            last = key
        path = folder / "timeline" / f"{name}.yaml" if name else folder / "timeline.yaml"
        path.write_bytes(text.encode("utf-8"))
    return len(files) - 1


def pages(folder: Path) -> dict[str, str]:
    """The pages without what leads to the file that each was made from."""
    rendered = render_pages(read_dossier(folder), "https://dossier.example/", folder / "pages")
    return {
        file.path: re.sub(r"^edit_(file|line): .*\n", "", file.text, flags=re.MULTILINE)
        for file in rendered
    }


@pytest.fixture(scope="module", params=[GOLDEN, ROOT], ids=["golden", "real"])
def whole(request: pytest.FixtureRequest) -> tuple[Path, dict[str, str]]:
    folder: Path = request.param
    return folder, pages(folder)


@pytest.mark.parametrize("split", [by_collection, by_fives, one_each])
def test_a_split_timeline_gives_the_same_pages(
    split: Split, whole: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    source, expected = whole

    parts = write_split(source, tmp_path, split)

    assert parts > 2
    found = pages(tmp_path)
    assert [path for path in {*expected, *found} if found.get(path) != expected.get(path)] == []


def test_edit_links_lead_to_the_part_and_its_line(tmp_path: Path) -> None:
    write_split(GOLDEN, tmp_path, one_each)
    dossier = read_dossier(tmp_path)

    for record in [*dossier.events, *dossier.actors, *dossier.places, *dossier.topics]:
        lines = (tmp_path / record.file).read_text("utf-8").splitlines()
        assert record.file.startswith("timeline/")
        assert lines[record.line - 1].startswith(f"  {record.id}:")


@pytest.mark.parametrize("name", [".hidden.yaml", "#1912.yaml#", "1912.yaml~", ".1912.yaml.swp"])
def test_files_that_an_editor_leaves_behind_are_no_parts(name: str, tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "timeline").mkdir()
    (tmp_path / "timeline" / name).write_text("not: [yaml", "utf-8")

    assert load_manuscript(tmp_path)[1] == []


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "timeline").write_text("", "utf-8")

    _, problems = load_manuscript(tmp_path)

    assert [str(p).splitlines()[0] for p in problems] == [
        "timeline:1:1: this is a file and not a folder"
    ]


def test_a_part_that_cannot_be_read_makes_no_id_unknown(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "timeline/1912.yaml").mkdir(parents=True)
    timeline = (MINIMAL / "timeline.yaml").read_text("utf-8")
    text = timeline.replace(
        "actors: {mayor: witness}", "actors: {mayor: witness, other: x}\n    draf: x"
    )
    (tmp_path / "timeline.yaml").write_text(text, "utf-8")

    with pytest.raises(InvalidDossier) as invalid:
        read_dossier(tmp_path)

    assert [str(p).splitlines()[0] for p in invalid.value.problems] == [
        "timeline.yaml:13:5: unknown key 'draf' in an event",
        "timeline/1912.yaml:1:1: this is a folder and not a file",
    ]
