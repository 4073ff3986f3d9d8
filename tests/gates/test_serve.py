"""What is saved shows in the browser by itself; what is amiss shows until it is mended."""

import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.copies import unpublish
from tests.gates.clones import copy_checkout
from tests.gates.preview import Served, preview_of

pytestmark = [pytest.mark.site, pytest.mark.browser]
GOLDEN = Path(__file__).parents[1] / "golden"
PATIENCE = 60_000
"""Milliseconds: how long a build may take on a busy machine."""
EVENT, TITLE = "events/notice/", "The Bridge Office announces works"
TIMELINE, EVENT_TEMPLATE = "timeline.yaml", "scripts/kb/render/templates/event.md.jinja"
ADDED = """\
  added:
    title: An event is added
    when: 1999-05-16
    actors: {bridge-office: author of the addition}
    claims:
      c:
        text: It happened.
        kind: happened
        evidence: [{source: office-notice, reports: So it was.}]
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A checkout that holds the invented dossier, which is small."""
    root = tmp_path_factory.mktemp("serve") / "checkout"
    copy_golden(root)
    with preview_of(root) as ready:
        yield ready


def copy_golden(root: Path) -> None:
    copy_checkout(root)
    for old in (root / "sources").iterdir():
        old.unlink()
    files = (GOLDEN / TIMELINE, GOLDEN / "docs/published.jsonl", *(GOLDEN / "sources").iterdir())
    for file in files:
        (root / file.relative_to(GOLDEN)).write_bytes(file.read_bytes())
    unpublish(root)


@pytest.fixture
def window(served: Served, browser: Browser) -> Iterator[Page]:
    """A window of a phone's width on the dossier as it was, which it is again afterwards."""
    names = [
        TIMELINE,
        EVENT_TEMPLATE,
        *(f"sources/{p.name}" for p in (GOLDEN / "sources").iterdir()),
    ]
    before = {name: (served.root / name).read_bytes() for name in names}
    context = browser.new_context(base_url=served.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(EVENT)
    shows(page.locator("h1"), TITLE)  # what was put back after the test before is built by now
    goes(problems(page))
    yield page
    context.close()
    for name, content in before.items():
        if (served.root / name).read_bytes() != content:
            (served.root / name).write_bytes(content)


def problems(window: Page) -> Locator:
    return window.get_by_role("alert").filter(has=window.get_by_role("button", name="Hide"))


def shows(found: Locator, text: str | re.Pattern[str]) -> None:
    expect(found).to_contain_text(text, timeout=PATIENCE)


def goes(found: Locator) -> None:
    expect(found).to_have_count(0, timeout=PATIENCE)


def test_an_edited_title_shows_at_the_place_where_one_was_reading(
    served: Served, window: Page
) -> None:
    window.goto(EVENT)
    window.evaluate("scrollTo(0, 400)")

    served.edit(TIMELINE, f"title: {TITLE}", "title: Retitled, that interview")

    shows(window.locator("h1"), "Retitled, that interview")
    window.wait_for_function("scrollY === 400")


def test_a_broken_edit_shows_over_the_last_good_page_until_mended(
    served: Served, window: Page
) -> None:
    window.goto(EVENT)

    served.edit(TIMELINE, f"title: {TITLE}", "titel: <img src=x onerror=alert(1)>")

    shows(problems(window), re.compile(r"timeline\.yaml:\d+:\d+"))
    shows(problems(window).locator("pre").first, "<img src=x onerror=alert(1)>")
    shows(window.locator("h1"), TITLE)
    widest = window.evaluate("document.documentElement.scrollWidth")
    assert widest <= 360

    served.edit(TIMELINE, "titel: <img src=x onerror=alert(1)>", "title: Mended")

    goes(problems(window))
    shows(window.locator("h1"), "Mended")


def test_problems_stay_hidden_until_the_next_change(served: Served, window: Page) -> None:
    window.goto(EVENT)
    served.edit(TIMELINE, f"title: {TITLE}", "titel: x")

    problems(window).get_by_role("button").click()
    goes(problems(window))
    window.reload()
    goes(problems(window))

    served.edit(TIMELINE, "titel: x", "titel: y")
    shows(problems(window), "titel: y")


def test_a_changed_source_that_breaks_a_quote_shows(served: Served, window: Page) -> None:
    window.goto("")

    served.edit("sources/gazette-1999.md", "“never”", "“not yet”")

    shows(problems(window), "sources/gazette-1999.md:")


def test_a_changed_template_shows_and_a_broken_one_is_told_by_its_line(
    served: Served, window: Page
) -> None:
    window.goto(EVENT)
    whole = (served.root / EVENT_TEMPLATE).read_text("utf-8")

    (served.root / EVENT_TEMPLATE).write_text(f"{whole}\n\nA line of the template.\n", "utf-8")
    shows(window.locator("article"), "A line of the template.")

    (served.root / EVENT_TEMPLATE).write_text(f"{whole}{{{{ nonsense }}}}\n", "utf-8")
    shows(problems(window), f"{EVENT_TEMPLATE}:{len(whole.splitlines()) + 1}")
    shows(window.locator("article"), "A line of the template.")

    (served.root / EVENT_TEMPLATE).write_text(whole, "utf-8")
    goes(problems(window))


def test_an_event_comes_and_goes(served: Served, window: Page) -> None:
    whole = (served.root / TIMELINE).read_text("utf-8")
    window.goto("events/added/")
    expect(window.locator("h1")).to_have_text("There is no page at this address")

    served.edit(TIMELINE, "\nevents:\n", f"\nevents:\n{ADDED}")
    shows(window.locator("h1"), "An event is added")

    (served.root / TIMELINE).write_text(whole, "utf-8")
    expect(window.locator("h1")).to_have_text("There is no page at this address", timeout=PATIENCE)
    answer = window.reload()
    assert answer
    assert answer.status == 404


def test_a_broken_theme_leaves_every_page_as_it_was(served: Served, window: Page) -> None:
    theme = served.root / "overrides/main.html"
    whole = theme.read_text("utf-8")
    theme.write_text(f"{whole}{{% nonsense %}}", "utf-8")
    try:
        shows(problems(window), "nonsense")
        served.edit(TIMELINE, f"title: {TITLE}", "title: Edited meanwhile")
        window.goto("events/closure/")  # nobody has asked for it before
        shows(window.locator("h1"), "The bridge is closed to carts")
        shows(problems(window), "nonsense")
    finally:
        theme.write_text(whole, "utf-8")
    goes(problems(window))
    window.goto(EVENT)
    shows(window.locator("h1"), "Edited meanwhile")


def test_an_older_asset_comes_back_and_one_that_is_gone_is_gone(
    served: Served, window: Page
) -> None:
    added = served.root / "docs/assets/added.txt"
    added.write_text("new", "utf-8")
    answers(served, added.name, "new")
    added.write_text("old", "utf-8")
    os.utime(added, (0, 0))
    answers(served, added.name, "old")
    added.unlink()
    answers(served, added.name, None)


def answers(served: Served, asset: str, text: str | None) -> None:
    """Ask until the asset is there with this text, or is not there."""
    end = time.monotonic() + PATIENCE / 1000
    while got(f"{served.url}assets/{asset}") != text:
        assert time.monotonic() < end
        time.sleep(0.05)


def got(url: str) -> str | None:
    try:
        with urllib.request.urlopen(url) as answer:
            text: str = answer.read().decode()
    except urllib.error.HTTPError:
        return None
    return text


def test_one_edit_is_one_build(served: Served, window: Page) -> None:
    window.goto(EVENT)
    served.edit(TIMELINE, f"title: {TITLE}", "title: Once")
    shows(window.locator("h1"), "Once")
    (served.root / "sources/.references.yaml.swp").touch()
    (served.root / "sources/4913").touch()
    before = served.log.read_text("utf-8").count("Detected file changes")

    window.wait_for_timeout(1500)

    assert served.log.read_text("utf-8").count("Detected file changes") == before
    (served.root / "sources/4913").unlink()


def test_a_dossier_broken_from_the_start_is_served_once_it_is_mended(
    tmp_path: Path, browser: Browser
) -> None:
    root = tmp_path / "checkout"
    copy_golden(root)
    whole = (root / TIMELINE).read_text("utf-8")
    (root / TIMELINE).write_text(whole.replace(f"title: {TITLE}", "titel: x"), "utf-8")
    with preview_of(root) as served:
        page = browser.new_page(base_url=served.url)
        page.goto(EVENT, timeout=PATIENCE)
        shows(page.locator("h1"), "Nothing to show yet")
        shows(problems(page), "titel")

        (root / TIMELINE).write_text(whole, "utf-8")

        shows(page.locator("h1"), TITLE)
        page.close()
