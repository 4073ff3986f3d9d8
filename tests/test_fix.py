"""`check --fix` makes what is certain, leaves what is not, and touches nothing else.

`problems/fixed/<case>.diff` is all that it changes in a case, as a diff without context; a case
without such a file is left as it is, byte for byte. `--update-golden` rewrites the diffs.
"""

import difflib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kb.edit.fix import fix_dossier
from kb.edit.telling import told
from kb.problems import Edit, Location, Problem
from kb.site import problems_in
from tests.test_problems import FIXED, MINIMAL, NAMES, lay_out

ROOT = Path(__file__).parent.parent
DIFFS = sorted(path.stem for path in FIXED.glob("*.diff"))
TIMELINE = (MINIMAL / "timeline.yaml").read_text("utf-8")
Files = Mapping[str, bytes]


def files_of(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def difference(before: Files, after: Files) -> bytes:
    """Every line that differs, with its number: with `before` it gives `after`, whole."""
    assert before.keys() == after.keys()
    rows: list[bytes] = []
    for name in before:
        old, new = (files[name].splitlines(keepends=True) for files in (before, after))
        label = name.encode()
        rows += difflib.diff_bytes(difflib.unified_diff, old, new, label, label, n=0)
    return b"".join(row if row.endswith(b"\n") else row + b"\n" for row in rows)


def laid_out(text: str | bytes, folder: Path) -> Path:
    """A dossier with this timeline."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    content = text.encode() if isinstance(text, str) else text
    (folder / "timeline.yaml").write_bytes(content)
    return folder


def fixed_text(text: str | bytes, folder: Path) -> bytes:
    laid_out(text, folder)
    fix_dossier(folder, problems_in)
    return (folder / "timeline.yaml").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_exactly_this_is_changed(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    lay_out(name, tmp_path)
    before, problems = files_of(tmp_path), problems_in(tmp_path)

    fixed = fix_dossier(tmp_path, problems_in)

    changed = difference(before, files_of(tmp_path))
    stored = FIXED / f"{name.removesuffix('.yaml')}.diff"
    if request.config.getoption("--update-golden") and changed:
        stored.write_bytes(changed)
    assert changed == (stored.read_bytes() if stored.exists() else b"")
    assert bool(changed) == bool(fixed.edits) == (len(fixed.remaining) < len(problems))
    assert fixed.remaining == problems_in(tmp_path)
    assert fix_dossier(tmp_path, problems_in).edits == []


def test_each_stored_difference_has_its_case() -> None:
    assert {name.removesuffix(".yaml") for name in NAMES} >= {*DIFFS}
    assert len(DIFFS) >= 60


@pytest.mark.parametrize(
    "name",
    [
        "bad-date--slashes.yaml",
        "bad-date--seconds.yaml",
        "changed-text",
        "cut-text.yaml",
        "duplicate-key.yaml",
        "malformed-id--capital-inside.yaml",
        "official-and-state",
        "origin-beside-none.yaml",
        "quote--ambiguous.yaml",
        "quote--like-two.yaml",
        "quote--two-near.yaml",
        "tab--unclear.yaml",
        "unknown-id--defined-otherwise.yaml",
        "unknown-id--two-near.yaml",
        "unknown-key--already-there.yaml",
        "via-own-source.yaml",
        "yaml-syntax--between-two-levels.yaml",
        "yaml-syntax--list-beside-key.yaml",
        "yaml-syntax--text-behind-quote.yaml",
        "yaml-syntax--two-keys-on-a-line.yaml",
    ],
)
def test_what_may_mean_two_things_is_left(name: str, tmp_path: Path) -> None:
    lay_out(name, tmp_path)
    before = files_of(tmp_path)

    assert fix_dossier(tmp_path, problems_in).edits == []
    assert files_of(tmp_path) == before


def test_line_ends_and_the_byte_order_mark_are_mended_and_the_rest_in_the_same_run(
    tmp_path: Path,
) -> None:
    typed = "\ufeff" + TIMELINE.replace("witness", "witness  # note ").replace(
        "quay burnt", "key burnt"
    )
    typed = typed.replace("witness  # note }", "witness}  # note  ")

    mended = fixed_text(typed.replace("\n", "\r\n").encode(), tmp_path)

    assert mended.decode() == TIMELINE.replace("witness}", "witness}  # note  ")


def test_a_missing_last_line_end_stays_missing(tmp_path: Path) -> None:
    typed = TIMELINE.replace("mayor: witness", "mayer: witness").rstrip("\n")

    assert fixed_text(typed, tmp_path).decode() == TIMELINE.rstrip("\n")


def test_the_text_of_a_kept_source_is_never_touched(tmp_path: Path) -> None:
    laid_out(TIMELINE, tmp_path)
    kept = tmp_path / "sources/harbour-log.md"
    before = kept.read_bytes()
    number = before.decode().splitlines().index("---", 1) + 2
    fix = (Edit(Location("sources/harbour-log.md", number), "The old", "An old"),)

    def check(folder: Path) -> list[Problem]:
        is_there = b"The old" in (folder / "sources/harbour-log.md").read_bytes()
        return [Problem(fix[0].at, "old", rule="quote", fix=fix)] if is_there else []

    assert fix_dossier(tmp_path, check).edits == []
    assert kept.read_bytes() == before


def test_a_byte_order_mark_before_the_front_matter_goes_and_the_text_stays(tmp_path: Path) -> None:
    laid_out(TIMELINE, tmp_path)
    kept = tmp_path / "sources/harbour-log.md"
    before = kept.read_bytes()
    kept.write_bytes(b"\xef\xbb\xbf" + before)

    fixed = fix_dossier(tmp_path, problems_in)

    assert (fixed.remaining, kept.read_bytes()) == ([], before)


def test_a_kept_source_that_is_not_utf8_is_left_as_it_is(tmp_path: Path) -> None:
    laid_out(TIMELINE, tmp_path)
    kept = tmp_path / "sources/harbour-log.md"
    kept.write_bytes(kept.read_bytes().replace(b"kind: official", b"kind: oficial") + b"caf\xe9")
    before = kept.read_bytes()

    fixed = fix_dossier(tmp_path, problems_in)

    assert "not-utf8" in {problem.rule for problem in fixed.remaining}
    assert (fixed.edits, kept.read_bytes()) == ([], before)


@pytest.mark.parametrize("after", [["one"], ["two"], ["one", "two"]])
def test_a_fix_that_does_not_help_is_undone(after: list[str], tmp_path: Path) -> None:
    laid_out("a: 1\n", tmp_path)
    at = Location("timeline.yaml", 1, 4)
    one = Problem(at, "one", rule="unknown-id", fix=(Edit(at, "1", "2"),))

    def check(folder: Path) -> list[Problem]:
        is_fixed = (folder / "timeline.yaml").read_text("utf-8") == "a: 2\n"
        found = after if is_fixed else ["one"]
        return [one if name == "one" else Problem(at, name, rule="unknown-id") for name in found]

    fixed = fix_dossier(tmp_path, check)

    assert (fixed.edits, fixed.remaining) == ([], [one])
    assert (tmp_path / "timeline.yaml").read_text("utf-8") == "a: 1\n"


def test_one_bad_fix_does_not_keep_the_good_ones_from_being_made(tmp_path: Path) -> None:
    laid_out("abcd\n", tmp_path)

    def check(folder: Path) -> list[Problem]:
        text = (folder / "timeline.yaml").read_text("utf-8")
        small = [
            Problem(at, f"'{letter}'", rule="unknown-id", fix=(Edit(at, letter, letter.upper()),))
            for column, letter in enumerate(text.strip("\n"), 1)
            for at in [Location("timeline.yaml", 1, column)]
            if letter.islower() and column % 2
        ]
        return small + [Problem(Location("timeline.yaml"), "C!", rule="unknown-id")] * ("C" in text)

    fixed = fix_dossier(tmp_path, check)

    assert (tmp_path / "timeline.yaml").read_text("utf-8") == "Abcd\n"
    assert [problem.message for problem in fixed.remaining] == ["'c'"]


SLIPS = {
    "mayor: witness": "mayer: witness",
    "title: A warehouse": "titel: A warehouse",
    "when: 1911-05-03": "when: 1911/5/3",
    "quay burnt": "key burnt",
    "kind: happened": "kind: happend",
    "reports: The": "reports:The",
    "contact: desk": "contact desk",
    "source: gazette": "source: gazete",
    "lede: What": 'lede: "What',
    "  fire:": "  fire",
}
MARGINS = ["", "  ", "  # why: “so”", "   #", " "]


@given(
    st.sets(st.sampled_from(sorted(SLIPS)), max_size=5),
    st.lists(st.sampled_from(MARGINS), min_size=26, max_size=26),
    st.sampled_from(["", "\n"]),
)
@example({*SLIPS}, [""] * 26, "\n")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_the_slips_are_changed_and_fixing_twice_is_fixing_once(
    tmp_path_factory: pytest.TempPathFactory, made: set[str], margins: list[str], end: str
) -> None:
    # A comment inside an unclosed quote is text; such lines have none here.
    ends = [
        "" if "lede" in line else end
        for line, end in zip(TIMELINE.splitlines(), margins, strict=False)
    ]
    lines = [line + end for line, end in zip(TIMELINE.splitlines(), ends, strict=False)]
    good = "\n".join(lines) + end
    bad = good
    for slip in sorted(made):
        bad = bad.replace(slip, SLIPS[slip])
    wanted = good
    if "lede: What" in made:
        wanted = wanted.replace(
            "lede: What is known of the fire.", 'lede: "What is known of the fire."'
        )
    folder = tmp_path_factory.mktemp("slips")

    mended = fixed_text(bad, folder).decode()

    assert mended == wanted
    assert fix_dossier(folder, problems_in).edits == []


def test_edits_are_told_as_an_editor_reads_them() -> None:
    def edit(column: int, old: str, new: str) -> Edit:
        return Edit(Location("timeline.yaml", 3, column), old, new)

    long = (
        "It was said at the time that the old warehouse on the north {} burnt to the ground at once"
    )

    assert told(
        [
            edit(14, "mayer", "mayor"),
            edit(1, "\t", "    "),
            edit(1, " ", ""),
            edit(1, "", "  "),
            edit(9, "\ufeff", ""),
            edit(9, "\x07", ""),
            edit(9, "\r\n", "\n"),
            Edit(Location("timeline.yaml", 4, 9), "\r\n", "\n"),
            edit(9, "a\u00a0b", "a b"),
            edit(9, ", b", ""),
            edit(9, long.format("key"), long.format("quay")),
        ]
    ) == [
        "timeline.yaml:3:14: 'mayer' is now 'mayor'",
        "timeline.yaml:3:1: a tab is now 4 spaces",
        "timeline.yaml:3:1: the line is indented by 1 space less",
        "timeline.yaml:3:1: the line is indented by 2 spaces more",
        "timeline.yaml:3:9: the byte order mark is taken out",
        "timeline.yaml:3:9: U+0007 is taken out",
        "timeline.yaml:3:9: a line end CRLF is now LF, 2 times",
        "timeline.yaml:3:9: 'a<U+00A0>b' is now 'a b'",
        "timeline.yaml:3:9: ', b' is taken out",
        (
            "timeline.yaml:3:9: '… old warehouse on the north key burnt to the ground at once' "
            "is now '… old warehouse on the north quay burnt to the ground at once'"
        ),
    ]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/build.py"), "check", "--format", "text"]
    command += ["--dossier", folder.name, *arguments]
    return subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)


def test_the_command_says_what_it_did_and_what_remains(tmp_path: Path) -> None:
    bad = TIMELINE.replace("mayor: witness", "mayer: witness").replace("1911-05-03", "3/5/1911")
    laid_out(bad, tmp_path / "dossier")

    done = run(tmp_path / "dossier", "--fix")

    assert done.stdout.splitlines()[:3] == [
        "dossier/timeline.yaml:12:14: 'mayer' is now 'mayor'",
        "dossier/timeline.yaml:11:11: '3/5/1911' does not say which number is the month",
        "    write 1911-05-03 or 1911-03-05",
    ]
    assert (done.returncode, done.stderr) == (1, "1 problem\n")


def test_a_folder_that_cannot_be_written_is_said_in_a_line(tmp_path: Path) -> None:
    laid_out(TIMELINE.replace("mayor: witness", "mayer: witness"), tmp_path / "dossier")
    (tmp_path / "dossier/.timeline.yaml.partial").mkdir()  # stands where the file is written first

    done = run(tmp_path / "dossier", "--fix")

    assert done.returncode == 1
    assert "timeline.yaml' cannot be written: " in done.stderr
    assert "unknown actor 'mayer'" in done.stdout


def test_the_command_is_content_when_nothing_remains(tmp_path: Path) -> None:
    laid_out(TIMELINE.replace("mayor: witness", "mayer: witness"), tmp_path / "dossier")

    done = run(tmp_path / "dossier", "--fix")

    assert (done.returncode, done.stderr) == (0, "no problems\n")
    assert run(tmp_path / "dossier", "--fix").stdout == ""
