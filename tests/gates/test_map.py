"""The map in a real browser: from a mark to its place and back, by keyboard, on a phone."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.site, pytest.mark.browser]
NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}}
DOTS = re.compile(r", (\d+ events?|no event, spoken of in \d+)$")
BOXES = """texts => texts.map(text => {
  const {left, top, right, bottom} = text.getBoundingClientRect()
  return [left, top, right, bottom]
})"""

with_and_without_script = pytest.mark.parametrize(
    "page", [{}, NO_SCRIPT], indirect=True, ids=["script", "no script"]
)


def marks(page: Page) -> Locator:
    return page.get_by_role("group", name="Map of the places").get_by_role("link", name=DOTS)


def overlapping(boxes: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    """The pairs of boxes that share more than a pixel in both directions."""
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    ]


@with_and_without_script
def test_from_a_mark_to_its_place_and_back(page: Page) -> None:
    page.goto("map/")
    mark = marks(page).first
    name = str(mark.get_attribute("aria-label")).rpartition(",")[0]

    mark.click()

    expect(page.locator("h1")).to_contain_text(name)
    page.locator("main").get_by_role("link", name="on the map").click()
    expect(page).to_have_url(re.compile(r"/map/#_place-[a-z0-9-]+$"))
    expect(page.locator("tr:target")).to_contain_text(name)
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_the_table_has_every_mark_with_its_events(page: Page) -> None:
    page.goto("map/")

    for label in marks(page).evaluate_all("all => all.map(a => a.ariaLabel)"):
        name, said = DOTS.split(label)[:2]
        row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
        here = row.locator("td > ul > li" if "event" in said.split()[-1] else "td details li")
        [count] = re.findall(r"\d+", said)
        expect(here).to_have_count(int(count))
        expect(here.locator(".st")).to_have_count(int(count))


def test_by_keyboard_the_map_pans_and_its_marks_open(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("map/")
    region = page.get_by_role("region", name="Map of the places")
    region.focus()
    before = region.evaluate("element => element.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('.pan').scrollLeft > before", arg=before
    )

    page.keyboard.press("Tab")
    expect(marks(page).first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/places/[a-z0-9-]+/$"))


@pytest.mark.parametrize("page", [PHONE, {}], indirect=True, ids=["360 px", "1280 px"])
def test_names_are_legible_and_do_not_overlap(page: Page) -> None:
    page.goto("map/")
    texts = page.locator(".map text")

    boxes = texts.evaluate_all(BOXES)
    scale = page.locator(".map").evaluate("svg => svg.getScreenCTM().a")

    assert len(boxes) > 10
    assert overlapping(boxes) == []
    assert scale >= 1


def test_on_a_phone_each_mark_has_room_for_a_finger(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("map/")

    sizes = page.locator(".map a").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect()).map(box => [box.width, box.height])"
    )

    assert min(min(size) for size in sizes) >= 24
