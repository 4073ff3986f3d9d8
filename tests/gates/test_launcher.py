"""`./run` where there is only Python and its pip: `.venv` is made once, half of one never kept."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
"""The machine's own, since the one in `.venv` may have no pip."""
PROGRAM = "import sys; print(sys.prefix, *sys.argv[1:])"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose lock pins nothing, so that nothing is fetched."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "build.py").write_text(PROGRAM, "utf-8")
    (tmp_path / "requirements.lock").write_text("# nothing\n", "utf-8")
    shutil.copy(ROOT / "run", tmp_path / "run")
    return tmp_path


def launch(checkout: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PYTHON), str(checkout / "run"), *arguments],
        env=os.environ | {"PATH": path or os.environ["PATH"]},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_is_asked_for_or_due() -> None:
    asked, alone, unknown = (launch(ROOT, *words) for words in (["--help"], [], ["bild"]))

    assert (asked.returncode, alone.returncode, unknown.returncode) == (0, 2, 2)
    assert asked.stdout == alone.stderr == unknown.stderr
    commands = ("serve", "build", "check", "test", "bench")
    assert all(f"\n  {command} " in asked.stdout for command in commands)


def test_options_and_exit_code_pass_through_quietly(checkout: Path) -> None:
    (checkout / "scripts" / "build.py").write_text(PROGRAM + "; sys.exit(7)", "utf-8")

    ended = launch(checkout, "check", "--format", "json")

    assert ended.returncode == 7
    assert ended.stdout == f"{checkout / '.venv'} check --format json\n"


def test_what_was_compiled_is_kept_whatever_the_surroundings_say(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asked = "import sys; print(sys.dont_write_bytecode)"
    (checkout / "scripts" / "build.py").write_text(asked, "utf-8")

    assert launch(checkout, "check").stdout == "False\n"


def test_a_finished_venv_is_kept_until_the_lock_changes(checkout: Path) -> None:
    launch(checkout, "check")
    mark = checkout / ".venv" / "mark"
    mark.touch()

    launch(checkout, "check")
    assert mark.exists()

    (checkout / "requirements.lock").write_text("# still nothing\n", "utf-8")
    launch(checkout, "check")
    assert not mark.exists()


def make_wheel(folder: Path) -> str:
    """Put a package into a folder; return its SHA-256."""
    wheel = folder / "thing-1-py3-none-any.whl"
    with ZipFile(wheel, "w") as packed:
        packed.writestr("thing.py", "")
        packed.writestr(
            "thing-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1\n"
        )
        packed.writestr("thing-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        packed.writestr("thing-1.dist-info/RECORD", "")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_only_the_very_package_that_the_lock_pins_is_installed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned = f"thing==1 --hash=sha256:{make_wheel(checkout)}"
    for program in ("PIP", "UV"):
        monkeypatch.setenv(f"{program}_NO_INDEX", "1")
        monkeypatch.setenv(f"{program}_FIND_LINKS", str(checkout))

    ended = []
    for lock in (pinned, f"{pinned[:-64]}{'0' * 64}", "thing==1"):
        (checkout / "requirements.lock").write_text(f"{lock}\n", "utf-8")
        ended.append(launch(checkout, "check").returncode)

    assert ended == [0, 1, 1]


def test_half_a_venv_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").touch(mode=0o755)

    assert launch(checkout, "build").returncode == 0


def test_a_machine_without_uv_uses_pip(checkout: Path) -> None:
    ended = launch(checkout, "build", path=os.defpath)

    assert ended.returncode == 0, ended.stderr
