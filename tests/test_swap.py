"""Whatever a new site meets on its way into the place of the last, one of the two stands whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from faster import swap
from faster.swap import aside, mend, renew_site, replace_site
from tests.faults import at_each_step, full, killed

OLD = {"404.html": "old", "a/index.html": "old", "a/same.txt": "same", "gone/index.html": "old"}
NEW = {"404.html": "new", "a/index.html": "new", "a/same.txt": "same", "come/index.html": "new"}
CHANGED = {path: text for path, text in NEW.items() if OLD.get(path) != text}
Way = Callable[[Path], None]


def replaced(site: Path) -> None:
    lay(aside(site), NEW)
    replace_site(aside(site), site)


def replaced_in_turn(site: Path) -> None:
    """As where the system cannot let two folders change places."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(swap, "_exchange", lambda _one, _other: False)
        replaced(site)


def renewed(site: Path) -> None:
    lay(aside(site), CHANGED)
    renew_site(aside(site), site, NEW)


def renewed_one_by_one(site: Path) -> None:
    """As a site of very many files, or where a disk knows no links."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(swap, "_FEW", 0)
        renewed(site)


WAYS = (replaced, replaced_in_turn, renewed, renewed_one_by_one)


def lay(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def laid(folder: Path) -> dict[str, str]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


@pytest.fixture
def anew(tmp_path: Path) -> Callable[[], Path]:
    """Make the last site, and nothing beside it."""

    def make() -> Path:
        shutil.rmtree(tmp_path)
        lay(tmp_path / "site", OLD)
        return tmp_path

    return make


@pytest.mark.parametrize("way", WAYS)
def test_nothing_but_the_new_site_is_left(anew: Callable[[], Path], way: Way) -> None:
    folder = anew()

    way(folder / "site")

    assert laid(folder / "site") == NEW
    assert sorted(path.name for path in (folder / "site").iterdir()) == ["404.html", "a", "come"]
    assert [path.name for path in folder.iterdir()] == ["site"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", [killed, full])
def test_whatever_happens_the_next_build_finds_one_of_the_two_whole(
    anew: Callable[[], Path], tmp_path: Path, way: Way, fault: Callable[[str], None]
) -> None:
    met = []
    for folder, _ in at_each_step(anew, lambda: way(tmp_path / "site"), fault):
        mend(folder / "site")
        met.append(laid(folder / "site"))
        assert met[-1] in (OLD, NEW)
        assert [path.name for path in folder.iterdir()] == ["site"]

    assert OLD in met
    assert NEW in met


@pytest.mark.parametrize("way", [replaced, renewed])
def test_a_reader_never_meets_half_of_a_site_when_a_build_is_killed(
    anew: Callable[[], Path], tmp_path: Path, way: Way
) -> None:
    for folder, _ in at_each_step(anew, lambda: way(tmp_path / "site"), killed):
        assert laid(folder / "site") in (OLD, NEW)


def test_a_reader_never_meets_half_of_a_whole_site_when_a_disk_is_full(
    anew: Callable[[], Path], tmp_path: Path
) -> None:
    for folder, _ in at_each_step(anew, lambda: replaced(tmp_path / "site"), full):
        assert laid(folder / "site") in (OLD, NEW)


def test_a_death_while_one_is_mended_is_mended_as_well(
    anew: Callable[[], Path], tmp_path: Path
) -> None:
    def half_renewed() -> Path:
        folder = anew()
        lay(folder / ".site.renewal", CHANGED | {".wanted": "\0".join(NEW)})
        (folder / ".site.renewal/404.html").replace(folder / "site/404.html")
        return folder

    for folder, _ in at_each_step(half_renewed, lambda: mend(tmp_path / "site"), killed):
        mend(folder / "site")
        assert laid(folder / "site") == NEW
        assert [path.name for path in folder.iterdir()] == ["site"]


def test_what_is_on_another_disk_is_renewed_file_by_file(
    anew: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, rename = anew() / "site", Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == site:
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    replaced(site)

    assert laid(site) == NEW


@pytest.mark.parametrize("left", ["new", "old", "renewal"])
def test_a_file_of_the_name_of_what_a_build_leaves_does_not_stop_it(
    anew: Callable[[], Path], left: str
) -> None:
    folder = anew()
    (folder / f".site.{left}").write_text("?", "utf-8")

    mend(folder / "site")

    assert laid(folder) == {f"site/{path}": text for path, text in OLD.items()}
