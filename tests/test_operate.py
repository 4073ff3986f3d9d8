"""What docs/operate.md has people copy is right, as far as it can be tried without their hosts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kb.hosting.headers import CADDY, HEADERS, NGINX, header_files
from tests.hosts import rules_in
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
    (told,) = (file.text for file in header_files(frozenset(), "") if file.path == HEADERS)
    kept = [path for path, headers in rules_in(told).items() if "Cache-Control" in headers]
    said = re.search(r"^\| (.*?) \| `Cache-Control: public, max-age", PAGE.read_text("utf-8"), re.M)

    assert said
    assert kept == [f"/{folder.strip('`')}" for folder in said[1].split(", ")]
    assert "--include 'fragment/*' --include 'index/*'" in block("sh", "aws s3 sync")


def test_the_page_names_every_header_and_both_servers_take_theirs() -> None:
    (told,) = (file.text for file in header_files(frozenset(), "") if file.path == HEADERS)
    named = re.findall(r"^\| `([A-Z][\w-]+)", PAGE.read_text("utf-8"), re.M)

    assert set(rules_in(told)["/*"]) == {*named}
    assert f"include /srv/dossier/{NGINX};" in block("nginx")
    assert f"import /srv/dossier/{CADDY}\n" in block("caddyfile")
    assert "add_header" not in block("nginx")


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
