"""What the bench edits in an invented dossier changes what it says, and leaves it sound."""

import difflib
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.site import read_dossier
from tests.bench.dossiers import write_dossier
from tests.bench.edits import Edit, change_letter, edit_event, override_theme, rename_actor
from tests.bench.size import Size
from tests.bench.sources import KEPT

SIZE = Size(40)


def summary(dossier: Dossier) -> str:
    return str(next(one for one in dossier.events if one.id == "event-13").summary)


@pytest.mark.parametrize(
    ("edit", "file", "lines"),
    [
        (edit_event, "timeline.yaml", 1),
        (rename_actor, "timeline.yaml", 1),
        (change_letter, f"sources/{KEPT}.md", 2),
    ],
)
def test_an_edit_changes_its_line_each_time(
    edit: Edit, file: str, lines: int, tmp_path: Path
) -> None:
    write_dossier(SIZE.events, tmp_path)
    for turn in range(1, 4):
        before = (tmp_path / file).read_text("utf-8").splitlines()

        edit(tmp_path, SIZE, turn)

        after = (tmp_path / file).read_text("utf-8").splitlines()
        assert sum(line.startswith("+ ") for line in difflib.ndiff(before, after)) == lines
        read_dossier(tmp_path)  # raises if there is any problem


def test_readers_see_what_was_edited(tmp_path: Path) -> None:
    write_dossier(SIZE.events, tmp_path)

    edit_event(tmp_path, SIZE, 7)
    rename_actor(tmp_path, SIZE, 7)

    dossier = read_dossier(tmp_path)
    assert summary(dossier).count("Word7 ") == 1
    assert [actor.id for actor in dossier.actors if actor.name.endswith("h")] == ["actor-2"]


def test_a_changed_override_is_another_file_each_time(tmp_path: Path) -> None:
    foot = tmp_path / "overrides" / "partials" / "foot.html"
    foot.parent.mkdir(parents=True)
    foot.write_text("<p>The foot</p>\n", "utf-8")

    override_theme(tmp_path, 1)
    override_theme(tmp_path, 2)

    assert foot.read_text("utf-8") == "<p>The foot</p>\n<!-- 1 -->\n<!-- 2 -->\n"
