"""What docs/operate.md has people copy is right, as far as it can be tried without their hosts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.operate import PAGE, block, blocks
from tests.test_workflow import Job

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/golden/docs/data"
SHARDS = block("yaml")
JOBS: dict[str, Job] = yaml.load(SHARDS, Loader=yaml.BaseLoader)["jobs"]
PIN = re.compile(r"uses: (\S+@\S+)  # (\S+)")


def test_git_keeps_it_and_the_build_does_not_write_it() -> None:
    ignored = (ROOT / "docs/.gitignore").read_text("utf-8").splitlines()

    assert ignored.index("!/operate.md") > ignored.index("/*.md")
    assert PAGE.is_file()
    assert not (ROOT / "tests/golden/docs/operate.md").exists()


def test_the_workflow_of_shards_is_one(tmp_path: Path) -> None:
    file = tmp_path / "shards.yml"
    file.write_text(SHARDS, "utf-8")
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]

    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_workflow_of_shards_is_as_careful_as_ours() -> None:
    ours = dict(PIN.findall((ROOT / ".github/workflows/site.yml").read_text("utf-8")))

    assert PIN.findall(SHARDS)
    assert all(ours[action] == version for action, version in PIN.findall(SHARDS))
    assert "\npermissions: {}\n" in SHARDS
    assert [name for name, job in JOBS.items() if "write" in job["permissions"].values()] == [
        "deploy"
    ]
    assert not any("run" in step for step in JOBS["deploy"]["steps"])
    assert not any("${{" in step.get("run", "") for job in JOBS.values() for step in job["steps"])


@pytest.mark.parametrize("command", blocks("sh"))
def test_every_command_can_be_read_by_a_shell(command: str) -> None:
    done = subprocess.run(["sh", "-n"], input=command, capture_output=True, text=True, check=False)

    assert done.stderr == ""


def test_everything_but_what_is_named_after_its_content_is_asked_for_anew() -> None:
    kept = re.search(r"~(\S+)\s+\"public, max-age=31536000, immutable\"", block("nginx"))
    assert kept
    named = re.findall(r"^/(\S+)\*$", block("text", "Cache-Control"), re.MULTILINE)

    assert named == ["pagefind/fragment/", "pagefind/index/"]
    assert all(re.search(kept[1], f"/remark/{folder}en_0865d6e.pf") for folder in named)
    assert not re.search(kept[1], "/pagefind/pagefind.js")
    assert not re.search(kept[1], "/assets/kb.js")


def test_the_import_into_postgresql_takes_every_table() -> None:
    script = block("python", "CREATE TABLE")

    told = subprocess.run(
        [sys.executable, "-c", script], cwd=DATA, capture_output=True, text=True, check=True
    ).stdout

    tables = sorted(path.stem for path in (DATA / "csv").iterdir())
    assert sorted(re.findall(r'^CREATE TABLE "(\w+)"', told, re.MULTILINE)) == tables
    assert sorted(re.findall(r"FROM 'csv/(\w+)\.csv'", told)) == tables
    assert set(re.findall(r'"\w+" (text|integer|boolean|date|double precision)[,)]', told)) == {
        "text",
        "integer",
        "boolean",
        "date",
        "double precision",
    }


def test_the_export_to_parquet_is_python() -> None:
    compile(block("python", "write_parquet"), str(PAGE), "exec")
