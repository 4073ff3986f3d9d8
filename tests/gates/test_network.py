"""The network in a real browser: to an actor and back, who is lit with whom, on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.gates.site import Site
from tests.gates.test_map import BOXES, NO_SCRIPT, PHONE, overlapping

pytestmark = [pytest.mark.site, pytest.mark.browser]
STILL = {"reduced_motion": "reduce"}
ACTOR = re.compile(r"/actors/[a-z0-9-]+/$")

with_and_without_script = pytest.mark.parametrize(
    "page", [{}, NO_SCRIPT], indirect=True, ids=["script", "no script"]
)


def nodes(page: Page) -> Locator:
    return page.get_by_role("group", name="Network of the actors").get_by_role("link")


def shown(page: Page) -> list[str]:
    """The actors that stand out while one is asked for."""
    found: list[str] = page.locator(".net a").evaluate_all(
        "all => all.filter(a => getComputedStyle(a).opacity === '1').map(a => a.dataset.actor)"
    )
    return found


@with_and_without_script
def test_from_the_network_to_an_actor_and_back(page: Page) -> None:
    page.goto("network/")
    name = str(nodes(page).first.get_attribute("aria-label")).split(", together")[0]

    nodes(page).first.click()

    expect(page).to_have_url(ACTOR)
    expect(page.locator("h1")).to_contain_text(name)
    page.get_by_role("link", name="The whole network").click()
    expect(page).to_have_url(re.compile(r"/network/$"))


@with_and_without_script
def test_from_an_actor_to_a_neighbour_of_it(page: Page, site: Site) -> None:
    page.goto(site.richest("actors/*/"))
    here = page.url
    neighbours = page.locator(".ego").get_by_role("link", name=re.compile(r"\d+ events? together$"))
    assert 1 < neighbours.count() <= 12

    neighbours.first.click()

    expect(page).to_have_url(ACTOR)
    assert page.url != here
    expect(page.locator(f'.ego a[href$="/{here.split("/")[-2]}/"]')).to_have_count(1)


def test_every_line_has_a_row_that_lists_its_events(page: Page) -> None:
    page.goto("network/")

    for pair in page.locator(".net [data-of]").evaluate_all("all => all.map(a => a.dataset.of)"):
        row = page.locator(f'[id="pair-{"--".join(sorted(pair.split()))}"]')
        events = row.locator("li")
        expect(row.locator("td.num")).to_have_text(str(events.count()))
        expect(events.locator(".st")).to_have_count(events.count())


@pytest.mark.parametrize("page", [STILL], indirect=True, ids=["no motion"])
def test_an_actor_asked_for_stands_out_with_its_company(page: Page) -> None:
    page.goto("network/", wait_until="networkidle")
    everybody = shown(page)
    node = nodes(page).nth(4)
    actor = node.get_attribute("data-actor")
    ties = page.locator(f'.net [data-of~="{actor}"]')
    company = set(" ".join(ties.evaluate_all("all => all.map(a => a.dataset.of)")).split())

    node.focus()

    assert set(shown(page)) == company
    assert 1 < len(company) < len(everybody)
    node.blur()
    assert shown(page) == everybody
    node.hover()
    assert set(shown(page)) == company


@pytest.mark.parametrize("page", [PHONE, {}], indirect=True, ids=["360 px", "1280 px"])
def test_names_do_not_overlap_and_each_node_has_room_for_a_finger(page: Page, site: Site) -> None:
    for address, drawing in (("network/", ".net"), (site.richest("actors/*/"), ".ego")):
        page.goto(address)

        boxes = page.locator(f"{drawing} text").evaluate_all(BOXES)
        links = page.locator(f"{drawing} a").evaluate_all(BOXES)

        assert overlapping(boxes) == []
        assert all(min(right - left, bottom - top) >= 24 for left, top, right, bottom in links)


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["360 px"])
def test_on_a_phone_a_neighbourhood_is_seen_whole(page: Page, site: Site) -> None:
    page.goto(site.richest("actors/*/"))

    box = page.locator(".ego").bounding_box()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
