"""Long pages say where one is, events lead on, keys help whoever wants them; nothing jumps."""

import re
import time
from collections.abc import Callable
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page, Route, expect

from tests.gates.findings import assert_only_ignored
from tests.gates.site import PAGE_TYPES, SLOW_LINE, Site
from tests.gates.test_axe import Scheme, axe_findings, in_every_look
from tests.gates.test_previews import box

pytestmark = [pytest.mark.site, pytest.mark.browser]
PHONE = {"viewport": {"width": 360, "height": 740}}
WIDE = {"viewport": {"width": 1280, "height": 900}}
NO_SCRIPT = {"java_script_enabled": False}
LONG_PAGES = (
    "events/cpc-survey-starts/",
    "guide/",
    "sources/kyivpost-2022-06/",
    "claims/",
    "actors/tokayev/",
)
EVENT = "events/plenary-quasi-states/"
ARTICLE = "sources/kyivpost-2022-06/"

UNSEEN = 0.0005
"""A word that was painted while its line was still arriving may wrap anew; that is no jump."""

WATCH = """
  window.shifts = []
  new PerformanceObserver(list => {
    for (const shift of list.getEntries())
      if (!shift.hadRecentInput)
        window.shifts.push([shift.value, ...shift.sources.map(source =>
          source.node?.outerHTML?.slice(0, 90) ?? source.node?.textContent)])
  }).observe({type: "layout-shift", buffered: true})
"""
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y)
    await new Promise(done => setTimeout(done, 30))
  }
}"""
COVERED = """id => {
  const target = document.getElementById(id), bar = document.querySelector(".onpage")
  return target.getBoundingClientRect().top < bar.getBoundingClientRect().bottom
}"""
FOCUS = """() => {
  const focus = document.activeElement, {outlineStyle, outlineWidth} = getComputedStyle(focus)
  const bar = document.querySelector(".onpage")
  const tops = [...focus.getClientRects()].map(({left, top, width, height}) =>
    document.elementFromPoint(left + width / 2, top + height / 2))
  const is_under = Boolean(bar) && !bar.contains(focus) && tops.every(top => bar.contains(top))
  const is_seen = outlineStyle !== "none" && outlineWidth !== "0px"
  return [focus.outerHTML.slice(0, 120), is_seen, is_under]
}"""

at_both_widths = pytest.mark.parametrize(
    "page", [PHONE, WIDE], indirect=True, ids=["360 px", "1280 px"]
)


@at_both_widths
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_nothing_jumps_while_a_page_loads_and_is_read(page: Page, site: Site, kind: str) -> None:
    page.add_init_script(WATCH)
    page.route("**/assets/*.js", late)
    page.set_extra_http_headers(SLOW_LINE)

    page.goto(site.richest(kind), wait_until="networkidle")
    page.evaluate(SCROLL)

    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < UNSEEN, shifts


def late(route: Route) -> None:
    """Let script come after the first paint, as on a slow line."""
    time.sleep(0.3)
    route.continue_()


@pytest.mark.parametrize("address", LONG_PAGES)
def test_a_long_page_says_where_one_is(page: Page, address: str) -> None:
    page.goto(address)
    title = page.locator("h1").inner_text().removesuffix("¶").strip()
    page.locator(".onpage summary").click()
    page.wait_for_load_state("networkidle")  # what closes the list is loaded when it first opens
    entry = page.locator(".onpage ol a").nth(2)
    label = entry.inner_text()

    entry.click()

    expect(page.locator(".onpage .where")).to_contain_text(title)
    expect(page.locator(".onpage .where")).to_contain_text(label)
    expect(page.locator(".onpage ol")).to_be_hidden()
    expect(page.locator(".onpage [aria-current]")).to_have_text(label)


@pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True, ids=["no script"])
@pytest.mark.parametrize("address", LONG_PAGES)
def test_without_script_a_long_page_lists_its_parts(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".onpage")).to_have_css("position", "relative")

    page.locator(".onpage summary").click()

    assert page.locator(".onpage ol a:visible").count() >= 3


@at_both_widths
@pytest.mark.parametrize("address", LONG_PAGES)
def test_the_bar_covers_no_part_that_a_link_leads_to(page: Page, address: str) -> None:
    page.goto(address)
    links = page.locator('main a[href^="#"]').evaluate_all("all => all.map(a => a.hash.slice(1))")
    names = [name for name in dict.fromkeys(links) if name not in ("", "_top")]
    for name in names[:: max(1, len(names) // 25)]:
        page.evaluate("name => { location.hash = name }", name)
        page.wait_for_timeout(30)

        assert not page.evaluate(COVERED, name), name


@at_both_widths
@pytest.mark.parametrize("address", ["", EVENT, "claims/", ARTICLE])
def test_the_focus_is_seen_and_not_under_the_bar(page: Page, address: str) -> None:
    page.goto(address)
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 30:
        page.keyboard.press(key)
        element, shows, is_under = page.evaluate(FOCUS)

        assert shows, f"nothing shows the focus on {element}"
        assert not is_under, f"the bar covers {element}"


def test_an_event_leads_to_the_previous_and_the_next(page: Page, site: Site) -> None:
    page.goto("timeline/")
    order = page.locator("li[data-event] > div > a:first-child").evaluate_all(
        "all => all.map(a => a.href)"
    )
    here = order.index(site.url + EVENT)
    page.goto(EVENT)

    for way, place in (("prev", here - 1), ("next", here + 1)):
        links = page.locator(f'main a[rel="{way}"]')
        assert {urldefrag(link.evaluate("a => a.href"))[0] for link in links.all()} == {
            order[place]
        }
    for shown in page.locator(".pager p").all():
        expect(shown).to_contain_text(re.compile(r"20\d\d"))
        expect(shown.locator(".st")).to_have_count(1)


def test_the_ends_of_the_timeline_lead_one_way(page: Page) -> None:
    page.goto("timeline/")
    events = page.locator("li[data-event] > div > a:first-child")
    events.last.click()

    assert page.locator('main a[rel="next"]').count() == 0
    assert page.locator('main a[rel="prev"]').count() >= 1


def test_keys_lead_to_the_previous_and_the_next_event(page: Page) -> None:
    page.goto(EVENT)

    page.keyboard.press("j")
    expect(page).not_to_have_url(re.compile(EVENT))
    page.keyboard.press("k")

    expect(page).to_have_url(re.compile(EVENT))


def test_a_question_mark_lists_the_keys_and_escape_gives_the_focus_back(page: Page) -> None:
    page.goto(EVENT)
    link = page.locator(".facts a").first
    link.focus()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("search")
    page.keyboard.press("Escape")

    expect(keys).to_be_hidden()
    expect(link).to_be_focused()


def test_a_button_leads_to_the_keys(page: Page) -> None:
    page.goto("")

    page.get_by_role("button", name="Keys").click()

    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def into_the_search(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


def into_a_field(page: Page) -> None:
    page.evaluate("document.querySelector('main').prepend(document.createElement('textarea'))")
    page.locator("textarea").focus()


@pytest.mark.parametrize("begin", [into_the_search, into_a_field])
def test_single_keys_are_letters_while_one_types(page: Page, begin: Callable[[Page], None]) -> None:
    page.goto(EVENT)
    begin(page)

    page.keyboard.type("jk/?")

    assert page.evaluate("document.activeElement.value") == "jk/?"
    expect(page).to_have_url(re.compile(EVENT))
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)


def test_single_keys_can_be_turned_off_and_on(page: Page) -> None:
    page.goto(EVENT)
    page.keyboard.press("?")
    single = page.get_by_role("checkbox")
    expect(single).to_be_checked()
    single.uncheck()
    page.keyboard.press("Escape")

    for key in "jk/?":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile(EVENT))
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.reload()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys").click()
    expect(single).not_to_be_checked()
    single.check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_nothing_of_it_is_on_paper(page: Page) -> None:
    page.goto(EVENT)
    page.emulate_media(media="print")

    for part in (".onpage", ".turn", ".pager", ".ask-keys"):
        expect(page.locator(part)).to_be_hidden()


def test_the_bar_gives_way_on_a_low_screen(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 360})
    page.goto(EVENT)

    expect(page.locator(".onpage")).to_have_css("position", "relative")


@in_every_look
def test_axe_finds_nothing_in_the_keys_and_the_list_of_parts(
    page: Page, scheme: Scheme, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(EVENT)
    page.locator(".onpage summary").click()
    findings = list(axe_findings(page, f"{EVENT} with its parts ({scheme}, {width} px)"))

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    findings += list(axe_findings(page, f"{EVENT} with the keys ({scheme}, {width} px)"))

    assert_only_ignored("axe", findings)


def test_the_list_of_parts_closes_with_escape(page: Page) -> None:
    page.goto(EVENT)
    page.mouse.wheel(0, 900)
    summary = page.locator(".onpage summary")
    expect(page.locator(".where")).not_to_be_empty()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".onpage ol")).to_be_visible()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(page.locator(".onpage ol")).to_be_hidden()
    expect(summary).to_be_focused()
    assert box(page.locator(".onpage"))["y"] == 0
