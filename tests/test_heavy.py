"""What is far too much is read in bounded time and memory, and ends with an answer."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kb.read.yaml_file import read_yaml
from kb.site import problems_in
from tests.conftest import GOLDEN, ROOT
from tests.copies import copy_dossier
from tests.hostile import FORMED, PARTS, complete_dossier, texts_of, write_parts
from tests.test_problems import MINIMAL

MEMORY = 2 * 2**30
DEEP = {
    "aliases of aliases": "".join(
        f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
    ),
    "lists in brackets": "[" * 100_000,
    "lists in lists": "- " * 100_000,
    "keys of keys": "? " * 100_000,
    "mappings in braces": "{a: " * 100_000,
    "indents": "".join(f"{' ' * n}a:\n" for n in range(3000)),
    "an anchor": f"a: &{'x' * 100_000} 1",
    "a tag": "a: !!python/object/apply:os.system [id]",
    "a key of 1 MB": f"? {'k' * 1_000_000}\n: {'[' * 1000}",
}


@pytest.mark.parametrize("what", DEEP)
def test_yaml_that_grows_or_nests_is_refused(what: str) -> None:
    _, problems = read_yaml(DEEP[what].encode(), "timeline.yaml")

    assert {problem.rule for problem in problems} & {"yaml-extras", "too-deep", "yaml-syntax"}


@pytest.mark.long
def test_a_claim_with_100_000_pieces_of_evidence_is_checked(tmp_path: Path) -> None:
    copy_dossier(MINIMAL, tmp_path / "dossier")
    more = "          - source: gazette\n            reports: It says so for the time {}.\n"
    with (tmp_path / "dossier/timeline.yaml").open("a", encoding="utf-8") as timeline:
        timeline.write("\n" + "".join(more.format(number) for number in range(100_000)))

    assert checked(tmp_path / "dossier") == (0, "", "")


@pytest.mark.long
def test_every_text_may_be_long(tmp_path: Path) -> None:
    trees = complete_dossier(GOLDEN, tmp_path)
    for file, shape in PARTS.items():
        for field in texts_of(shape, trees[file]):
            if field.name not in {*FORMED, "GuideSentence.finding", "Evidence.words"}:
                field.holder[field.key] = f"{'w' * 50_000} {field.value}"
    write_parts(tmp_path, trees)

    told = {problem.rule for problem in problems_in(tmp_path)}
    assert told == {"cite-without-voice"}  # for a name is another with a longer one before it


def checked(folder: Path) -> tuple[int, str, str]:
    """The end of `run check` in little memory, and what it said."""
    command = [sys.executable, str(ROOT / "scripts/build.py"), "check", "--dossier", str(folder)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    return done.returncode, done.stdout, done.stderr.replace("no problems\n", "")
