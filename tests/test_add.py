"""`./run add`: what is answered goes into the file as text, and every other byte stays."""

import json
import re
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build import main
from kb.edit.add import Target, prepared
from kb.edit.answers import Answers
from kb.edit.trial import replace_all, tried
from kb.manuscript import Manuscript
from kb.site import read_dossier
from tests.copies import copy_dossier

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
ON = ("--on", "2026-01-02")
FERRY = {
    "--title": "The ferry runs again: a report",
    "--when": "1999-05-18",
    "--actor": "quill=passenger",
    "--claim-text": "The ferry runs again.",
    "--source": "courier",
    "--reports": "Saw it at the quay.",
}
NEW_SOURCE = {
    "--source": "https://www.ferry.example/news/?utm_source=mail",
    "--publisher": "Ferry Times",
    "--language": "en",
    "--source-kind": "newspaper",
    "--read": "full",
    "--published": "1999-05-19",
}

ONE_EVENT = """\
dossier: {title: A bridge, lede: What is known., focus: 1999-05, contact: Write to us.}
events:
  closure:
    title: The bridge is closed
    when: 1999-05-18
    claims:
      closed:
        text: The bridge was closed.
        kind: happened
        evidence:
          - source: gazette-1999
            quote: The very next day, the bridge was closed to carts
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_dossier(GOLDEN, tmp_path / "dossier")


def texts(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def add(folder: Path, answers: dict[str, str], *more: str) -> int:
    flags = [part for flag, value in answers.items() for part in (flag, value)]
    return main(["add", "--dossier", str(folder), *ON, *flags, *more])


def inserted(before: str, after: str) -> list[str]:
    """The lines that are new; nothing else may differ."""
    changes = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    assert not [line for line in changes if line.startswith("-")]
    return [line[1:] for line in changes if line.startswith("+")]


def test_an_event_is_inserted_in_the_order_of_dates_and_in_the_style_of_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)

    assert add(folder, FERRY | NEW_SOURCE) == 0

    after = texts(folder)
    assert inserted(before["timeline.yaml"], after["timeline.yaml"]) == [
        "  ferry-runs-again-report:",
        '    title: "The ferry runs again: a report"',
        "    when: 1999-05-18",
        "    actors: {quill: passenger}",
        "    updated: 2026-01-02",
        "    claims:",
        "      ferry-runs-again:",
        "        text: The ferry runs again.",
        "        kind: happened",
        "        evidence:",
        "          - source: ferry-0519",
        "            reports: Saw it at the quay.",
        "",
    ]
    events = [line for line in after["timeline.yaml"].splitlines() if line.startswith("  ")]
    order = [line.strip(" :") for line in events if line[2:3].isalpha()]
    place = order.index("ferry-runs-again-report")
    assert order[place - 1 : place + 2] == [
        "closure",
        "ferry-runs-again-report",
        "second-closure",
    ]
    references = after["sources/references.yaml"]
    assert references.index("ferry-0519:") < references.index("lost-letter:")
    assert "".join(capsys.readouterr().out.splitlines(keepends=True)[1:]) == (
        "page: /events/ferry-runs-again-report/ (http://127.0.0.1:8000/events/"
        "ferry-runs-again-report/ while ./run serve runs)\n"
        "ferry-runs-again-report/ferry-runs-again: this claim is now single-source: "
        "1 for (Ferry Times), 0 against\n"
    )


def test_it_says_where_the_event_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder, FERRY)

    where = capsys.readouterr().out.splitlines()[0].rpartition(":")[2]
    lines = (folder / "timeline.yaml").read_text("utf-8").splitlines()
    assert lines[int(where) - 1] == "  ferry-runs-again-report:"


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [
        ("1998", "", "notice"),
        ("1999-05", "", "notice"),
        ("1999-05-14", "notice", "opening"),
        ("17 May 1999", "opening", "closure"),
        ("{after: opening, by: 1 day}", "closure", "second-closure"),
        ("{between: [1999-05-18, 1999-05-20]}", "closure", "second-closure"),
        ("{before: opening, by: 1 week}", "", "notice"),
        ("2001~", "unfinished", ""),
    ],
)
def test_dates_of_every_kind_find_their_place(
    folder: Path, when: str, before: str, after: str
) -> None:
    assert add(folder, FERRY | {"--when": when, "--id": "ferry-back"}) == 0

    manuscript = tried(folder, {}).manuscript
    assert manuscript is not None
    order = ["", *manuscript.timeline.events, ""]
    place = order.index("ferry-back")
    assert (order[place - 1], order[place + 1]) == (before, after)


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    """The real one."""
    read = tried(ROOT, {}).manuscript
    assert read is not None
    return read


@given(
    when=st.dates().map(str) | st.integers(1, 3000).map("{:04}".format),
    title=st.text(min_size=1, max_size=300).filter(lambda text: text.strip(" \t\r\n") != ""),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_without_its_lines_the_file_is_the_old_one(
    manuscript: Manuscript, when: str, title: str
) -> None:
    answers = Answers(
        title=title, when=when, claim_text="It was so.", source="courier", id="a-new-event"
    )
    answers = answers.model_copy(update={"source": next(iter(manuscript.sources))})

    addition = prepared(ROOT, manuscript, answers, Target(), "2026-01-02")

    (name,) = addition.texts
    old = (ROOT / name).read_text("utf-8")
    assert addition.texts[name].replace("\n".join(addition.lines) + "\n", "", 1) == old


def test_evidence_goes_to_its_claim_and_the_event_says_when(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)["timeline.yaml"]
    evidence = {"--source": "evening-post", "--reports": "Fewer than ten.", "--stance": "disputes"}

    assert add(folder, evidence, "--claim", "closure/carts-turned-back") == 0

    new = inserted(before, texts(folder)["timeline.yaml"])
    assert new == [
        "    updated: 2026-01-02",
        "          - source: evening-post",
        "            reports: Fewer than ten.",
        "            stance: disputes",
    ]
    record = read_dossier(folder).events[2]
    assert [e.id for e in (record,)] == ["closure"]
    assert record.claims["carts-turned-back"].evidence[-1].source.id == "evening-post"
    said = capsys.readouterr().out
    assert (
        "this claim is now contradicted: 1 for (The Harrow Gazette), 3 against (Ada Quill" in said
    )
    assert (
        "(was: contradicted: 1 for (The Harrow Gazette), 2 against (Ada Quill, Der Kurier))" in said
    )


def test_an_event_that_says_when_it_changed_says_so_anew(folder: Path) -> None:
    before = texts(folder)["timeline.yaml"]

    add(folder, {"--source": "state-radio", "--reports": "So."}, "--claim", "opening/opened")

    expected = before.replace("    updated: 2024-03-02\n", "    updated: 2026-01-02\n").replace(
        "            reports: The same words.\n",
        "            reports: The same words.\n          - source: state-radio\n"
        "            reports: So.\n",
    )
    assert texts(folder)["timeline.yaml"] == expected


def test_a_claim_goes_to_its_event(folder: Path) -> None:
    before = texts(folder)["timeline.yaml"]
    claim = {"--claim-text": "It rained.", "--source": "courier", "--reports": "Rain."}

    assert add(folder, claim, "--event", "second-closure") == 0

    assert inserted(before, texts(folder)["timeline.yaml"])[1:] == [
        "      rained:",
        "        text: It rained.",
        "        kind: happened",
        "        evidence:",
        "          - source: courier",
        "            reports: Rain.",
    ]


def test_it_asks_whether_a_source_only_repeats_an_origin_that_others_share(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = NEW_SOURCE | {"--reports": "Planned works.", "--stance": "disputes"}

    assert add(folder, evidence, "--claim", "closure/in-reaction") == 0

    said = capsys.readouterr().out
    assert "these two sources already share an origin (Bridge Office): is this one of them?" in said
    assert "if so, write 'speaker: bridge-office' beside it" in said


def test_it_asks_whether_a_source_that_mostly_repeats_repeats_the_only_origin(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = NEW_SOURCE | {"--source-kind": "blog", "--reports": "Closed twice."}

    assert add(folder, evidence, "--claim", "second-closure/again") == 0

    said = capsys.readouterr().out
    assert "'ferry-0519' may repeat another source: does it repeat Radio Harrow?" in said
    assert "if so, write 'via: state-radio' beside it" in said


def test_new_actors_and_places_are_made_with_the_least_they_need(folder: Path) -> None:
    answers = FERRY | {
        "--actor": "oar=ferryman",
        "--new-actor": "oar=person: Ben Oar",
        "--place": "quay",
        "--new-place": "quay=GB: The quay",
    }

    assert add(folder, answers) == 0

    dossier = read_dossier(folder)
    assert [a.name for a in dossier.actors if a.id == "oar"] == ["Ben Oar"]
    assert [p.country for p in dossier.places if p.id == "quay"] == ["GB"]


def test_a_source_is_known_by_its_address(folder: Path) -> None:
    answers = FERRY | {"--source": "http://www.kurier.example/bruecke/?fbclid=1"}

    assert add(folder, answers) == 0

    assert texts(folder)["sources/references.yaml"] == texts(GOLDEN / "sources")["references.yaml"]


def test_the_first_reference_makes_the_file(folder: Path) -> None:
    small = folder.parent / "small"
    (small / "sources").mkdir(parents=True)
    shutil.copy(GOLDEN / "sources/gazette-1999.md", small / "sources")
    (small / "timeline.yaml").write_text(ONE_EVENT, "utf-8")
    answers = {k: v for k, v in (FERRY | NEW_SOURCE).items() if k != "--actor"}

    assert add(small, answers) == 0

    assert (small / "sources/references.yaml").read_text("utf-8").startswith("ferry-0519:\n")
    read_dossier(small)


WRONG = [
    ({"--when": "1999-13-01"}, "--when: '1999-13-01' has no month"),
    ({"--actor": "quil=passenger"}, "--actor: unknown actor 'quil'\n    did you mean 'quill'?"),
    ({"--source": "couriér"}, "--source: 'couriér' is not an id"),
    ({"--source": "curier"}, "--source: unknown source 'curier'\n    did you mean 'courier'?"),
    ({"--kind": "sayd"}, "--kind: 'sayd' is not a value of 'kind'\n    did you mean 'said'?"),
    ({"--kind": "said"}, "--by: the claim 'ferry-runs-again' is 'said' and names nobody"),
    ({"--topic": "tolls"}, "--topic: unknown topic 'tolls'\n    did you mean 'toll'?"),
    ({"--place": "town"}, "--place: unknown place 'town'"),
    ({"--id": "opening"}, "--id: the key 'opening' stands here for the second time"),
    ({"--id": "Ferry"}, "--id: 'Ferry' is not an id"),
    ({"--stance": "disputes"}, "--stance: nothing supports the claim 'ferry-runs-again'"),
    ({"--words": "die Fähre"}, "--translation: these words are in 'de' and have no translation"),
    ({"--quote": "the ferry"}, "--quote: the text of 'courier' is not kept here"),
    (
        {"--source": "gazette-1999", "--quote": "Some 300 carts was turned back"},
        "--quote: the quote is not in 'gazette-1999'; the nearest passage is in ¶",
    ),
    ({"--reports": "It [ran]."}, "--reports: nothing is called 'ran'"),
    ({"--via": "courrier"}, "--via: unknown source 'courrier'\n    did you mean 'courier'?"),
    (NEW_SOURCE | {"--language": "English"}, "--language: 'English' is not a language code"),
    (NEW_SOURCE | {"--source": "ftp://x.example"}, "--source: the address 'ftp://x.example'"),
    (NEW_SOURCE | {"--source-kind": "paper"}, "--source-kind: 'paper' is not a value of 'kind'"),
    ({"--actor": "oar=x", "--new-actor": "oar=persn: Ben"}, "--new-actor: 'persn' is not"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[m.splitlines()[0] for _, m in WRONG])
def test_a_wrong_answer_is_told_by_its_flag_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], message: str
) -> None:
    before = texts(folder)

    assert add(folder, FERRY | change) == 1

    said = capsys.readouterr()
    assert message in said.out
    assert said.err == "nothing was written\n"
    assert texts(folder) == before


@pytest.mark.parametrize("flag", ["--title", "--when", "--claim-text", "--source"])
def test_a_missing_answer_is_told_by_its_flag(
    folder: Path, capsys: pytest.CaptureFixture[str], flag: str
) -> None:
    assert add(folder, {key: value for key, value in FERRY.items() if key != flag}) == 1

    assert f"{flag}: is missing" in capsys.readouterr().out


def test_a_dossier_with_problems_is_mended_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    timeline = folder / "timeline.yaml"
    timeline.write_text(timeline.read_text("utf-8").replace("quill: speaker", "quil: speaker"))

    assert add(folder, FERRY) == 1

    assert "unknown actor 'quil'" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["--claim", "closure"],
        ["--on", "tomorrow"],
        ["--on", "2026-02-30"],
        ["--event", "a", "--claim", "a/b"],
    ],
)
def test_wrong_use_exits_with_2(folder: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["add", "--dossier", str(folder), *wrong])

    assert left.value.code == 2


@pytest.mark.parametrize(
    ("into", "message"),
    [
        (["--event", "openning"], "unknown event 'openning'\n    did you mean 'opening'?"),
        (
            ["--claim", "closure/closd"],
            "'closure' has no claim 'closd'\n    did you mean 'closed'?",
        ),
    ],
)
def test_what_is_added_to_is_there(
    folder: Path, capsys: pytest.CaptureFixture[str], into: list[str], message: str
) -> None:
    assert add(folder, {"--source": "courier"}, *into) == 1

    assert message in capsys.readouterr().err


def test_answers_are_read_from_json(folder: Path, tmp_path: Path) -> None:
    keys = {flag.removeprefix("--"): value for flag, value in FERRY.items()}
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(keys | {"actor": {"quill": "passenger"}}), "utf-8")
    other = copy_dossier(GOLDEN, tmp_path / "other")

    assert main(["add", "--dossier", str(folder), *ON, "--json", str(file)]) == 0
    assert add(other, FERRY) == 0

    assert texts(folder) == texts(other)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "this is not JSON"),
        ("[]", "the JSON holds no object"),
        ('{"titel": "x"}', "unknown key 'titel'\n    did you mean 'title'?"),
        ('{"title": 3}', "'title' holds something else than a text, in quotes"),
        ('{"quote": 3}', "'quote' holds something else than a text or a list of them"),
        ('{"draft": "perhaps"}', "'draft' holds something else than true or false"),
    ],
)
def test_json_that_holds_no_answers_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    file = folder.parent / "answers.json"
    file.write_text(content, "utf-8")

    assert main(["add", "--dossier", str(folder), "--json", str(file)]) == 1

    assert message in capsys.readouterr().err


def test_a_text_that_is_not_indented_swallows_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    timeline = folder / "timeline.yaml"
    loose = '    note: "It waits\nfor a second source.\n\n  opening: no"\n'
    text = timeline.read_text("utf-8").replace("    note: Waits for a second source.\n", loose)
    timeline.write_text(text, "utf-8")

    assert add(folder, FERRY | {"--when": "2001", "--title": "The ferry runs"}) == 1

    assert "'ferry-runs' cannot be inserted as text" in capsys.readouterr().err
    assert timeline.read_text("utf-8") == text


def test_files_are_replaced_together_or_not_at_all(folder: Path) -> None:
    before = texts(folder)
    (folder / "sources" / ".references.yaml.partial").mkdir()

    with pytest.raises(OSError, match=r"references\.yaml'"):
        replace_all(folder, {"timeline.yaml": "x", "sources/references.yaml": "y"})

    assert texts(folder) == before


def test_a_source_is_added_and_waits_for_its_use(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)
    answers = [
        "--publisher",
        "Ferry Times",
        "--language",
        "en",
        "--kind",
        "newspaper",
        "--read",
        "none",
    ]
    url = "https://ferry.example/a"

    assert main(["add-source", "--dossier", str(folder), url, *answers]) == 0
    assert "nothing uses 'ferry' yet, and ./run check says so" in capsys.readouterr().out
    assert main(["check", "--dossier", str(folder), "--format", "text"]) == 1
    assert main(["add-source", "--dossier", str(folder), "http://www.ferry.example/a/"]) == 1
    assert "this address is here already: 'ferry'" in capsys.readouterr().err
    assert add(folder, FERRY | {"--id": "ferry-first"}) == 0
    assert "this claim is now single-source: 1 for (Der Kurier)" in capsys.readouterr().out
    assert add(folder, FERRY | {"--source": "ferry", "--when": "1999-05-20"}) == 0

    assert texts(folder)["timeline.yaml"] != before["timeline.yaml"]
    read_dossier(folder)


def test_a_source_is_told_what_it_lacks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(folder)

    assert (
        main(["add-source", "--dossier", str(folder), "https://a.example", "--kind", "pape"]) == 1
    )

    assert "--publisher: is missing" in capsys.readouterr().out
    assert texts(folder) == before


def test_a_file_that_cannot_be_written_is_told_by_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".timeline.yaml.partial").mkdir()
    before = texts(folder)

    assert add(folder, FERRY) == 1

    said = capsys.readouterr().err
    assert re.search(r"timeline\.yaml' cannot be written: .+\nnothing was written\n", said)
    assert texts(folder) == before


def test_references_that_cannot_be_written_are_told_by_their_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sources" / ".references.yaml.partial").mkdir()
    answers = ["--publisher", "F", "--language", "en", "--kind", "newspaper", "--read", "none"]

    command = ["add-source", "--dossier", str(folder), "https://ferry.example/a", *answers]

    assert main(command) == 1
    assert "references.yaml' cannot be written: " in capsys.readouterr().err


@pytest.mark.parametrize("when", ["1999-05-16", "1999-05-18"])
def test_comments_stay_with_what_they_stand_before_and_end_no_event(
    folder: Path, when: str
) -> None:
    timeline = folder / "timeline.yaml"
    before = (
        timeline.read_text("utf-8")
        .replace("\n  second-closure:\n", "\n  # To be read with care:\n  second-closure:\n")
        .replace("\n  opening:\n", "\n# The opening.\n  opening:\n")
        .replace("\n    place: harrow-bridge\n", "\n#   note: none\n    place: harrow-bridge\n")
    )
    timeline.write_text(before, "utf-8")

    assert add(folder, FERRY | {"--when": when}) == 0

    now = timeline.read_text("utf-8")
    start = now.index("  ferry-runs-again-report:\n")
    behind = "# The opening.\n" if when == "1999-05-16" else "  # To be read with care:\n"
    end = now.index(behind)
    assert now[start - 2 : start] == now[end - 2 : end] == "\n\n"
    assert now[:start] + now[end:] == before


def test_evidence_of_which_nothing_was_given_is_not_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)

    assert add(folder, {"--claim": "closure/closed", "--stance": "supports"}) == 1

    assert "--source: is missing" in capsys.readouterr().out
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("into", "answers", "message"),
    [
        (("--claim", "closure/closed"), {"--title": "A"}, "--title: no place for this in evidence"),
        (("--claim", "closure/closed"), {"--kind": "said"}, "--kind: no place for this in"),
        (("--event", "closure"), {"--when": "1999"}, "--when: no place for this in a claim"),
    ],
)
def test_an_answer_that_has_no_place_is_told_and_not_lost(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    into: tuple[str, str],
    answers: dict[str, str],
    message: str,
) -> None:
    before = texts(folder)
    more = {"--source": "courier", "--reports": "Says so.", "--claim-text": "It was."}
    if into[0] == "--claim":
        del more["--claim-text"]

    assert add(folder, answers | more, *into) == 1

    assert message in capsys.readouterr().err
    assert texts(folder) == before


def test_a_flag_beside_json_is_told_and_not_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)
    file = folder.parent / "answers.json"
    file.write_text(json.dumps({key[2:]: value for key, value in FERRY.items()}), "utf-8")

    command = ["add", "--dossier", str(folder), "--json", str(file)]

    assert main([*command, "--draft"]) == 1
    assert "--draft: give all answers in one way" in capsys.readouterr().err
    assert texts(folder) == before
    assert main(command) == 0


def test_no_address_is_the_address_of_no_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["add-source", "--dossier", str(folder), "", "--publisher", "Ferry Times"]

    assert main(command) == 1
    assert "is here already" not in capsys.readouterr().err


CLOSED = {
    "--title": "The bridge is closed to carts",
    "--when": "1999-05-18",
    "--place": "harrow-bridge",
    "--actor": "bridge-office=owner",
    "--claim-text": "A bridge was closed.",
    "--source": "courier",
    "--reports": "Says so.",
}


def test_an_event_that_looks_like_another_is_told_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(folder, CLOSED) == 1
    assert "--distinct-from: 'bridge-closed-carts' looks like 'closure'" in capsys.readouterr().out

    assert add(folder, CLOSED | {"--distinct-from": "closure=Another bridge."}) == 0

    assert "    distinct_from:\n      closure: Another bridge.\n" in texts(folder)["timeline.yaml"]
    read_dossier(folder)


def test_a_form_goes_into_no_event_that_is_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = folder.parent / "form.md"
    form.write_text("### What happened\n\nThe mayor resigns\n", "utf-8")

    command = ["add", "--dossier", str(folder), "--from-form", str(form), "--event", "closure"]

    assert main(command) == 1
    assert "leave out --event and --claim" in capsys.readouterr().err
