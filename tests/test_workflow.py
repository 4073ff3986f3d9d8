"""The promises of the workflows: who may write runs nothing that strangers, or we, have written."""

import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

WORKFLOWS = Path(__file__).parent.parent / ".github/workflows"
BASH = shutil.which("bash") or "bash"
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(WORKFLOWS.iterdir())}


class Step(TypedDict, total=False):
    id: str
    uses: str
    run: str
    env: dict[str, str]


class Job(TypedDict, total=False):
    needs: str
    permissions: dict[str, str]
    steps: list[Step]


class Workflow(TypedDict):
    on: dict[str, object]
    jobs: dict[str, Job]


# Every scalar as text: to YAML 1.1 the key `on` would be the truth value.
ALL: dict[str, Workflow] = {
    name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in TEXTS.items()
}
JOBS = ALL["site.yml"]["jobs"]
each = pytest.mark.parametrize("name", TEXTS)


def condition(job: Job) -> str:
    found: object = dict(job).get("if", "")
    return str(found)


def writers(name: str) -> dict[str, Job]:
    jobs = ALL[name]["jobs"].items()
    return {job: told for job, told in jobs if "write" in told["permissions"].values()}


def test_no_workflow_runs_with_the_rights_of_the_base_on_a_strangers_text() -> None:
    for workflow in ALL.values():
        assert set(workflow["on"]) <= {"push", "pull_request", "schedule", "workflow_dispatch"}


@each
def test_a_job_has_no_right_that_it_does_not_name(name: str) -> None:
    assert "\npermissions: {}\n" in TEXTS[name]
    assert all(job["permissions"] for job in ALL[name]["jobs"].values())


def test_three_jobs_may_write_one_to_pull_requests_and_one_to_issues() -> None:
    assert [*writers("site.yml")] == ["comment", "deploy"]
    assert JOBS["comment"]["permissions"] == {"pull-requests": "write"}
    assert [*writers("links.yml")] == ["tell"]
    assert ALL["links.yml"]["jobs"]["tell"]["permissions"] == {"issues": "write"}


@each
def test_who_may_write_runs_nothing_of_the_repository(name: str) -> None:
    for job in writers(name).values():
        used = [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]
        ran = "\n".join(step.get("run", "") for step in job["steps"])

        assert set(used) <= {"actions/download-artifact", "actions/deploy-pages"}
        assert "./" not in ran
        assert "git " not in ran
        assert not re.search(r"\b(python3?|sh|bash|source|eval|node)\b(?! -m http\.server)", ran)


@each
def test_who_checks_out_may_read_the_contents_and_pages_and_no_more(name: str) -> None:
    for job in ALL[name]["jobs"].values():
        if any(step.get("uses", "").startswith("actions/checkout@") for step in job["steps"]):
            assert job["permissions"].items() <= {"contents": "read", "pages": "read"}.items()


def test_the_comment_is_for_pull_requests_from_the_repository_itself() -> None:
    wanted = "github.event.pull_request.head.repo.full_name == github.repository"

    assert wanted in condition(JOBS["comment"])
    assert condition(JOBS["preview"]) == "github.event_name == 'pull_request'"


@each
def test_no_text_of_others_is_pasted_into_a_script(name: str) -> None:
    for job in ALL[name]["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


@each
def test_whoever_checks_out_leaves_no_credentials_behind(name: str) -> None:
    text = TEXTS[name]

    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@each
def test_each_action_is_pinned_by_its_hash_and_official(name: str) -> None:
    uses = re.findall(r"uses: (\S+)(.*)", TEXTS[name])

    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r"  # v\d+\.\d+\.\d+", comment)


def test_workflows_pin_one_version_of_an_action() -> None:
    pins = {use for text in TEXTS.values() for use in re.findall(r"uses: (\S+)@(\S+)", text)}

    assert len(dict(pins)) == len(pins)


FAKE_RUN = """\
#!/bin/sh
[ "$*" = "release --check" ] && exit "$CODE"
"""


@pytest.mark.parametrize(
    ("code", "outcome", "told", "noted"),
    [
        ("0", 0, "", "complete=true\n"),
        ("1", 0, "::notice::Not deployed: docs/published.jsonl is not complete.", ""),
        ("2", 2, "", ""),
    ],
)
def test_whether_the_ledger_is_complete_decides_and_what_fails_otherwise_is_told(
    tmp_path: Path, code: str, outcome: int, told: str, noted: str
) -> None:
    (tmp_path / "run").write_text(FAKE_RUN, "utf-8")
    (tmp_path / "run").chmod(0o755)
    (tmp_path / "output").touch()
    script = next(step["run"] for step in JOBS["build"]["steps"] if step.get("id") == "ledger")
    surroundings = {"PATH": "/usr/bin:/bin", "CODE": code, "GITHUB_OUTPUT": "output"}

    ran = subprocess.run(
        [BASH, "-e", "-c", script],
        cwd=tmp_path,
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == outcome
    assert ran.stdout.startswith(told)
    assert (tmp_path / "output").read_text("utf-8") == noted


def test_nothing_is_deployed_that_the_ledger_does_not_know() -> None:
    steps = JOBS["build"]["steps"]
    behind = [step.get("id") for step in steps].index("ledger") + 1

    assert not any("upload" in step.get("uses", "") for step in steps[:behind])
    assert (
        "name: github-pages\n"
        in TEXTS["site.yml"].split("\n  build:\n")[1].split("\n  deploy:\n")[0]
    )
    for step in steps[behind:]:
        assert dict(step).get("if") == "steps.ledger.outputs.complete == 'true'"
    assert dict(JOBS["build"])["outputs"] == {"complete": "${{ steps.ledger.outputs.complete }}"}
    assert JOBS["deploy"]["needs"] == "build"
    assert condition(JOBS["deploy"]) == "needs.build.outputs.complete == 'true'"


def test_hidden_files_of_the_site_are_published_and_previewed(tmp_path: Path) -> None:
    (tmp_path / "site/.well-known").mkdir(parents=True)
    (tmp_path / "site/.well-known/security.txt").write_text("Contact: …\n", "utf-8")
    script = next(step["run"] for step in JOBS["build"]["steps"] if "tar" in step.get("run", ""))
    surroundings = {"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path)}

    subprocess.run([BASH, "-e", "-c", script], cwd=tmp_path, env=surroundings, check=True)

    with tarfile.open(tmp_path / "artifact.tar") as archive:
        assert "./.well-known/security.txt" in archive.getnames()
    assert TEXTS["site.yml"].count("path: site\n          include-hidden-files: true") == 1


@pytest.mark.parametrize(
    ("page", "told"),
    [('<a href="mailto:editors@dossier.example">', ""), ("<p>No address", "::warning file=timel")],
)
def test_a_site_without_an_address_for_those_named_is_warned_of(
    tmp_path: Path, page: str, told: str
) -> None:
    (tmp_path / "site/reply").mkdir(parents=True)
    (tmp_path / "site/reply/index.html").write_text(page, "utf-8")
    script = next(step["run"] for step in JOBS["build"]["steps"] if "grep" in step.get("run", ""))

    ran = subprocess.run(
        [BASH, "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert ran.stdout[:20] == told


FAKE_GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in *--jq*) printf '%s' "$EARLIER" ;; esac
"""


@pytest.mark.parametrize(
    ("earlier", "method", "address"),
    [
        ("", "POST", "repos/o/r/issues/7/comments"),
        ("41\n42\n", "PATCH", "repos/o/r/issues/comments/41"),
    ],
)
def test_one_comment_is_written_anew(
    tmp_path: Path, earlier: str, method: str, address: str
) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report/changes.md").write_text("## Changes $(touch ran) `touch ran`\n", "utf-8")
    (tmp_path / "gh").write_text(FAKE_GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    script = JOBS["comment"]["steps"][-1]["run"]
    surroundings = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "EARLIER": earlier,
        "NUMBER": "7",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_RUN_ID": "9",
    }

    subprocess.run([BASH, "-e", "-c", script], cwd=tmp_path, env=surroundings, check=True)

    last = (tmp_path / "calls").read_text("utf-8").splitlines()[-1]
    assert last == f"api --silent --method {method} {address} --field body=@comment.md"
    comment = (tmp_path / "comment.md").read_text("utf-8")
    assert comment.startswith("<!-- content report -->\n## Changes $(touch ran)")
    assert "https://github.example/o/r/actions/runs/9#artifacts" in comment
    assert not (tmp_path / "ran").exists()


def test_what_takes_long_runs_each_night_and_may_only_read() -> None:
    nightly = yaml.load((WORKFLOWS / "nightly.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    (job,) = nightly["jobs"].values()

    assert set(nightly["on"]) == {"schedule", "workflow_dispatch"}
    assert (nightly["permissions"], job["permissions"]) == ({}, {"contents": "read"})
    assert "./run test --long" in [step.get("run") for step in job["steps"]]
    assert "secrets." not in str(nightly)
