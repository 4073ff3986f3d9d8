"""The content report: one change each in a small repository, and what it says of it.

`tests/diff/` holds the exact report of a rich change; rewrite it with `--update-golden`, read the
difference, commit both.
"""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from build import main
from kb.edit.diff.changes import Change
from kb.edit.diff.compare import compare
from kb.edit.diff.git import NoRevision
from kb.edit.diff.report import Report
from kb.edit.diff.revisions import InvalidRevision, Revision, read_revision
from kb.edit.diff.texts import as_json, as_markdown
from kb.edit.diff.words import differing
from kb.edit.posting import GITHUB_LIMIT
from kb.render.github import cut, shown
from tests.copies import unpublish, without_pages

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = Path(__file__).parent / "diff"
IN_PASSING = "            reports: Mentions it in passing."
CORRECTED = """\
            corrected:
              - {on: 2024-02-25, was: Speaks of it at length., now: Mentions it in passing., \
why: We heard it again.}
"""
AGAINST = "          - {source: courier, reports: Saw no closure., stance: disputes}"
TIE = """\
      the-notice:
        event: notice
        how: sequel
        corrected:
          - on: 2024-02-24
            was: The closure was called a reply to the notice.
            now: The closure is the next step of the same affair.
            why: Nobody calls it a reply.
        unverified: Whether the notice was sent first is only remembered.
"""
UPDATED = "    updated: 2024-03-02"
TIMELINE, REFERENCES = "timeline.yaml", "sources/references.yaml"


class Repository:
    """The golden dossier under git, with one commit."""

    def __init__(self, folder: Path, dossier: str = ".", *, published: bool = False) -> None:
        self.folder = folder
        self.dossier = folder / dossier
        self.is_golden = not published
        lay_out(self.dossier, published=published)
        self.git("init", "-q", "-b", "main")
        self.commits = 0
        self.commit()

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@dossier.example")
        plain = ("-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null")
        command = ["git", *who, *plain, *arguments]
        return subprocess.run(
            command, cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Edit")
        self.commits += 1

    def edit(self, *edits: tuple[str, str], file: str = TIMELINE) -> None:
        text = (self.dossier / file).read_bytes().decode("utf-8")
        for old, new in edits:
            assert old in text, f"the golden dossier has no {old!r}"
            text = text.replace(old, new)
        (self.dossier / file).write_bytes(text.encode("utf-8"))

    def add(self, behind: str, *lines: str) -> None:
        """Add lines to the timeline behind the one line that reads so."""
        new = "".join(f"{line}\n" for line in lines)
        self.edit((f"{behind}\n", f"{behind}\n{new}"))

    def report(self, before: str = "", after: str = "") -> Report:
        """Return what changed since the last commit, or between the two named."""
        if not before and self.commits == 1 and self.is_golden:
            return compare(golden_as_it_is(), read_revision(after, self.dossier))
        old = read_revision(before or "HEAD", self.dossier)
        return compare(old, read_revision(after, self.dossier))

    def run(self, *arguments: str) -> int:
        return main(["diff", *arguments, "--dossier", str(self.dossier)])


def lay_out(dossier: Path, *, published: bool = False) -> None:
    """Write the golden dossier; what was not published may change freely."""
    shutil.copytree(GOLDEN, dossier, ignore=without_pages, dirs_exist_ok=True)
    if not published:
        unpublish(dossier)
        timeline = dossier / TIMELINE
        timeline.write_bytes(timeline.read_bytes().replace(CORRECTED.encode(), b""))


@cache
def golden_as_it_is() -> Revision:
    """Read once what the first commit of every repository here holds."""
    with TemporaryDirectory() as scratch:
        lay_out(Path(scratch))
        return read_revision(scratch, Path(scratch))


@pytest.fixture(autouse=True)
def _no_repository_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that runs the tests tells git of a repository, which is not the one meant here."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "dossier")


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(change.what, change.kind, change.id) for change in report.changes]


def only(report: Report) -> Change:
    assert len(report.changes) == 1, told(report)
    return report.changes[0]


# What changed


def test_a_changed_title_is_told_word_by_word(repository: Repository) -> None:
    repository.edit(("The bridge is closed again", "The bridge is closed once more"))

    (field,) = only(repository.report()).fields

    assert (field.field, field.old, field.new) == (
        "title",
        "The bridge is closed again",
        "The bridge is closed once more",
    )
    assert [(words.how, words.text) for words in field.words] == [
        ("same", "The bridge is closed"),
        ("removed", "again"),
        ("added", "once more"),
    ]


def test_a_moved_date_is_told_with_what_is_counted_from_it(repository: Repository) -> None:
    repository.edit(("when: 1999-05-17T15:00+01:00", "when: 1999-05-19T15:00+01:00"))

    moves = {move.id: move for move in repository.report().dates}

    assert (moves["opening"].by, moves["opening"].unit) == (2, "day")
    assert (moves["closure"].old, moves["closure"].new) == ("18 May 1999", "20 May 1999")
    assert (moves["closure"].by, moves["closure"].counted_from) == (2, "opening")


@pytest.mark.parametrize(
    ("new", "by", "unit", "precision"),
    [
        ("1999-05-12", -2, "day", ""),
        ("1999-05", 0, "", "lost"),
        ("1999-05-14T10:00", 0, "", "gained"),
        ("{between: [1999-05-13, 1999-05-14]}", 0, "", "lost"),
        ("1999-05-14~", 0, "", "lost"),
        ("1999-05-14/1999-05-15", 0, "", ""),
    ],
)
def test_a_date_moves_by_an_amount_only_where_that_is_certain(
    repository: Repository, new: str, by: int, unit: str, precision: str
) -> None:
    repository.edit(("        when: 1999-05-14\n", f"        when: {new}\n"))

    (move,) = [move for move in repository.report().dates if move.id == "notice/posted"]

    assert (move.by, move.unit, move.precision) == (by, unit, precision)


def test_a_date_that_is_typed_otherwise_has_not_moved(repository: Repository) -> None:
    repository.edit(("        when: 1999-05-14\n", "        when: 14 May 1999\n"))

    assert not repository.report().changed


def test_a_removed_event_goes_with_its_claims_and_its_page(repository: Repository) -> None:
    text = (repository.dossier / TIMELINE).read_text("utf-8")
    start, end = text.index("  second-closure:"), text.index("  unfinished:")
    repository.edit((text[start:end], ""))

    report = repository.report()

    assert told(report) == [
        ("removed", "event", "second-closure"),
        ("removed", "claim", "second-closure/again"),
    ]
    assert "/events/second-closure/" in report.pages.removed
    assert "/timeline/" in report.pages.changed
    assert "no word of it in" in as_markdown(report)


def test_what_was_withdrawn_is_told_with_its_reason(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "dossier", published=True)
    text = (repository.dossier / TIMELINE).read_text("utf-8")
    start, end = text.index("  second-closure:"), text.index("  unfinished:")
    repository.edit(
        (text[start:end], ""),
        ("retired:\n", "retired:\n  second-closure: {withdrawn: Nobody else saw it.}\n"),
    )

    report = repository.report()

    assert report.of("event")[0].note == "withdrawn: Nobody else saw it."


def test_an_added_event_says_so_if_it_was_a_draft(repository: Repository) -> None:
    repository.edit(("    draft: true\n", ""))

    report = repository.report()

    assert (report.changes[0].what, report.changes[0].note) == ("added", "draft")
    assert not any(found.kind == "event" for found in report.unpublished)


# Statuses and why


def test_evidence_against_changes_the_status_and_is_named_as_the_cause(
    repository: Repository,
) -> None:
    repository.add(IN_PASSING, AGAINST)

    report = repository.report()
    (change,) = report.statuses
    (cause,) = change.causes

    assert change.id == "second-closure/again"
    assert (change.before.status, change.after.status) == ("single-source", "disputed")
    assert (change.after.supporting, change.after.disputing) == (("Radio Harrow",), ("Der Kurier",))
    assert (cause.how, cause.who) == ("new-against", "Der Kurier")
    assert [(piece.what, piece.id) for piece in only(report).evidence] == [("added", "courier")]
    assert "**single-source → disputed**" in as_markdown(report)
    assert "1 for (Radio Harrow), 1 against (Der Kurier)" in as_markdown(report)
    assert "new against it: Der Kurier" in as_markdown(report)


def test_an_origin_that_changes_sides_is_told_once(repository: Repository) -> None:
    for reports in ("The works were planned in April.", "Speaks of planned works."):
        repository.edit((f"reports: {reports}\n", f"reports: {reports} Yes.\n"))
    text = (repository.dossier / TIMELINE).read_text("utf-8")
    start, end = text.index("works were planned in April"), text.index("Gives no reason")
    repository.edit(
        (text[start:end], text[start:end].replace("            stance: disputes\n", ""))
    )

    (change,) = [c for c in repository.report().statuses if c.id == "closure/in-reaction"]

    assert [(cause.how, cause.who) for cause in change.causes] == [("now-for", "Bridge Office")]


def test_a_question_of_which_one_answer_is_true_makes_rivals(repository: Repository) -> None:
    repository.edit(("        exclusive: true\n", ""))
    repository.commit()
    repository.add("        answers: [posted, posted-late]", "        exclusive: true")

    statuses = {change.id: change for change in repository.report().statuses}
    causes = {(cause.how, cause.who, cause.is_rival) for cause in statuses["notice/posted"].causes}

    assert ("rival-added", "notice/posted-late", False) in causes
    assert any(how == "new-against" and is_rival for how, _, is_rival in causes)


def test_a_source_that_counts_for_another_origin_now_is_told_so(repository: Repository) -> None:
    repository.edit(
        ("            speaker: bridge-office\n      posted-late:", "      posted-late:")
    )
    repository.commit()
    repository.edit(
        ("      posted-late:", "            speaker: bridge-office\n      posted-late:")
    )

    (change,) = [c for c in repository.report().statuses if c.id == "notice/posted"]

    assert [(cause.how, cause.who, cause.into) for cause in change.causes] == [
        ("gone-for", "Radio Harrow", "Bridge Office")
    ]


# Passages, sources, names


def test_a_passage_that_no_claim_quotes_any_more_is_lost(repository: Repository) -> None:
    telling = "            quote: The mayor’s silence is telling"
    repository.edit((telling, "            quote: had been seen before & since"))
    (repository.dossier / "sources/gazette-1999.guide.yaml").unlink()

    report = repository.report()

    assert [(passage.quote, passage.claims) for passage in report.lost] == [
        ("The mayor’s silence is telling", ("closure/telling",))
    ]
    assert "no claim quotes it any more" in as_markdown(report)


def test_a_passage_inside_a_longer_quote_is_not_lost(repository: Repository) -> None:
    carts = "quote: Some 300 carts were turned back"
    repository.edit((carts, f"{carts}; their drivers were"))

    report = repository.report()

    assert report.lost == ()
    assert [passage.what for passage in report.passages] == ["gained"]


def test_a_changed_source_is_told_key_by_key(repository: Repository) -> None:
    de = "  language: de\n  kind: "
    repository.edit((f"{de}newspaper\n", f"{de}magazine\n"), file=REFERENCES)

    change = only(repository.report())

    assert (change.what, change.kind, change.id) == ("changed", "source", "courier")
    assert [(field.field, field.old, field.new) for field in change.fields] == [
        ("kind", "newspaper", "magazine")
    ]


def test_a_renamed_actor_is_suggested_and_nothing_else_is_told(repository: Repository) -> None:
    repository.edit(("quill-the-elder", "quill-the-engineer"))

    report = repository.report()
    change = only(report)

    assert (change.what, change.was, change.id) == (
        "renamed",
        "quill-the-elder",
        "quill-the-engineer",
    )
    assert not change.is_said
    assert "renamed?" in as_markdown(report)
    assert "/actors/quill-the-elder/" in report.pages.removed


def test_a_rename_that_retired_tells_of_is_no_guess(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "dossier", published=True)
    repository.edit(
        ("quill-the-elder", "quill-the-engineer"),
        ("An engineer of the same name, who is not", "An engineer, who is not"),
        ("retired:\n", "retired:\n  quill-the-elder: {moved_to: quill-the-engineer}\n"),
    )

    (change,) = repository.report().of("actor")

    assert (change.what, change.is_said) == ("renamed", True)
    assert [field.field for field in change.fields] == ["summary"]


def test_an_event_may_be_renamed_with_all_that_is_in_it(repository: Repository) -> None:
    repository.edit(("second-closure", "closed-again"))

    change = only(repository.report())

    assert (change.what, change.was, change.id) == ("renamed", "second-closure", "closed-again")


def test_a_claim_that_was_called_as_its_event_keeps_its_name(repository: Repository) -> None:
    repository.edit(("      again:\n", "      second-closure:\n"), ("[again]", "[second-closure]"))
    repository.commit()
    repository.edit(("\n  second-closure:\n", "\n  closed-again:\n"))

    change = only(repository.report())

    assert (change.what, change.was, change.id) == ("renamed", "second-closure", "closed-again")
    assert change.fields == ()


def test_a_claim_may_be_renamed_where_the_summary_names_it(repository: Repository) -> None:
    repository.edit(("      again:\n", "      anew:\n"), ("closure [again]", "closure [anew]"))

    change = only(repository.report())

    assert (change.what, change.was, change.id) == (
        "renamed",
        "second-closure/again",
        "second-closure/anew",
    )


def test_a_correction_is_told_apart(repository: Repository) -> None:
    correction = "{on: 2024-03-03, was: Two mayors., now: One mayor., why: Misread.}"
    repository.add(UPDATED, "    corrected:", f"      - {correction}")

    (found,) = repository.report().corrections

    assert (found.id, found.was, found.now) == ("opening", "Two mayors.", "One mayor.")


# What is no change, and what is not published


@pytest.mark.parametrize(
    "edit",
    [
        ("events:\n", "\n# All that happened.\n\nevents:\n"),
        ("    title: The bridge is closed again\n", '    title:   "The bridge is closed again"\n'),
        (
            "    place: harrow-bridge\n    actors: {bridge-office: closed it}\n",
            "    actors:\n      bridge-office: closed it\n    place: [harrow-bridge]\n",
        ),
        ("She said that it would never carry", "She said that it would\n      never carry"),
        (
            "            reports: It bears this day.\n          - source: state-radio\n",
            "            reports: It bears this day.  # a stamp\n          - source: state-radio\n",
        ),
    ],
    ids=["comment", "quotes", "order of keys", "folding", "comment at the end"],
)
def test_how_it_is_written_is_no_change_of_content(
    repository: Repository, edit: tuple[str, str]
) -> None:
    repository.edit(edit)

    report = repository.report()

    assert "**No change of content.**" in as_markdown(report)
    assert json.loads(as_json(report))["changed"] is False


def test_no_change_is_as_good_as_any(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert repository.run() == 0
    assert "**No change of content.**" in capsys.readouterr().out


def test_the_order_of_claims_is_content(repository: Repository) -> None:
    text = (repository.dossier / TIMELINE).read_text("utf-8")
    planned, telling = text.index("      planned:\n"), text.index("      telling:\n")
    end = text.index("    follows:\n      the-speech")
    repository.edit((text[planned:end], text[telling:end] + text[planned:telling]))

    (field,) = only(repository.report()).fields

    assert (field.field, field.new[-2:]) == ("order of claims", ("telling", "planned"))
    assert "now closed, in-reaction" in as_markdown(repository.report())


def test_a_changed_draft_is_listed_apart(repository: Repository) -> None:
    repository.edit(("        text: Nothing is known yet.", "        text: Little is known yet."))

    report = repository.report()
    (found,) = report.unpublished

    assert report.changes == ()
    assert (found.what, found.kind, found.id) == ("changed", "event", "unfinished")
    assert [field.field for field in found.fields] == ["claims.waits.text"]
    assert report.pages.count == 0
    assert report.changed


def test_a_changed_note_is_not_published(repository: Repository) -> None:
    repository.add(UPDATED, "    note: Ask again.")

    (found,) = repository.report().unpublished

    assert (found.what, found.kind, found.id) == ("added", "note of event", "opening")


# Revisions


def test_a_dossier_may_lie_below_the_top_of_its_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "archive/the bridge")
    repository.edit(("The bridge is closed again", "The bridge is closed once more"))
    repository.commit()

    assert told(repository.report("HEAD~1", "HEAD")) == [("changed", "event", "second-closure")]


def test_reading_a_revision_touches_neither_files_nor_index(repository: Repository) -> None:
    repository.edit(("The bridge is closed again", "The bridge is closed once more"))
    repository.git("add", "-A")
    repository.edit(("The bridge is closed once more", "The bridge is closed"))
    before = repository.git("status", "--porcelain=v2", "--branch")
    index = (repository.folder / ".git/index").read_bytes()

    repository.report("HEAD", "HEAD")

    assert repository.git("status", "--porcelain=v2", "--branch") == before
    assert (repository.folder / ".git/index").read_bytes() == index


def test_folders_may_stand_for_revisions(tmp_path: Path) -> None:
    for name in ("before", "after"):
        shutil.copytree(GOLDEN, tmp_path / name, ignore=without_pages)

    report = compare(
        read_revision(str(tmp_path / "before"), tmp_path),
        read_revision(str(tmp_path / "after"), tmp_path),
    )

    assert not report.changed


@pytest.mark.parametrize(
    ("side", "says"),
    [
        ("nowhere", "git knows no revision 'nowhere'"),
        ("--all", "git knows no revision '--all'"),
        ("HEAD..HEAD", "name its two ends apart"),
        ("HEAD^{tree}", "git knows no revision"),
        ("./nowhere", "there is no dossier in './nowhere'"),
    ],
)
def test_an_unknown_revision_is_one_clear_line(
    repository: Repository, side: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sides = ("--", side) if side.startswith("-") else (side,)
    code = main(["diff", "--dossier", str(repository.dossier), *sides])

    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_folder_in_no_repository_is_told_so(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "d", ignore=without_pages)

    with pytest.raises(NoRevision, match="is in no git repository"):
        read_revision("HEAD", tmp_path / "d")


def test_a_shallow_clone_is_told_to_fetch(repository: Repository, tmp_path: Path) -> None:
    repository.commit()
    source = f"file://{repository.folder}"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", source, str(tmp_path / "shallow")], check=True
    )

    with pytest.raises(NoRevision, match="git fetch --unshallow"):
        read_revision("HEAD~1", tmp_path / "shallow")


def test_a_clone_that_lacks_a_file_is_told_to_fetch(repository: Repository) -> None:
    blob = repository.git("rev-parse", f"HEAD:{REFERENCES}").strip()
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(NoRevision, match="lacks a file of the revision"):
        read_revision("HEAD", repository.dossier)


def test_a_revision_before_the_dossier_is_told_so(repository: Repository) -> None:
    repository.git("rm", "-q", TIMELINE)
    repository.git("commit", "-q", "-m", "Empty")

    with pytest.raises(NoRevision, match=re.escape("'HEAD' has no timeline.yaml")):
        read_revision("HEAD", repository.dossier)


def test_a_revision_with_problems_is_named_with_each_of_them(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.edit(("actors: {quill: speaker,", "actors: {quil: speaker,"))
    repository.commit()

    assert repository.run("HEAD~1", "HEAD") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("the check refuses HEAD: 1 problem\ntimeline.yaml:")
    assert "unknown actor 'quil'" in err
    assert "| " in err

    with pytest.raises(InvalidRevision):
        read_revision("HEAD", repository.dossier)


def test_a_report_that_cannot_be_written_is_one_clear_line(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert repository.run("HEAD", "HEAD", "--output", str(repository.dossier)) == 2
    assert "cannot be written" in capsys.readouterr().err


# The report as text


HOSTILE = (
    "</details> <!-- --> @everyone #12 GH-12 owner/repo#3 [x](https://evil.example) `a` **b** "
    "<img src=x onerror=alert(1)> ![i](//e.example/i) www.evil.example :boom: | a | $x$ ~~y~~ "
    "0123456789abcdef0123456789abcdef01234567 ed@e.example \u202egnp"
)


def test_hostile_text_neither_pings_nor_links_nor_breaks_out(repository: Repository) -> None:
    title = json.dumps(HOSTILE.replace("\u202e", ""))
    prose = title.replace("[x](", "x (").replace("[i](", "i (")  # the check refuses such a link
    repository.edit(
        ("    title: The bridge is closed again\n", f"    title: {title}\n"),
        (IN_PASSING, f"            reports: {prose}\n{AGAINST}"),
        ("    actors: {bridge-office: closed it}\n", f"    actors: {{bridge-office: {title}}}\n"),
    )
    repository.edit(("publisher: Der Kurier\n", f"publisher: {title}\n"), file=REFERENCES)

    text = as_markdown(repository.report())

    assert "new against it: " in text
    bare = re.sub(r"</?(?:details|summary|code|del|ins)>", "", text)
    assert "<" not in bare
    assert text.count("<details>") == text.count("</details>")
    assert not re.search(r"[@#]\w", re.sub(r"&#\d+;", "", text))
    assert not re.search(r"&#(?:64|35);\w", text)
    assert "](" not in text
    for live in ("https:/", "www.e", "GH-1", ":boom", "0123456", "`", "~~", "| a"):
        assert live not in text


def test_text_is_shown_as_it_was_typed() -> None:
    def seen(markup: str) -> str:
        read = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), markup)
        return read.replace("\u200b", "")

    typed = HOSTILE.replace("\u202e", "")
    assert seen(shown(typed)) == typed
    assert "\u202e" not in shown(HOSTILE)
    assert cut("one two three", 8) == "one two …"


def test_words_that_stay_the_same_are_left_out_far_from_a_change() -> None:
    old = "one two three four five six seven eight nine ten eleven twelve"

    found = differing(old, old.replace("twelve", "dozen"))

    assert [words.how for words in found] == ["skipped", "same", "removed", "added"]
    assert " ".join(words.text for words in found if words.how != "added") == old


def rich_change(repository: Repository) -> None:
    """Change about everything that a report can tell of."""
    carts = "quote: Some 300 carts were turned back"
    correction = "{on: 2024-03-04, was: Two mayors., now: One mayor., why: Misread.}"
    repository.add(IN_PASSING, AGAINST)
    repository.add(UPDATED, "    corrected:", f"      - {correction}")
    repository.edit(
        ("The bridge is closed again", "The bridge is closed once more & for good"),
        ("when: 1999-06~/1999-09?", "when: 1999-06/1999-09"),
        ("Mentions it in passing.", "Mentions it once, in passing."),
        ("{bridge-office: closed it}", "{bridge-office: closed the bridge, harrow: owner}"),
        ("quill-the-elder", "quill-the-engineer"),
        ("        when: {one_of: [1999-05-18, 1999-05-19]}\n", "        when: 1999-05-18\n"),
        (UPDATED, "    updated: 2024-03-04"),
        (TIE, ""),
        ("because: The notice bears this day.", "because: The notice bears this very day."),
        ("        text: Nothing is known yet.", "        text: Little is known yet."),
        (carts, f"{carts}; their drivers were"),
        ("said word for word is not known.", "said word for word nobody wrote down."),
    )
    repository.edit(
        ("  kind: broadcaster\n  read: excerpt\n", "  kind: broadcaster\n  read: full\n"),
        file=REFERENCES,
    )
    repository.edit(("title: The bridge that closed itself\n", ""), file="sources/gazette-1999.md")
    guide = "sources/gazette-1999.guide.yaml"
    repository.edit(
        ("finding: Nothing to check", "finding: Nothing that can be checked"), file=guide
    )
    repository.commit()


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_the_report_of_a_rich_change_is_the_expected_one(
    repository: Repository, form: str, request: pytest.FixtureRequest
) -> None:
    rich_change(repository)
    there = EXPECTED / ("changes.md" if form == "markdown" else "changes.json")
    here = repository.folder / "report"

    assert repository.run("HEAD~1", "HEAD", "--format", form, "--output", str(here)) == 0

    if request.config.getoption("--update-golden"):
        there.write_bytes(here.read_bytes())
    assert here.read_bytes() == there.read_bytes()


def test_the_json_has_what_changed_in_front_and_loses_nothing(repository: Repository) -> None:
    rich_change(repository)
    report = repository.report("HEAD~1", "HEAD")

    read = json.loads(as_json(report))

    assert next(iter(read)) == "changed"
    assert len(read["changes"]) == len(report.changes)
    assert read["pages"]["changed"] == list(report.pages.changed)


@pytest.mark.parametrize("most", [GITHUB_LIMIT, 5_000, 3_000, 2_000])
def test_a_report_is_never_too_long_and_says_what_it_leaves_out(
    repository: Repository, most: int
) -> None:
    rich_change(repository)

    text = as_markdown(repository.report("HEAD~1", "HEAD"), most)

    assert len(text) <= most
    assert ("left out" in text) == (most < GITHUB_LIMIT)
    assert text.count("<details>") == text.count("</details>")
