"""The command line: exit codes, formats and places as an editor meets them."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.copies import without_pages

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/build.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The golden dossier with one misspelt actor."""
    shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)
    timeline = tmp_path / "dossier/timeline.yaml"
    text = timeline.read_text("utf-8").replace("{quill: speaker,", "{quil: speaker,")
    timeline.write_text(text, "utf-8")
    return tmp_path / "dossier"


def test_a_good_dossier_exits_with_0() -> None:
    done = run("check", "--dossier", str(GOLDEN))

    assert (done.returncode, done.stdout) == (0, "")


def test_a_problem_is_named_from_where_the_editor_stands_and_exits_with_1(broken: Path) -> None:
    done = run("check", "--dossier", "dossier", "--format", "text", cwd=broken.parent)

    assert done.returncode == 1
    assert done.stdout.startswith("dossier/timeline.yaml:")
    assert "'quil'" in done.stdout
    assert "did you mean 'quill'?" in done.stdout
    assert "1 problem" in done.stderr


def test_problems_annotate_a_pull_request(broken: Path) -> None:
    done = run("check", "--dossier", str(broken), "--format", "github", cwd=broken)

    assert done.stdout.startswith("::error file=timeline.yaml,line=")


def test_problems_are_read_by_programs(broken: Path) -> None:
    done = run("check", "--dossier", str(broken), "--format", "json", cwd=broken)

    (problem,) = json.loads(done.stdout)
    assert set(problem) == {"file", "line", "column", "rule", "message", "hint"}
    assert problem["file"] == "timeline.yaml"


def test_no_problems_are_an_empty_list_for_programs() -> None:
    assert json.loads(run("check", "--dossier", str(GOLDEN), "--format", "json").stdout) == []


@pytest.mark.parametrize("wrong", [[], ["chekc"], ["check", "--dossier", "nowhere"]])
def test_wrong_use_exits_with_2(wrong: list[str]) -> None:
    done = run(*wrong)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_problem_leaves_no_page_behind(broken: Path) -> None:
    done = run("build", "--dossier", str(broken))

    assert done.returncode == 1
    assert [path.name for path in (broken / "docs").iterdir()] == ["published.jsonl"]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", [".", "..", "docs", "sources/site", "notes"])
def test_a_site_never_replaces_what_is_no_site(place: str, broken: Path) -> None:
    (broken / "notes").mkdir()
    (broken / "notes/mine.txt").write_text("mine", "utf-8")
    before = sorted(broken.rglob("*"))

    done = run("build", "--dossier", ".", "--site-dir", place, cwd=broken)

    assert done.returncode == 2
    assert "folder" in done.stderr
    assert sorted(broken.rglob("*")) == before


def test_a_page_of_ones_own_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path, ignore=without_pages, dirs_exist_ok=True)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/method.md").write_bytes(b"# Method\n\ncaf\xe9\n")

    done = run("build", "--dossier", str(tmp_path), cwd=tmp_path)

    assert done.returncode == 1
    assert "pages/method.md:3:1: the byte 0xe9 is not UTF-8" in done.stderr


def test_one_changed_letter_in_the_article_is_found_at_the_evidence(tmp_path: Path) -> None:
    shutil.copy(ROOT / "timeline.yaml", tmp_path)
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    article = tmp_path / "sources/kyivpost-2022-06.md"
    text = article.read_text("utf-8")
    article.write_text(
        text.replace("the shipment of Kazakh oil", "the shipment of Kazak oil"), "utf-8"
    )

    done = run("check", "--dossier", str(tmp_path), cwd=tmp_path)

    lines = (tmp_path / "timeline.yaml").read_text("utf-8").splitlines()
    named = [line for line in done.stdout.splitlines() if line.startswith("timeline.yaml:")]
    places = [int(line.split(":")[1]) for line in named]
    assert done.returncode == 1
    assert named
    assert all("¶7" in line for line in named)
    for place in places:
        assert "quote:" in lines[place - 1] or lines[place - 1].strip().startswith("-")
    assert "sources/kyivpost-2022-06.md:" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SITE_URL", "https://x.example/?a=b", "holds '?', and addresses go on behind it"),
        ("SITE_URL", "https://x.example/#a", "holds '#', and addresses go on behind it"),
        ("SITE_URL", "http://[bad/", "is no address"),
        ("SITE_URL", "x", "does not begin with https://"),
        ("SITE_URL", "https://x.example/<script>", "holds the character U+003C"),
        ("SITE_URL", "https://me:secret@x.example/", "holds a user name"),
        ("REPO_URL", "javascript:alert(1)", "begins with 'javascript:'"),
        ("REPO_URL", "data:text/html,x", "begins with 'data:'"),
    ],
)
@pytest.mark.parametrize("command", ["build", "serve"])
def test_an_address_that_no_site_can_have_is_wrong_use(
    command: str, name: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    done = run(command, "--dossier", str(GOLDEN))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"run {command}: {name} is '{value}': it {why}\n"


@pytest.mark.parametrize("address", ["", "8000", "localhost", "localhost:x", "[::1]:80", "a:99999"])
def test_what_is_no_address_is_not_served_at(address: str) -> None:
    done = run("serve", "--dossier", str(GOLDEN), "--address", address)

    said = f"run serve: '{address}' is not HOST:PORT, as 127.0.0.1:8000 is\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_an_address_that_is_taken_is_told_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("serve", "--dossier", str(GOLDEN), "--address", address)

    told = f"run serve: nothing can be served at {address}: address already in use"
    assert done.returncode == 2
    assert done.stderr == f"{told}; name another with --address\n"


@pytest.mark.parametrize("value", ["abc", "-1", "1.5", "99999", "²"])
def test_a_number_of_workers_that_is_none_is_wrong_use(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_WORKERS", value)

    done = run("build", "--dossier", str(GOLDEN))

    assert (done.returncode, done.stderr) == (2, f"run build: KB_WORKERS is '{value}', no number\n")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("/etc/hostname", "it is a link that leads out of the folder"),
        pytest.param("/dev/zero", "it is a pipe or a device", marks=pytest.mark.long),
        pytest.param("loop.md", "Too many levels of symbolic links", marks=pytest.mark.long),
    ],
)
def test_what_leads_out_of_docs_is_not_published(target: str, why: str, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)
    (tmp_path / "dossier/docs").mkdir(exist_ok=True)
    (tmp_path / "dossier/docs/loop.md").symlink_to(target)

    done = run("build", "--dossier", str(tmp_path / "dossier"))

    assert done.returncode == 1
    assert f"docs/loop.md:1:1: this is not published: {why}" in done.stderr
    assert not (tmp_path / "dossier/site").exists()


ODD_NAMES = ("-x", "a%20b", "é", os.fsdecode(b"caf\xe9"), "...", " ", "a\tb", "site", "docs")


@pytest.mark.parametrize(
    "name", ["a\nb {{x}} %20", *(pytest.param(one, marks=pytest.mark.long) for one in ODD_NAMES)]
)
def test_the_folder_of_a_dossier_may_have_any_name(name: str, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / name, ignore=without_pages)

    done = run("build", "--dossier", str(tmp_path / name))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / name / "site/pagefind/names.json").exists()


def test_what_stands_where_a_site_is_made_is_not_emptied(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/letter.txt").touch()
    (tmp_path / "dossier/.site.new").symlink_to(tmp_path / "theirs")

    done = run("build", "--dossier", str(tmp_path / "dossier"))

    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["letter.txt"]
