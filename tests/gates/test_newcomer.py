"""A newcomer with the guide and the messages alone: from a clone to a published page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.gates.newcomer import (
    agree,
    apply,
    clone,
    commands,
    follow,
    git,
    problems,
    shell,
    worked_example,
)
from tests.gates.site import serve

pytestmark = [pytest.mark.site, pytest.mark.browser]
TIMELINE = "timeline.yaml"
EVENT = "forum-database-repair"
SLIPS = (
    ("    title: Peskov says how long", "    title Peskov says how long"),
    ("    when: 2022-06-17\n", "    when: 17/06/2022\n"),
    ("    place: st-petersburg\n", "\tplace: st-petersburg\n"),
    ("    actors: {peskov:", "    actors: {peskof:"),
    (" [repair-time].", "."),
    ("    claims:\n", "    clams:\n"),
    ("        evidence:\n", "        text: Once more.\n        evidence:\n"),
    ("        kind: said\n", "       kind: sayd\n"),
    ("        by: peskov\n", ""),
    ("          - source: secolo-database\n", "          - source: secolo-databse\n"),
    (': "Quotes the spokesman', ": Quotes the spokesman"),
    ('the database."', "the database.\n            stance: suports"),
)
"""Twelve ways to break the new event, of which one holds two."""
ROUNDS = 20


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which somebody has followed the guide's example, word by word."""
    checkout = clone(tmp_path_factory.mktemp("newcomer") / "checkout")
    follow_example(checkout)
    return checkout


def record_of(text: str) -> str:
    return text[text.index(f"\n  {EVENT}:\n") :].partition("\n\n")[0]


def follow_example(checkout: Path) -> None:
    line = 1
    for kind, block in worked_example():
        if kind == "diff":
            text = (checkout / TIMELINE).read_text("utf-8")
            (checkout / TIMELINE).write_text(apply(block, text, line), "utf-8")
            continue
        for command, said in commands(block):
            done = shell(checkout, "bash", "-c", command)
            assert agree(said, done.stdout), f"$ {command}\n{done.stdout}"
            if written := re.search(r"^written: \S+:(\d+)$", done.stdout, re.MULTILINE):
                line = int(written[1])


def test_the_example_of_the_guide_works_word_by_word(checkout: Path) -> None:
    assert record_of((checkout / TIMELINE).read_text("utf-8"))
    assert git(checkout, "status", "--porcelain") == ""


def test_twelve_slips_are_mended_by_following_the_messages_alone(checkout: Path) -> None:
    good = (checkout / TIMELINE).read_text("utf-8")
    record = record_of(good)
    broken = record
    for right, wrong in SLIPS:
        assert right in broken, right
        broken = broken.replace(right, wrong, 1)
    (checkout / TIMELINE).write_text(good.replace(record, broken), "utf-8")

    for _ in range(ROUNDS):
        told = problems(shell(checkout, "./run", "check").stdout)
        if not told:
            break
        text = (checkout / TIMELINE).read_text("utf-8")
        (checkout / TIMELINE).write_text(follow(text, told[0]), "utf-8")

    assert shell(checkout, "./run", "check").stdout.strip() == "no problems"
    assert "No change of content" in shell(checkout, "./run", "diff").stdout


def test_the_page_is_there_and_the_report_tells_of_it(checkout: Path, browser: Browser) -> None:
    report = shell(checkout, "./run", "diff", "main", "HEAD").stdout

    assert f"event **added** <code>{EVENT}</code>" in report
    assert f"/events/{EVENT}/" in report
    with serve(checkout / "site") as address:
        page = browser.new_context(base_url=address).new_page()
        page.goto(f"events/{EVENT}/")
        expect(page.locator("h1")).to_contain_text("how long the repair")
        expect(page.locator("main")).to_contain_text("single-source")
        page.context.close()
