"""Whatever befalls a build, the last site stays whole, the next build succeeds, and it is told."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from faster.standing import fingerprint
from tests.copies import unpublish, without_pages
from tests.test_faster import build, files_in, replaced

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SMALL = replaced("timeline.yaml", "The bridge is closed to carts", "Carts are kept off it")
LARGE = replaced("timeline.yaml", "name: ", "name: Honest ")
HALT = """\
import os, signal, sys

halted = []

def look(event, values):
    if event == "os.mkdir" and str(values[0]).endswith("/.site.new") and not halted:
        halted.append(True)
        os.kill(os.getpid(), signal.SIGSTOP)

sys.addaudithook(look)
"""
KILLS = 13
"""For each edit and each way to build: more than 50 in all."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden dossier with its site, as if never published."""
    folder = tmp_path_factory.mktemp("bad") / "dossier"
    shutil.copytree(GOLDEN, folder, ignore=without_pages)
    unpublish(folder)
    build(folder)
    return folder


@pytest.fixture
def edited(built: Path, tmp_path: Path) -> Iterator[Path]:
    """The same with an edit that was never built yet, and put back after the test."""
    timeline = (built / "timeline.yaml").read_bytes()
    SMALL(built)
    with (built / "timeline.yaml").open("a", encoding="utf-8") as end:
        end.write(f"\n# {tmp_path.name}\n")
    yield built
    (built / "timeline.yaml").write_bytes(timeline)


def begin(folder: Path, *options: str, **surroundings: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(ROOT / "scripts/build.py"), "build", "--dossier", str(folder)]
    return subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | surroundings,
        start_new_session=True,
    )


def halted(folder: Path, tmp_path: Path) -> "tuple[subprocess.Popen[str], int]":
    """Begin a build that halts when it begins to write the site; return what has halted as well.

    Pages, texts and data are in `docs/` by then.
    """
    (tmp_path / "sitecustomize.py").write_text(HALT, "utf-8")
    building = begin(folder, PYTHONPATH=str(tmp_path), KB_WORKERS="1")
    while not (found := [one for one in processes_of(building.pid) if _state(one) == "T"]):
        assert building.poll() is None, building.communicate()[0]
        time.sleep(0.05)
    return building, found[0]


def processes_of(parent: int) -> list[int]:
    """Return every process below one, its own children first."""
    rows = list(_running())
    found = [parent]
    for known in found:
        found += [child for child, above in rows if above == known]
    return found[1:]


def _running() -> Iterator[tuple[int, int]]:
    """Yield each process that has not ended, with its parent."""
    for path in Path("/proc").glob("[0-9]*"):
        state, above, *_ = _stat(int(path.name))
        if state not in "ZX":
            yield int(path.name), int(above)


def _state(process: int) -> str:
    return _stat(process)[0]


def _stat(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return ["X", "0"]


def kill_all(building: "subprocess.Popen[str]") -> None:
    """Kill all processes of a build at once, as when the power fails."""
    for process in (building.pid, *processes_of(building.pid)):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    building.communicate()


def left_in(folder: Path) -> set[str]:
    """Return what a build lays aside and has not removed."""
    return {p.name for p in (*folder.glob(".site*"), *folder.glob("docs/.*"))} & {
        ".draft",
        ".site.new",
        ".site.old",
        ".site.renewal",
        "..generated.partial",
        "..standing.json.partial",
        "..whole.partial",
    }


@pytest.mark.parametrize(
    "number",
    [signal.SIGINT, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.long)],
)
def test_who_stops_a_build_finds_the_last_site_and_nothing_beside_it(
    edited: Path, tmp_path: Path, number: signal.Signals
) -> None:
    before = files_in(edited / "site")
    building, _ = halted(edited, tmp_path)
    begun = processes_of(building.pid)

    building.send_signal(number)
    said, _ = building.communicate()

    assert building.returncode == 128 + number
    assert said.splitlines()[-1] == f"run build: stopped; {edited}/site is as it was"
    assert "Traceback" not in said
    assert files_in(edited / "site") == before
    assert not left_in(edited)
    assert not set(begun) & {process for process, _ in _running()}


def test_what_ended_mkdocs_is_told(edited: Path, tmp_path: Path) -> None:
    before = files_in(edited / "site")
    building, mkdocs = halted(edited, tmp_path)

    os.kill(mkdocs, signal.SIGKILL)
    said, _ = building.communicate()

    assert building.returncode == 128 + signal.SIGKILL
    assert "somebody ended MkDocs with SIGKILL; " in said
    assert "with KB_WORKERS=1 in the environment less of it is used" in said
    assert files_in(edited / "site") == before
    assert not left_in(edited)


def test_two_builds_at_once_come_one_after_the_other(edited: Path, tmp_path: Path) -> None:
    first, mkdocs = halted(edited, tmp_path)
    second = begin(edited)
    assert second.stdout
    said = second.stdout.readline()
    os.kill(mkdocs, signal.SIGCONT)

    one, other = first.communicate()[0], second.communicate()[0]

    assert said == f"run build: another build writes to {edited}; waiting until it has ended\n"
    assert (first.returncode, second.returncode) == (0, 0), one + other
    assert other == f"nothing has changed: {edited}/site is as it was built\n"


@pytest.mark.long
def test_what_is_left_of_a_killed_build_is_waited_for(edited: Path, tmp_path: Path) -> None:
    first, mkdocs = halted(edited, tmp_path)
    first.kill()
    second = begin(edited)
    assert second.stdout
    said = second.stdout.readline()
    os.kill(mkdocs, signal.SIGCONT)

    other = second.communicate()[0]
    first.communicate()

    assert said == f"run build: another build writes to {edited}; waiting until it has ended\n"
    assert second.returncode == 0, other
    assert not left_in(edited)


def test_a_disk_that_takes_no_whole_page_is_told(edited: Path) -> None:
    before = files_in(edited / "site")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))
    try:
        building = begin(edited, "--stock")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    said, _ = building.communicate()

    assert building.returncode == 1
    assert "Traceback" not in said
    assert "cannot be written: File too large\n    allow larger files, and run it again" in said
    assert files_in(edited / "site") == before
    assert not left_in(edited)


def test_a_page_that_is_replaced_meanwhile_is_told(edited: Path, tmp_path: Path) -> None:
    before = files_in(edited / "site")
    building, mkdocs = halted(edited, tmp_path)
    (edited / "pages").mkdir()
    (edited / "pages/method.md").write_text("# Ours\n", "utf-8")
    os.kill(mkdocs, signal.SIGCONT)
    said, _ = building.communicate()
    shutil.rmtree(edited / "pages")

    assert building.returncode == 1
    assert "pages/method.md:1:1: changed while the site was being made\n    run it again" in said
    assert files_in(edited / "site") == before
    assert not left_in(edited)


def test_a_file_that_may_not_be_read_is_told_by_who_reads_it(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert fingerprint(ROOT, built, built / "site", [])


def test_a_terminal_that_knows_few_letters_is_told_all(built: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(built, tmp_path / "dossier", ignore=without_pages)
    replaced("timeline.yaml", "\nevents:", "\névents:")(folder)
    command = [sys.executable, str(ROOT / "scripts/build.py"), "check", "--dossier", str(folder)]

    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )

    assert done.returncode == 1
    assert r"\xe9vents" in done.stdout
    assert "Traceback" not in done.stderr


def torn(folder: Path) -> None:
    (folder / "docs/.standing.json").write_text('{"docs": {}, "site": {}, "su', "utf-8")


def of_another_shape(folder: Path) -> None:
    shape = '{"dress": 1, "docs": {}, "site": {}, "sums": 3, "notes": null}'
    (folder / "docs/.standing.json").write_text(shape, "utf-8")


def without_a_mark(folder: Path) -> None:
    (folder / "docs/.whole").write_bytes(b"\xff\xfe\0of another version\n\n")


def litter(folder: Path) -> None:
    for name in (".site.new", ".site.old", ".site.renewal", "docs/.draft"):
        (folder / name / "events").mkdir(parents=True, exist_ok=True)
        (folder / name / "events/odd.html").write_text("odd", "utf-8")
        (folder / name / ".hidden").write_text("odd", "utf-8")
    for name in (".generated", ".standing.json", ".whole"):
        (folder / f"docs/.{name}.partial").write_text("ha", "utf-8")


def as_old(folder: Path) -> None:
    """Change what somebody wrote by as many letters, and let it look as old as it was."""
    own = folder / "docs/own.txt"
    own.write_text("Own.", "utf-8")
    build(folder)
    seen = own.stat()
    own.write_text("Odd!", "utf-8")
    os.utime(own, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def ahead_of_time(folder: Path) -> None:
    for path in (folder / "timeline.yaml", *folder.glob("docs/*.md"), *folder.glob("site/*.html")):
        os.utime(path, (2**32, 2**32))


def ages_ago(folder: Path) -> None:
    for path in (folder / "timeline.yaml", *folder.glob("docs/*.md"), *folder.glob("site/*.html")):
        os.utime(path, (0, 0))


@pytest.mark.long
@pytest.mark.parametrize(
    "day", [torn, of_another_shape, without_a_mark, litter, as_old, ahead_of_time, ages_ago]
)
def test_the_next_build_gives_what_one_from_nothing_does(
    edited: Path, tmp_path: Path, day: Callable[[Path], None]
) -> None:
    folder = shutil.copytree(edited, tmp_path / "dossier")
    build(folder)
    day(folder)
    LARGE(folder)

    build(folder)

    nothing = shutil.copytree(GOLDEN, tmp_path / "nothing", ignore=without_pages)
    for name in ("timeline.yaml", "docs/own.txt", "docs/published.jsonl"):
        (nothing / name).unlink(missing_ok=True)
        if (folder / name).exists():
            shutil.copy(folder / name, nothing / name)
    build(nothing)
    assert files_in(folder / "site") == files_in(nothing / "site")
    assert not left_in(folder)


@pytest.mark.long
def test_other_rights_of_new_files_make_all_files_anew(edited: Path) -> None:
    build(edited)
    before = os.umask(0o027)
    try:
        build(edited)
    finally:
        os.umask(before)

    files = [path for path in (edited / "site").rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o640}


@pytest.mark.long
@pytest.mark.parametrize("edit", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("options", [(), ("--stock",)])
def test_a_build_killed_at_any_moment_is_made_up_for_by_the_next(
    built: Path, edit: Callable[[Path], None], options: tuple[str, ...]
) -> None:
    text, moments = (built / "timeline.yaml").read_bytes(), random.Random(len(options))
    build(built)
    old = files_in(built / "site")
    edit(built)
    begun = time.monotonic()
    build(built)
    lasts, new = time.monotonic() - begun, files_in(built / "site")
    clean = sorted(built.rglob("*"))
    for _ in range(KILLS):
        (built / "timeline.yaml").write_bytes(text)
        build(built)
        edit(built)
        building = begin(built, *options)
        time.sleep(moments.uniform(0, lasts))
        kill_all(building)
        assert files_in(built / "site") in (old, new)
        build(built)
        assert files_in(built / "site") == new
        assert sorted(built.rglob("*")) == clean
    (built / "timeline.yaml").write_bytes(text)
