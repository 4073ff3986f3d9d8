"""One issue tells which addresses are dead: opened, written anew, closed, and never doubled."""

import subprocess
from pathlib import Path

import pytest

from tests.test_workflow import ALL, BASH

JOBS = ALL["links.yml"]["jobs"]
NEW = (
    "api --silent --method POST repos/o/r/issues --field body=@issue.md"
    " --raw-field title=Addresses of sources that no longer answer"
)
FAKE_GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in
  *--paginate*) printf '%s' "$OPEN" ;;
  *runs?branch=main*) printf '%s' "$LAST" ;;
  *pages*) [ -n "$SITE" ] || { echo '{"message":"Not Found"}'; exit 1; }; printf '%s' "$SITE" ;;
  "run download "*) [ "$KEPT" = yes ] && echo '{}' > earlier/links.json ;;
esac
"""
FAKE_RUN = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
[ "$CODE" = 2 ] && exit 2
mkdir report
echo 'the report' > report/links.md
exit "$CODE"
"""


def ran(folder: Path, job: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a job in `folder`, with a `gh` and a `run` that only note what they do."""
    for name, text in (("gh", FAKE_GH), ("run", FAKE_RUN)):
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    known = {
        "PATH": f"{folder}:/usr/bin:/bin",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_RUN_ID": "9",
        "GITHUB_OUTPUT": "output",
        "GITHUB_STEP_SUMMARY": "summary",
    }
    script = next(step["run"] for step in JOBS[job]["steps"] if "run" in step)
    command = [BASH, "-e", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=known | surroundings, check=False, capture_output=True, text=True
    )


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text("utf-8").splitlines()


def told(folder: Path, *, dead: str, open_ones: str) -> list[str]:
    """Return what is done with issues; `dead` is `true` or empty."""
    (folder / "report").mkdir()
    (folder / "report/links.md").write_text("**Dead** $(touch ran) `touch ran`\n", "utf-8")

    done = ran(folder, "tell", DEAD=dead, OPEN=open_ones)

    assert done.returncode == 0, done.stderr
    assert not (folder / "ran").exists()
    return [call for call in calls(folder) if "--paginate" not in call]


def patched(number: int, state: str) -> str:
    return (
        f"api --silent --method PATCH repos/o/r/issues/{number} --field body=@issue.md"
        f" --raw-field state={state}"
    )


@pytest.mark.parametrize(
    ("dead", "open_ones", "done"),
    [
        ("true", "", [NEW]),
        ("true", "41\n", [patched(41, "open")]),
        ("true", "42\n41\n", [patched(42, "open"), patched(41, "closed")]),
        ("", "41\n", [patched(41, "closed")]),
        ("", "", []),
    ],
)
def test_exactly_one_issue_is_open_while_something_is_dead(
    tmp_path: Path, dead: str, open_ones: str, done: list[str]
) -> None:
    assert told(tmp_path, dead=dead, open_ones=open_ones) == done


def test_the_issue_is_found_by_its_mark_and_its_author(tmp_path: Path) -> None:
    told(tmp_path, dead="true", open_ones="")
    issue = (tmp_path / "issue.md").read_text("utf-8")
    (asked,) = [call for call in calls(tmp_path) if "--paginate" in call]

    assert issue.startswith("<!-- dead addresses -->\n**Dead** $(touch ran)")
    assert "https://github.example/o/r/actions/runs/9" in issue
    assert "repos/o/r/issues?state=open" in asked
    assert '.user.login == "github-actions[bot]"' in asked
    assert "startswith(env.MARK)" in asked


@pytest.mark.parametrize(
    ("code", "outcome", "output", "summary"),
    [("0", 0, "", "the report\n"), ("1", 0, "dead=true\n", "the report\n"), ("2", 2, "", "")],
)
def test_a_dead_address_is_told_and_only_a_run_that_could_not_ask_fails(
    tmp_path: Path, code: str, outcome: int, output: str, summary: str
) -> None:
    for name in ("output", "summary"):
        (tmp_path / name).touch()

    done = ran(tmp_path, "ask", CODE=code)

    assert done.returncode == outcome
    assert calls(tmp_path) == ["links --check --earlier earlier/links.json --output report"]
    assert (tmp_path / "output").read_text("utf-8") == output
    assert (tmp_path / "summary").read_text("utf-8") == summary


@pytest.mark.parametrize(
    ("last", "kept", "noted", "said"),
    [
        ("7", "yes", ["links.json"], ""),
        ("7", "no", [], "::notice::The notes of the run before are no longer kept"),
        ("", "no", [], ""),
    ],
)
def test_the_notes_of_the_run_before_are_fetched_where_there_are_any(
    tmp_path: Path, last: str, kept: str, noted: list[str], said: str
) -> None:
    done = ran(tmp_path, "earlier", LAST=last, KEPT=kept, SITE="https://o.github.example/r/")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(said)
    assert [file.name for file in (tmp_path / "earlier").iterdir()] == noted
    assert (tmp_path / "output").read_text("utf-8") == "site=https://o.github.example/r/\n"


def test_a_site_that_is_nowhere_yet_has_no_address(tmp_path: Path) -> None:
    assert ran(tmp_path, "earlier", LAST="", KEPT="no", SITE="").returncode == 0
    assert (tmp_path / "output").read_text("utf-8") == "site=\n"


def test_no_build_waits_for_it() -> None:
    assert set(JOBS) == {"earlier", "ask", "tell"}
    assert JOBS["earlier"]["permissions"] == {"actions": "read", "pages": "read"}
    assert JOBS["ask"]["permissions"] == {"contents": "read"}
