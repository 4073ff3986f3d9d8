"""What a reader does in a real browser: by mouse, by keyboard alone, without script, on a phone."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from kb.edit.form import Form
from tests.gates.clones import REPOSITORY, ROOT
from tests.gates.site import PAGE_TYPES, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]
FORMS = ROOT / ".github/ISSUE_TEMPLATE"
NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}}
ARTICLE = "sources/kyivpost-2022-06/"
EVENT, ACTOR = (re.compile(rf"/{folder}/[a-z0-9-]+/$") for folder in ("events", "actors"))
HIDDEN_WORDS = """() => [...document.querySelectorAll("main :is(h1, h2, p, li, td)")]
  .filter(element => element.scrollWidth > element.clientWidth + 1
    && getComputedStyle(element).overflowX === "hidden" && element.clientWidth > 1)
  .map(element => element.textContent.trim().slice(0, 60))"""

FOCUS = """() => {
  const focus = document.activeElement, {outlineStyle, boxShadow} = getComputedStyle(focus)
  const href = focus.href?.baseVal ?? focus.href ?? ""
  return [href, focus.outerHTML.slice(0, 120), outlineStyle + boxShadow !== "nonenone"]
}"""

with_and_without_script = pytest.mark.parametrize(
    "page", [{}, NO_SCRIPT], indirect=True, ids=["script", "no script"]
)


@with_and_without_script
def test_from_an_event_to_an_actor_and_back(page: Page, site: Site) -> None:
    event = site.richest("events/*/")
    page.goto(event)

    links_to(page, ACTOR).first.click()

    expect(page).to_have_url(ACTOR)
    links_to(page, re.compile(rf"/{event}(#.*)?$")).first.click()
    expect(page).to_have_url(re.compile(event))


@with_and_without_script
def test_from_a_claim_to_its_passage_in_the_article_and_back(page: Page, site: Site) -> None:
    page.goto(event_that_quotes_the_article(site))
    links_to(page, re.compile(rf"/{ARTICLE}#.+")).first.click()

    expect(page).to_have_url(re.compile(rf"{ARTICLE}#.+"))
    passage = target(page)
    expect(passage).to_be_in_viewport()
    links_to(page, re.compile(r"/events/[a-z0-9-]+/#.+"), within=around(passage)).first.click()

    expect(page).to_have_url(re.compile(r"/events/[a-z0-9-]+/#.+"))
    expect(target(page)).to_be_in_viewport()


@with_and_without_script
def test_from_home_through_the_timeline_to_every_event(page: Page, site: Site) -> None:
    page.goto("")
    links_to(page, re.compile(r"/timeline/$"), within=page.locator("body")).first.click()

    expect(page).to_have_url(re.compile(r"/timeline/$"))
    listed = links_to(page, EVENT).evaluate_all(
        "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
    )
    assert set(listed) == {site.url + event for event in site.pages_of_type("events/*/")}


def test_the_foot_leads_to_the_form_for_errors_with_the_page_filled_in(
    page: Page, site: Site
) -> None:
    event = site.richest("events/*/")
    page.goto(event)

    link = page.locator("footer.foot a", has_text="Report it")

    address = urlsplit(link.get_attribute("href") or "")
    filled = parse_qs(address.query)
    labels = Form.read((FORMS / filled["template"][0]).read_bytes()).labels
    assert address.geturl().startswith(f"{REPOSITORY}/issues/new?")
    assert filled["title"] == [f"Error: {page.title().partition(' · ')[0]}"]
    assert filled["page"] == [f"{site.url}{event}"]
    assert re.fullmatch(r"timeline.*\.yaml:\d+", filled["record"][0])
    assert {"page", "record"} <= labels.keys()


def test_by_keyboard_alone_from_home_to_an_actor(page: Page) -> None:
    page.goto("")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("skip", re.IGNORECASE))
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    tab_to(page, EVENT)
    page.keyboard.press("Enter")
    expect(page).to_have_url(EVENT)

    tab_to(page, ACTOR)
    page.keyboard.press("Enter")
    expect(page).to_have_url(ACTOR)
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["360 px"])
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_each_type_of_page_has_one_heading_and_fits_a_phone(
    page: Page, site: Site, kind: str
) -> None:
    answer = page.goto(site.richest(kind))

    assert answer is not None
    assert answer.ok
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(HIDDEN_WORDS) == []


def links_to(page: Page, address: re.Pattern[str], within: Locator | None = None) -> Locator:
    """Return the visible links of the page's body whose resolved address fits."""
    part = within or page.locator("main")
    typed = part.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    fitting = {href for href in typed if address.search(urljoin(page.url, href))}
    assert fitting, f"{page.url} has no link to {address.pattern}"
    return part.locator(", ".join(f'a[href="{href}"]:visible' for href in sorted(fitting)))


def target(page: Page) -> Locator:
    return page.locator(f'[id="{urlsplit(page.url).fragment}"]')


def around(passage: Locator) -> Locator:
    """Return the part of the page in which a passage and what is said of it stand together."""
    return passage.locator("xpath=ancestor-or-self::*[.//a[contains(@href, 'events/')]][1]")


def event_that_quotes_the_article(site: Site) -> str:
    return next(
        e
        for e in site.pages_of_type("events/*/")
        if f"{ARTICLE}#" in site.file(e).read_text("utf-8")
    )


def tab_to(page: Page, address: re.Pattern[str]) -> None:
    """Press Tab until a link to `address` has the focus, which must be seen each time."""
    page.wait_for_load_state()
    for _ in range(200):
        page.keyboard.press("Tab")
        address_there, element, shows = page.evaluate(FOCUS)
        assert shows, f"nothing shows the focus on {element}"
        if address.search(address_there):
            return
    raise AssertionError(f"{page.url}: no link to {address.pattern} within 200 presses of Tab")
