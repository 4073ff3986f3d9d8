"""What is called dead, what the report says of it, and what the command leaves behind."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import main
from kb.checked import read_checked
from kb.commands import links
from kb.edit.links.addresses import addresses_of
from kb.edit.links.asking import Answer, Answers, NotAsked
from kb.edit.links.findings import Notes, judged, read_notes, turn
from kb.edit.links.report import Run, Sites, as_markdown, report_of
from kb.edit.posting import GITHUB_LIMIT
from kb.render.github import link
from tests.copies import copy_dossier

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = Path(__file__).parent / "links"
MONDAY = date(2024, 3, 4)
WEEK = timedelta(days=7)
SITES = Sites("https://dossier.example/", "https://github.example/o/r")
URL = "https://a.example/"
ARTICLE = "https://gazette.example/1999/bridge"
NOT_FOUND = Answer("404 Not Found", 404)
NO_NAME = Answer("no host has this name", has_name=False)
SILENT = Answer("Request timed out")
BROKEN = Answer("503 Service Unavailable", 503)
REFUSED = Answer("403 Forbidden", 403)
BUSY = Answer("429 Too Many Requests", 429)
BOT = Answer("999 Unknown", 999)


def weeks(*answers: Answer | None) -> list[bool]:
    """Run once a week, with these answers; return whether the address is dead after each."""
    notes, dead = Notes(), []
    for number, answer in enumerate(answers):
        day = MONDAY + number * WEEK
        notes = judged([URL], {URL: answer}, notes, day)
        dead.append(any(finding.is_dead for finding in notes.found.values()))
    return dead


@pytest.mark.parametrize(
    ("answers", "dead"),
    [
        ((NOT_FOUND, NOT_FOUND), [False, True]),
        ((Answer("410 Gone", 410), NOT_FOUND), [False, True]),
        ((NO_NAME, NO_NAME), [False, True]),
        ((NOT_FOUND, None, NOT_FOUND), [False, False, False]),
        ((NOT_FOUND, SILENT, NOT_FOUND), [False, False, False]),
        ((SILENT, SILENT, BROKEN, SILENT, BROKEN), [False, False, False, False, True]),
        ((REFUSED, BUSY, BOT, REFUSED, BUSY, BOT, REFUSED), [False] * 7),
        ((None, None), [False, False]),
    ],
)
def test_only_what_lasts_is_dead(answers: tuple[Answer | None, ...], dead: list[bool]) -> None:
    assert weeks(*answers) == dead


def test_a_second_look_on_the_same_day_makes_nothing_dead() -> None:
    once = judged([URL], {URL: NOT_FOUND}, Notes(), MONDAY)
    twice = judged([URL], {URL: NOT_FOUND}, once, MONDAY + timedelta(days=1))

    assert not twice.found[URL].is_dead


def test_what_was_not_asked_is_known_as_before_and_what_is_no_longer_named_is_forgotten() -> None:
    before = judged([URL], {URL: NOT_FOUND}, Notes(), MONDAY)

    assert judged([URL], {}, before, MONDAY + WEEK) == before
    assert not before.found[URL].is_dead
    assert judged([], {}, before, MONDAY + WEEK) == Notes()


def test_notes_are_read_as_they_were_written_and_anything_else_is_none() -> None:
    notes = judged([URL], {URL: SILENT}, Notes(), MONDAY)

    assert read_notes(notes.model_dump_json()) == notes
    for text in ("", "[]", '{"found": {"x": {}}}', "\x00"):
        assert read_notes(text) is None


@given(st.integers(0, 40), st.integers(1, 9), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_each_address_has_its_turn_and_no_run_asks_too_many(
    count: int, most: int, day: date
) -> None:
    urls = [f"{URL}{number}" for number in range(count)]
    runs = [turn(urls, day + week * WEEK, most) for week in range(-(-count // most))]

    assert sorted(url for run in runs for url in run) == sorted(urls)
    assert all(len(run) <= most for run in runs)


def test_an_address_is_listed_once_with_all_that_name_it(tmp_path: Path) -> None:
    folder = copy_dossier(GOLDEN, tmp_path)
    file = folder / "sources/references.yaml"
    twice = f"  publisher: Radio Harrow\n  url: {ARTICLE}\n"
    file.write_text(file.read_text("utf-8").replace("  publisher: Radio Harrow\n", twice), "utf-8")

    found = {one.url: one for one in addresses_of(read_checked(folder)[0])}

    assert [(one.source, one.key) for one in found[ARTICLE].named] == [
        ("gazette-1999", "url"),
        ("state-radio", "url"),
    ]
    assert {url for url, one in found.items() if one.is_gone} == {
        "https://kurier.example/bruecke",
        "https://office.example/notices/7",
    }


def report(answers: Answers, weeks_before: int = 1) -> str:
    """Return the report on the golden dossier when it has been so for some weeks."""
    manuscript, dossier = read_checked(GOLDEN)
    addresses = [one for one in addresses_of(manuscript) if not one.is_gone]
    urls = [one.url for one in addresses]
    day = MONDAY + weeks_before * WEEK
    notes = judged(urls, answers, judged(urls, answers, Notes(), MONDAY), day)
    return as_markdown(report_of(dossier, Run(day, addresses, answers, notes), SITES))


ALL_WAYS: Answers = {
    ARTICLE: NOT_FOUND,
    "https://archive.example/courier-copy": NO_NAME,
    "https://archive.example/bruecke": SILENT,
}


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("dead", ALL_WAYS),
        ("refused", {ARTICLE: REFUSED, "https://archive.example/bruecke": None}),
    ],
)
def test_the_report_is_as_expected(
    name: str, answers: Answers, request: pytest.FixtureRequest
) -> None:
    told, file = report(answers), EXPECTED / f"{name}.md"
    if request.config.getoption("--update-golden"):
        file.write_text(told, "utf-8")

    assert told == file.read_text("utf-8")


def test_what_a_host_says_pings_nobody_and_ends_no_markup() -> None:
    told = report({ARTICLE: Answer("@everyone #12 `x` </code> --> <b>", 404)})

    assert "@" not in told
    assert "</code> --&#62;" not in told
    assert re.findall(r"<(?!/?(?:code|a|details|summary)\b)", told) == []


class Anchors(HTMLParser):
    """What a browser makes of a text: the tags, where they lead, and the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text(st.characters(exclude_categories=("C", "Z"))), st.text(min_size=1))
def test_whatever_an_address_holds_it_is_one_link(words: str, end: str) -> None:
    shown = str(link(words, f"https://a.example/{end}"))
    read = Anchors(shown)

    ((tag, ((key, address),)),) = read.tags
    assert (tag, key) == ("a", "href")
    assert address is not None
    assert address.startswith("https://a.example/")
    assert read.words.replace("\u200b", "") == words.replace("\u200b", "")
    assert "@" not in shown
    assert "\n" not in shown


def test_a_report_fits_into_an_issue() -> None:
    manuscript, dossier = read_checked(GOLDEN)
    address = next(one for one in addresses_of(manuscript) if one.url == ARTICLE)
    answers = {ARTICLE: Answer("x" * 400, 404)}
    before = judged([ARTICLE], answers, Notes(), MONDAY - WEEK)
    notes = judged([ARTICLE], answers, before, MONDAY)
    run = Run(MONDAY, [address] * 100, answers, notes)

    told = as_markdown(report_of(dossier, run, SITES))

    assert len(told) < GITHUB_LIMIT
    assert "more dead addresses, left out" in told


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer | None]:
    """What addresses answer; those that are not told lead to a page."""
    told: dict[str, Answer | None] = {}

    def ask(urls: list[str], *_: object) -> Answers:
        return {url: told.get(url) for url in urls}

    monkeypatch.setattr(links, "ask", ask)
    return told


def check(tmp_path: Path, day: date) -> int:
    notes = tmp_path / links.NOTES
    where = ["--dossier", str(GOLDEN), "--earlier", str(notes), "--output", str(tmp_path)]
    return main(["links", "--check", *where, "--on", day.isoformat()])


def test_a_run_goes_on_from_the_notes_of_the_run_before(
    tmp_path: Path, answering: dict[str, Answer | None]
) -> None:
    answering[ARTICLE] = NOT_FOUND

    assert check(tmp_path, MONDAY) == 0
    assert "No address of a source is known to be dead." in (tmp_path / "links.md").read_text()
    assert check(tmp_path, MONDAY + WEEK) == 1
    assert f"### <code>{ARTICLE}</code>" in (tmp_path / "links.md").read_text("utf-8")
    found = json.loads((tmp_path / "links.json").read_text("utf-8"))["found"]
    days = {"since": "2024-03-04", "last": "2024-03-11"}
    assert found == {ARTICLE: {"kind": "gone", "said": "404 Not Found", **days}}

    del answering[ARTICLE]
    assert check(tmp_path, MONDAY + 2 * WEEK) == 0


def test_notes_that_cannot_be_read_begin_anew(
    tmp_path: Path, answering: dict[str, Answer | None], capsys: pytest.CaptureFixture[str]
) -> None:
    answering[ARTICLE] = NOT_FOUND
    (tmp_path / links.NOTES).write_text("{", "utf-8")

    assert check(tmp_path, MONDAY) == 0
    assert "holds no notes of a run; this one is the first" in capsys.readouterr().err


def test_a_machine_without_a_network_calls_nothing_dead(
    tmp_path: Path, answering: dict[str, Answer | None], capsys: pytest.CaptureFixture[str]
) -> None:
    manuscript, _ = read_checked(GOLDEN)
    answering |= dict.fromkeys((one.url for one in addresses_of(manuscript)), NO_NAME)

    assert check(tmp_path, MONDAY) == 2
    assert capsys.readouterr().err == (
        "run links: not one address answered; is there a network here?\n"
    )
    assert [*tmp_path.iterdir()] == []


def test_a_link_checker_that_cannot_run_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> Answers:
        raise NotAsked("lychee is not there")

    monkeypatch.setattr(links, "ask", fails)

    assert check(tmp_path, MONDAY) == 2
    assert capsys.readouterr().err == "run links: lychee is not there\n"


def test_without_check_nothing_is_asked_and_all_is_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(links, "ask", None)

    assert main(["links", "--dossier", str(GOLDEN)]) == 0
    told = capsys.readouterr().out
    assert (
        "\nhttps://kurier.example/bruecke\n"
        "  sources/references.yaml:18: url of courier\n"
        "  archived copy: https://archive.example/bruecke\n"
        "  noted as gone, and not asked\n"
    ) in told
    assert told.count("https://kurier.example/bruecke\n") == 1
