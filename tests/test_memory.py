"""What is read with a memory of what was read before is what is read without."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.manuscript import Manuscript
from kb.problems import Problem
from kb.read.cuts import cuts_in
from kb.read.load import load_manuscript
from kb.read.memory import Memory

GOLDEN = Path(__file__).parent / "golden"
PART = """\
events:
  another:
    title: Another
    when: 1999-05-20
    claims:
      c: {text: It happened., kind: happened, evidence: [{source: office-notice, reports: So.}]}
"""
Lines = list[str]
Edit = Callable[[Lines, int], Lines]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remembered")
    shutil.copytree(GOLDEN / "sources", folder / "sources")
    (folder / "timeline").mkdir()
    return folder


def whole() -> str:
    return (GOLDEN / "timeline.yaml").read_text("utf-8")


def read(folder: Path, memory: Memory) -> tuple[Manuscript | None, list[Problem]]:
    """Read twice, and return what was read with the memory, which is to be the same."""
    found, problems = load_manuscript(folder, memory)
    assert (found, problems) == load_manuscript(folder)
    return found, problems


EDITS: tuple[Edit, ...] = (
    lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at], *lines[at:]],
    lambda lines, at: [*lines[:at], "# a remark", *lines[at:]],
    lambda lines, at: [*lines[:at], "  odd: {a: b}", *lines[at:]],
    lambda lines, at: [*lines[:at], f" {lines[at]}", *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], f"{lines[at]}é", *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at].replace(":", "", 1), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at].replace(" ", "\t", 1), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at].replace("a", '"', 1), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at][2:], *lines[at + 1 :]],
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 10_000)), min_size=1, max_size=4
    )
)
def test_edits_that_follow_each_other_are_read_as_from_nothing(
    folder: Path, edits: list[tuple[Edit, int]]
) -> None:
    memory, lines = Memory(), whole().split("\n")
    for edit, at in edits:
        (folder / "timeline.yaml").write_text("\n".join(lines), "utf-8")
        read(folder, memory)
        lines = edit(lines, at % len(lines)) or [""]
    (folder / "timeline.yaml").write_text("\n".join(lines), "utf-8")
    read(folder, memory)


def test_only_what_was_edited_is_made_again(folder: Path) -> None:
    memory = Memory()
    (folder / "timeline.yaml").write_text(whole(), "utf-8")
    first, _ = read(folder, memory)
    (folder / "timeline.yaml").write_text(
        whole().replace("title: The bridge is closed", "title: Now it is closed", 1), "utf-8"
    )
    second, problems = read(folder, memory)

    assert first
    assert second
    assert not problems
    before, after = first.timeline.events, second.timeline.events
    assert [event for event in after if after[event] is not before[event]] == ["closure"]


def test_a_slip_does_not_make_the_rest_be_read_again(folder: Path) -> None:
    memory = Memory()
    (folder / "timeline.yaml").write_text(whole(), "utf-8")
    first, _ = read(folder, memory)
    for slip in ("  titel: x\n", "\t", "  - x: [\n", "  a: 'b\n"):
        (folder / "timeline.yaml").write_text(whole() + slip, "utf-8")
        _, problems = read(folder, memory)
        assert problems
    (folder / "timeline.yaml").write_text(whole(), "utf-8")
    last, problems = read(folder, memory)

    assert first
    assert last
    assert not problems
    assert all(last.timeline.events[one] is event for one, event in first.timeline.events.items())


def test_a_source_that_was_refused_is_read_as_from_nothing(folder: Path) -> None:
    memory, sources = Memory(), folder / "sources/references.yaml"
    (folder / "timeline.yaml").write_text(whole(), "utf-8")
    text = sources.read_text("utf-8")
    for changed in (text, text, text.replace("publisher:", "publischer:", 1), text):
        sources.write_text(changed, "utf-8")
        for _ in range(2):
            read(folder, memory)


def test_what_stands_in_two_files_is_not_taken_for_the_other(folder: Path) -> None:
    memory, part = Memory(), folder / "timeline/more.yaml"
    record = PART.removeprefix("events:\n").replace("Another", "The first")
    main = whole().replace("\nevents:\n", f"\nevents:\n{record}")
    (folder / "timeline.yaml").write_text(main, "utf-8")
    part.write_text(PART, "utf-8")
    _, problems = read(folder, memory)
    (folder / "timeline.yaml").write_text(whole(), "utf-8")
    found, _ = read(folder, memory)
    part.unlink()
    gone, _ = read(folder, memory)

    assert [problem.rule for problem in problems] == ["id-twice"]
    assert found
    assert found.timeline.events["another"].title == "Another"
    assert gone
    assert "another" not in gone.timeline.events


@pytest.mark.parametrize(
    "text",
    ["", "# nothing", "---\na: b\n", "a: b\n---\nc: d\n", "\ufeffa: b\n", "- a\n", "a:\n  b\n"],
)
def test_what_is_no_timeline_is_read_as_ever(folder: Path, text: str) -> None:
    memory = Memory()
    for _ in range(2):
        (folder / "timeline.yaml").write_text(text, "utf-8")
        read(folder, memory)


@pytest.mark.parametrize("source", [GOLDEN, Path(__file__).parent.parent])
def test_pieces_are_the_whole_text_in_order(source: Path) -> None:
    text = (source / "timeline.yaml").read_text("utf-8")
    cuts = cuts_in(text.encode("utf-8"))

    assert "".join(cut.text for cut in cuts) == text[text.index(cuts[0].text) :]
    assert all(text.split("\n")[cut.line - 1] == cut.text.split("\n")[0] for cut in cuts)
    assert sum(cut.is_record for cut in cuts) > 20
