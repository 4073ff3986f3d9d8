"""A link to a record shows what it leads to, on hover and on focus, and never gets in the way."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.gates.findings import assert_only_ignored
from tests.gates.site import Site
from tests.gates.test_axe import Scheme, axe_findings, in_every_look, opened

pytestmark = [pytest.mark.site, pytest.mark.browser]
PHONE = {"viewport": {"width": 360, "height": 740}}
WIDE = {"viewport": {"width": 1280, "height": 900}}
EVENT, ACTOR = "plenary-quasi-states", "tokayev"
QUICKLY = 100
"""Milliseconds, well below the delay of a preview."""
SHOWN_FROM = (("timeline/", f"events/{EVENT}/"), (f"events/{EVENT}/", "actors/tokayev/"))
LONG = 700
"""Milliseconds, well above the time in which a preview comes and goes."""


def link_to(page: Page, address: str) -> Locator:
    """The first link of the page's body to what ends so."""
    return page.locator(f'main a[href$="{address}"]:visible').first


def preview(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def asked(page: Page) -> list[str]:
    """A list that fills with the addresses asked for from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


def by_hover(link: Locator) -> None:
    link.hover()


def by_focus(link: Locator) -> None:
    link.focus()


either_way = pytest.mark.parametrize("reach", [by_hover, by_focus])


@either_way
def test_a_link_to_an_event_shows_its_lead_with_who_says_it_and_its_status(
    page: Page, reach: Callable[[Locator], None]
) -> None:
    page.goto(f"events/{EVENT}/")
    title = page.locator("h1").inner_text().removesuffix("¶")
    lead = page.locator('[data-preview="lead"]')
    told = [
        " ".join(lead.locator(f'[data-preview="{part}"]').inner_text().split())
        for part in ("who", "words", "status")
    ]
    page.goto("timeline/")

    reach(link_to(page, f"events/{EVENT}/"))

    expect(preview(page)).to_be_visible()
    for words in (title, "17 June 2022", *told):
        expect(preview(page)).to_contain_text(words)


def test_a_link_to_an_actor_shows_what_it_is_and_its_summary(page: Page) -> None:
    page.goto(f"actors/{ACTOR}/")
    summary = page.locator(".lede").inner_text()
    page.goto(f"events/{EVENT}/")

    link_to(page, f"actors/{ACTOR}/").hover()

    expect(preview(page)).to_contain_text("Person")
    expect(preview(page)).to_contain_text(summary)


def test_a_link_to_a_source_shows_when_it_was_published_and_how_far_it_was_read(
    page: Page,
) -> None:
    page.goto("sources/")

    page.locator('main tr:has-text("in excerpt"):has(time) th a').first.hover()

    expect(preview(page)).to_contain_text("Source, cited and not kept")
    expect(preview(page)).to_contain_text("read in excerpt")
    expect(preview(page)).to_contain_text(re.compile(r"Published .*20\d\d"))


@either_way
def test_a_link_to_a_claim_of_another_page_shows_that_claim(
    page: Page, reach: Callable[[Locator], None]
) -> None:
    page.goto("claims/")
    row = page.locator(".board > li:has(.disp)").first
    link = row.locator('.said a[href*="#"]')

    reach(link)

    expect(preview(page)).to_contain_text(link.inner_text())
    expect(preview(page)).to_contain_text("disputed")
    expect(preview(page)).to_contain_text(
        row.locator(".what .count").first.inner_text().rstrip(":")
    )


def test_a_link_to_a_question_shows_it_and_answers_nothing(page: Page) -> None:
    page.goto("")
    link = page.locator(".six h3 a").first

    link.hover()

    expect(preview(page)).to_contain_text(link.inner_text())
    expect(preview(page).locator(".preview-who, .preview-status")).to_have_count(0)


def test_no_preview_says_a_claim_bare_that_may_not_be(page: Page) -> None:
    page.goto("timeline/")
    for link in page.locator("li[data-event] > div > a:first-child").all()[:12]:
        link.hover()
        expect(preview(page)).to_be_visible()

        who, status = (
            preview(page).locator(f".preview-{part}").inner_text() for part in ("who", "status")
        )

        assert who
        assert who != "Happened" or status.startswith("corroborated")
        page.mouse.move(2, 2)
        expect(preview(page)).to_be_hidden()


def test_the_link_is_described_by_its_preview_only_while_that_is_seen(page: Page) -> None:
    page.goto("timeline/")
    link = link_to(page, f"events/{EVENT}/")

    link.focus()
    expect(preview(page)).to_be_visible()

    name = preview(page).get_attribute("id")
    assert link.get_attribute("aria-describedby") == name
    page.keyboard.press("Tab")
    expect(link).not_to_have_attribute("aria-describedby", re.compile("."))


def test_escape_puts_it_away_and_leaves_the_focus_where_it_is(page: Page) -> None:
    page.goto("timeline/")
    link = link_to(page, f"events/{EVENT}/")
    link.focus()
    expect(preview(page)).to_be_visible()

    page.keyboard.press("Escape")

    expect(preview(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_escape_puts_it_away_while_the_pointer_stays(page: Page) -> None:
    page.goto("timeline/")
    link = link_to(page, f"events/{EVENT}/")
    link.hover()
    expect(preview(page)).to_be_visible()

    page.keyboard.press("Escape")
    page.mouse.move(*(value + 2 for value in middle(box(link))))
    page.wait_for_timeout(LONG)

    expect(preview(page)).to_be_hidden()


def test_the_pointer_may_move_onto_it_and_it_stays_as_long_as_that(page: Page) -> None:
    page.goto("timeline/")
    link_to(page, f"events/{EVENT}/").hover()
    expect(preview(page)).to_be_visible()

    page.mouse.move(*middle(box(preview(page))), steps=8)
    page.wait_for_timeout(LONG)
    expect(preview(page)).to_be_visible()

    page.mouse.move(2, 2)
    expect(preview(page)).to_be_hidden()


def test_scrolling_puts_it_away(page: Page) -> None:
    page.goto("timeline/")
    link_to(page, f"events/{EVENT}/").focus()
    expect(preview(page)).to_be_visible()

    page.mouse.wheel(0, 400)

    expect(preview(page)).to_be_hidden()


def test_nothing_is_asked_for_before_the_first_link_is_reached(page: Page, site: Site) -> None:
    requests = asked(page)
    page.goto(f"events/{EVENT}/", wait_until="networkidle")
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    page.wait_for_timeout(LONG)
    assert not [url for url in requests if "preview" in url]

    link_to(page, f"actors/{ACTOR}/").hover()

    expect(preview(page)).to_be_visible()
    assert f"{site.url}actors/{ACTOR}/" in requests


def test_a_page_is_not_asked_for_when_the_pointer_only_passes(page: Page, site: Site) -> None:
    page.goto(f"events/{EVENT}/")
    link_to(page, "actors/putin/").hover()
    expect(preview(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(preview(page)).to_be_hidden()
    requests = asked(page)

    link_to(page, f"actors/{ACTOR}/").hover()
    page.wait_for_timeout(QUICKLY)
    page.mouse.move(2, 2)
    page.wait_for_timeout(LONG)

    assert f"{site.url}actors/{ACTOR}/" not in requests
    expect(preview(page)).to_be_hidden()


def test_a_page_is_asked_for_once(page: Page, site: Site) -> None:
    page.goto(f"events/{EVENT}/")
    requests = asked(page)
    for _ in range(2):
        link_to(page, f"actors/{ACTOR}/").hover()
        expect(preview(page)).to_be_visible()
        page.mouse.move(2, 2)
        expect(preview(page)).to_be_hidden()

    assert requests.count(f"{site.url}actors/{ACTOR}/") == 1


def test_a_link_within_the_page_has_none(page: Page) -> None:
    page.goto(f"events/{EVENT}/")
    page.locator('main .lede a[href^="#"]').first.hover()
    page.wait_for_timeout(LONG)

    expect(preview(page)).to_have_count(0)


@pytest.mark.parametrize("page", [PHONE, WIDE], indirect=True, ids=["360 px", "1280 px"])
@pytest.mark.parametrize("address", ["timeline/", "claims/", f"events/{EVENT}/", "guide/"])
def test_it_stays_within_the_window_and_off_its_link(page: Page, address: str) -> None:
    page.goto(address)
    links = page.locator("main :is(a[href*='/events/'], a[href*='/actors/'], th a):visible")
    for link in [links.nth(place) for place in (0, 3, 7)]:
        link.focus()
        link.evaluate("link => link.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(QUICKLY)
        link.blur()
        link.focus()
        expect(preview(page)).to_be_visible()

        shown, its = box(preview(page)), box(link)

        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= page.evaluate("document.documentElement.clientWidth")
        assert shown["y"] >= 0
        assert shown["y"] + shown["height"] <= page.evaluate("innerHeight")
        below, above = (
            shown["y"] >= its["y"] + its["height"],
            shown["y"] + shown["height"] <= its["y"],
        )
        assert below or above
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


@in_every_look
def test_axe_finds_nothing_while_it_is_open(
    site: Site, browser: Browser, scheme: Scheme, width: int
) -> None:
    findings = []
    window = opened(site, browser, scheme, width)
    for address, to in SHOWN_FROM:
        window.goto(address)
        link_to(window, to).focus()
        expect(preview(window)).to_be_visible()
        findings += list(axe_findings(window, f"{address} with a preview ({scheme}, {width} px)"))
    window.context.close()

    assert_only_ignored("axe", findings)


def box(element: Locator) -> FloatRect:
    found = element.bounding_box()
    assert found is not None
    return found


def middle(found: FloatRect) -> tuple[float, float]:
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


@pytest.mark.parametrize(
    "page", [{"viewport": {"width": 640, "height": 400}}], indirect=True, ids=["200 %"]
)
def test_a_claim_is_shown_with_its_status_or_not_at_all(page: Page) -> None:
    page.goto("timeline/")
    links = page.locator("li[data-event] > div > a:first-child")
    for link in [links.nth(place) for place in (0, 4, 9, 14)]:
        link.focus()
        page.wait_for_timeout(LONG)
        if preview(page).is_visible():
            status = box(preview(page).locator(".preview-status"))
            whole = box(preview(page))
            assert status["y"] + status["height"] <= whole["y"] + whole["height"]
