"""A build that is made faster gives what MkDocs alone would, whatever was edited before it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.copies import unpublish, without_pages

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
Edit = Callable[[Path], object]


def build(folder: Path, *options: str, **surroundings: str) -> str:
    """Build a dossier; return what was said."""
    command = [sys.executable, str(ROOT / "scripts/build.py"), "build", "--dossier", str(folder)]
    done = subprocess.run(
        [*command, *options],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | surroundings,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def files_in(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def replaced(name: str, old: str, new: str) -> Edit:
    """Return an edit that puts new words in the place of the first old ones."""

    def edit(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


EDITS: tuple[Edit, ...] = (
    replaced("timeline.yaml", "The bridge is closed to carts", "Carts are kept off it"),
    replaced("timeline.yaml", "name: ", "name: Honest "),
    replaced("timeline.yaml", "events:\n", "events:\n\n"),
    lambda folder: (folder / "pages/method.md").write_text("# Ours {#marks}\n", "utf-8"),
    replaced("timeline.yaml", 'title: "A ', 'title: "The '),
    replaced("timeline.yaml", "when: 1999-05-14", "when: 1999-05-13"),  # the strip has a day more
    lambda folder: (folder / "pages/method.md").unlink(),
    lambda folder: (folder / "docs/own.txt").write_text("Own."),
    lambda folder: (folder / "docs/events/opening.txt").write_text("odd"),
    lambda folder: (folder / "site/index.html").unlink(),
    lambda folder: (folder / "site/odd.html").write_text("odd"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden dossier, as if never published, with its site."""
    folder = tmp_path_factory.mktemp("faster") / "dossier"
    shutil.copytree(GOLDEN, folder, ignore=without_pages)
    (folder / "pages").mkdir(exist_ok=True)
    unpublish(folder)
    build(folder)
    return folder


@pytest.mark.parametrize("at_once", [3, pytest.param(1, marks=pytest.mark.long)])
def test_after_some_edits_in_turn_the_site_is_as_mkdocs_alone_makes_it(
    built: Path, tmp_path: Path, at_once: int
) -> None:
    folder = shutil.copytree(built, tmp_path / "dossier")
    for first in range(0, len(EDITS), at_once):
        for edit in EDITS[first : first + at_once]:
            edit(folder)
        build(folder)
    alone = shutil.copytree(folder, tmp_path / "alone", ignore=shutil.ignore_patterns("site"))

    build(alone, "--stock")

    assert files_in(folder / "site") == files_in(alone / "site")


def test_of_what_has_not_changed_nothing_is_made(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}

    said = build(built)

    assert said.startswith("nothing has changed: ")
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def test_a_link_into_a_page_that_has_changed_is_checked(built: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(built, tmp_path / "dossier")
    (folder / "pages/method.md").write_text("# Ours\n", "utf-8")

    with pytest.raises(AssertionError, match="does not contain an anchor '#marks'"):
        build(folder)


def test_a_build_that_fails_leaves_the_last_site(built: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(built, tmp_path / "dossier")
    (folder / "pages/method.md").write_text("[nowhere](nothing.md)\n", "utf-8")
    before = files_in(folder / "site")

    with pytest.raises(AssertionError, match=r"nothing\.md"):
        build(folder)

    assert files_in(folder / "site") == before
    assert not list(folder.glob(".site*"))
