"""What a stranger writes into the form becomes a draft that passes the check, as plain text."""

from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build import main
from kb.edit.add import Target, prepared
from kb.edit.form import Form, form_answers, read_form
from kb.edit.trial import tried
from kb.edit.yaml_lines import folded
from kb.manuscript import Manuscript
from tests.copies import copy_dossier

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
FORM = Form.read((ROOT / ".github/ISSUE_TEMPLATE/suggest-event.yml").read_bytes())
ERRORS = Form.read((ROOT / ".github/ISSUE_TEMPLATE/report-error.yml").read_bytes())
FILLED = {
    "title": "The mayor resigned",
    "when": "1999-06-02",
    "place": "Town Hall",
    "actors": "A. Quill\nJohn Unknown",
    "source": "https://a.example/x",
    "publisher": "The Example",
}
SIGNS = [
    "---",
    "\n",
    "\r\n",
    "'",
    '"',
    "”",
    "“",
    "\x00",
    "\u202e",
    "\ud800",
    "- ",
    ": ",
    " #",
    "**",
]
MARKUP = [
    "### When",
    "[id]",
    "[words](opening)",
    "{x: y}",
    "<script>",
    "$(rm)",
    "`ls`",
    "../../etc",
]
NAMES = ["none", "index", "telling", "2022-13", "https://", "javascript:x", "a" * 200]
WILD = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*SIGNS, *MARKUP, *NAMES]), max_size=8).map("".join),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_dossier(GOLDEN, tmp_path / "dossier")


@cache
def manuscript() -> Manuscript:
    found = tried(GOLDEN, {}).manuscript
    assert found is not None
    return found


def body(filled: dict[str, str]) -> str:
    """The body that GitHub makes of the form, from the form's own labels."""
    return "\n\n".join(
        f"### {label}\n\n{filled.get(part, '_No response_')}" for part, label in FORM.labels.items()
    )


def test_the_body_of_an_issue_is_read_by_the_labels_of_the_form() -> None:
    assert read_form(body(FILLED), FORM) == FILLED


def test_a_heading_inside_an_answer_begins_no_other_answer() -> None:
    wild = FILLED | {"words": "so\n### What happened\nor not\n### Elsewhere\n"}

    assert read_form(body(wild), FORM)["words"] == wild["words"].strip()
    assert read_form(body(wild), FORM)["title"] == FILLED["title"]


def test_the_draft_names_what_is_known_and_notes_the_rest(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = TextIOWrapper(BytesIO(body(FILLED).encode()))
    monkeypatch.setattr("sys.stdin", given)

    command = ["add", "--dossier", str(folder), "--on", "2026-01-02", "--from-form", "-"]
    assert main(command) == 0

    assert "it is a draft" in capsys.readouterr().out
    made = tried(folder, {}).manuscript
    assert made is not None
    event = made.timeline.events["mayor-resigned"]
    assert event.draft
    assert event.title == "Suggested: “The mayor resigned”"
    assert event.place == ("town-hall",)
    assert list(event.actors) == ["quill"]
    assert event.note is not None
    assert "John Unknown" in event.note
    assert made.sources["a"].publisher == "The Example"


@given(st.dictionaries(st.sampled_from(list(FORM.labels)), WILD))
@example({"publisher": "[words](opening)index---2022-13javascript:x[id]"})  # cut behind a dash
@settings(max_examples=60)
def test_whatever_is_written_makes_a_valid_draft(wild: dict[str, str]) -> None:
    wild = {part: text for part, text in wild.items() if folded(text)}

    answers = form_answers(wild, FORM, manuscript(), "2026-01-02")
    addition = prepared(GOLDEN, manuscript(), answers, Target(), "2026-01-02")

    assert [fault.problem.message for fault in addition.faults] == []
    made = addition.tried.manuscript
    assert made is not None
    before = manuscript().timeline.events
    assert {e: r for e, r in made.timeline.events.items() if e != addition.event} == before
    assert made.timeline.events[addition.event].draft
    assert made.timeline.actors == manuscript().timeline.actors


@given(WILD)
def test_whatever_is_written_is_kept_in_the_note(text: str) -> None:
    words = folded(text)[:200]

    note = form_answers({"more": text}, FORM, manuscript(), "2026-01-02").note

    assert words in (note or "")


def test_a_strangers_words_never_leave_their_quotation_marks() -> None:
    answers = form_answers({"title": 'He ” and “ "she"'}, FORM, manuscript(), "2026-01-02")

    assert answers.title == "Suggested: “He ’ and ’ ’she’”"
    assert answers.claim_text == answers.title


def test_another_text_is_not_taken_for_the_form(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "timeline.yaml").read_bytes()
    (folder.parent / "body.md").write_text("### Pages\n\nhttps://x.example\n", "utf-8")

    command = ["add", "--dossier", str(folder), "--from-form", str(folder.parent / "body.md")]
    assert main(command) == 1

    said = capsys.readouterr().err
    assert "this is not the form: it has no line '### What happened'" in said
    assert (folder / "timeline.yaml").read_bytes() == before


def test_a_report_of_an_error_is_no_event(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = {"page": "https://x.example/", "record": "timeline.yaml:7\x1b[31m", "wrong": "All."}
    lines = [f"### {label}\n\n{parts.get(part, '')}\n" for part, label in ERRORS.labels.items()]
    (folder.parent / "body.md").write_text("\n".join(lines), "utf-8")

    command = ["add", "--dossier", str(folder), "--from-form", str(folder.parent / "body.md")]
    assert main(command) == 1

    assert (
        "this reports an error at timeline.yaml:7 [31m, and is no event" in capsys.readouterr().err
    )
