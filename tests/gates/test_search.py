"""The search: any spelling of a name, words and numbers; narrowed, and walked by keyboard."""

import json
import re
import time

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from kb.dossier import Dossier
from tests.gates.findings import assert_only_ignored
from tests.gates.site import Site
from tests.gates.test_axe import Scheme, axe_findings, in_every_look

pytestmark = [pytest.mark.site, pytest.mark.browser]
PHONE = {"viewport": {"width": 360, "height": 740}}
TOKAYEV = ("Tokayev", "Toqaev", "Tokaev", "Токаев", "Тоқаев", "Тоқаевтың", "Tokajev", "Tokaiev")
EXPECTED = {
    "Simonian": "actors/simonyan/",
    "Peskow": "actors/peskov/",
    "Novorosiysk": "places/novorossiysk/",
    "Petersberg": "places/st-petersburg/",
    "oil": "topics/oil-transit/",
    "coal wagons": "events/coal-rumour/",
    "Nevsky": "topics/order-alexander-nevsky/",
    "quasi-state": "events/plenary-quasi-states/#not-recognised",
    "who asked": "events/plenary-quasi-states/#simonyan-asked",
    "казахстан нефть": "topics/oil-exports/",
    "1,700": "events/coal-rumour/#wagons-blocked",
    "historical Russia": "events/putin-historical-russia/",
}


def search(page: Page, text: str) -> Locator:
    """Type a query into the open search and return the rows when they have come."""
    count = page.locator("dialog .count[role=status]")
    page.get_by_role("searchbox").fill("")
    expect(count).to_have_text("Type to search.")
    page.get_by_role("searchbox").fill(text)
    expect(count).to_have_text(re.compile("result|found"))
    return page.locator("dialog .found > li")


def late(route: Route) -> None:
    """Let what is asked for come as on a slow line."""
    time.sleep(0.4)
    route.continue_()


def told_to_be_large(route: Route, site: Site) -> None:
    """Answer with the names, and with the words that a large dossier has in many records."""
    known = json.loads(site.file("pagefind/names.json").read_text("utf-8"))
    route.fulfill(json=known | {"common": ["said", "the", "happened", "russia"]})


def narrow(page: Page, facet: str, value: str) -> None:
    """Choose a value of a facet and wait until the results have changed."""
    count = page.locator("dialog .count[role=status]")
    before = count.inner_text()
    page.locator(f"dialog select[name={facet}]").select_option(value)
    expect(count).not_to_have_text(before)
    expect(count).to_have_text(re.compile("result|found"))


def addresses(rows: Locator, site: Site) -> list[str]:
    hrefs = rows.evaluate_all("all => all.map(row => row.querySelector('a').href)")
    return [href.removeprefix(site.url) for href in hrefs]


def test_every_spelling_of_a_name_finds_its_person_first(page: Page, site: Site) -> None:
    page.goto("")
    page.keyboard.press("/")

    first = {text: addresses(search(page, text), site)[0] for text in TOKAYEV}

    assert first == dict.fromkeys(TOKAYEV, "actors/tokayev/")


def test_words_and_slips_find_the_expected_page_among_the_first_three(
    page: Page, site: Site
) -> None:
    page.goto("")
    page.keyboard.press("Control+k")

    found = {text: addresses(search(page, text), site)[:3] for text in EXPECTED}

    missed = {
        text: pages
        for text, pages in found.items()
        if not any(page.startswith(EXPECTED[text]) for page in pages)
    }
    assert missed == {}


def test_the_text_of_the_article_is_searchable(page: Page, site: Site) -> None:
    page.goto("timeline/")
    page.keyboard.press("/")

    row = search(page, "publicly humiliated").filter(has_text="Kyiv Post").first

    expect(row).to_be_visible()
    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/sources/kyivpost-2022-06/"))


def test_no_result_shows_a_claim_without_who_says_it_and_its_status(
    page: Page, dossier: Dossier
) -> None:
    page.goto("")
    page.keyboard.press("/")
    guarded = {claim.ref: claim for claim in dossier.claims if not claim.is_bare}

    for text in ("Tokayev", "oil", "Putin", "wagons", "order", "loading stopped"):
        rows = search(page, text)
        for row in rows.all():
            address = row.get_by_role("link").get_attribute("href") or ""
            path, _, anchor = address.partition("#")
            shown = row.locator(".sent").all_inner_texts()
            claim = guarded.get(f"{path.rstrip('/').rpartition('/')[2]}/{anchor}")
            if claim and shown:
                assert shown[0].endswith(claim.standing.mark)
                assert re.match(
                    r"(Said|Attributed|Denial|According|Opinion|Planned|Plan)\b.*: ", shown[0]
                ), shown[0]


def test_words_of_the_article_come_with_all_statuses_that_rest_on_their_paragraph(
    page: Page,
) -> None:
    page.goto("")
    page.keyboard.press("/")

    row = search(page, "Taiwan Kosovo").filter(has_text="Kyiv Post:").locator(".sent")

    expect(row).to_contain_text("claims that rest on the paragraph")
    expect(row.locator(".st")).to_have_text(["1 corroborated", "1 contradicted"])


def test_an_event_shows_its_date_and_the_status_of_its_lead(page: Page, dossier: Dossier) -> None:
    page.goto("")
    page.keyboard.press("/")

    row = search(page, "coal wagons").first

    (event,) = (event for event in dossier.events if event.id == "coal-rumour")
    expect(row.locator(".what")).to_contain_text(event.lead.standing.mark)
    expect(row).to_contain_text("19 June 2022")


def test_facets_narrow_the_results_to_what_the_dossier_has(page: Page, dossier: Dossier) -> None:
    page.goto("")
    page.keyboard.press("/")
    search(page, "Tokayev")
    page.get_by_text("Narrow", exact=True).click()

    for facet, value in (("kind", "event"), ("month", "2022-06"), ("status", "contradicted")):
        narrow(page, facet, value)

    rows = page.locator("dialog .found > li")
    expect(rows.filter(has_text="source ·")).to_have_count(0)
    expected = {
        event.id
        for event in dossier.events
        if "contradicted" in event.tally and event.when.earliest and event.when.latest
        if event.when.earliest.isoformat() <= "2022-06-30"
        if event.when.latest.isoformat() >= "2022-06-01"
    }
    hrefs = rows.evaluate_all("all => all.map(row => row.querySelector('a').pathname)")
    found = {href.rstrip("/").rpartition("/")[2] for href in hrefs}
    assert found
    assert found <= expected


def test_the_search_is_walked_by_keyboard_and_closed_with_escape(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    search(page, "Simonian")

    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_text("Margarita Simonyan")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()

    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/actors/simonyan/"))


def test_what_is_typed_while_the_search_comes_is_asked_for(page: Page, site: Site) -> None:
    page.route("**/assets/search.js", late)
    page.goto(site.richest("events/*/"))
    address = page.url

    page.keyboard.press("/")
    page.keyboard.type("kj")

    expect(page.get_by_role("searchbox")).to_have_value("kj")
    assert page.url == address


def test_enter_takes_the_answer_to_what_stands_in_the_box(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    search(page, "Tokayev")

    page.get_by_role("searchbox").fill("Simonyan")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/actors/simonyan/"))


def test_more_results_follow_on_demand(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    rows = search(page, "Tokayev")
    seen = rows.count()

    page.get_by_role("button", name="Show more").click()

    expect(rows).not_to_have_count(seen)
    assert rows.count() > seen


def test_nothing_of_the_search_is_loaded_before_it_is_used(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("", wait_until="networkidle")

    assert [url for url in asked if "pagefind" in url or "search" in url] == []


def test_of_a_large_dossier_only_the_words_that_tell_most_are_asked_for(
    page: Page, site: Site, dossier: Dossier
) -> None:
    event = max(dossier.events, key=lambda one: len(one.title.split()))
    page.route("**/names.json", lambda route: told_to_be_large(route, site))
    page.goto("")
    page.keyboard.press("/")

    assert addresses(search(page, event.title), site)[0].startswith(f"events/{event.id}/")
    assert addresses(search(page, "Peskow"), site)[0] == "actors/peskov/"


def test_a_query_without_an_answer_says_so(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")

    rows = search(page, "zzxqy")

    expect(rows).to_have_count(0)
    expect(page.locator("dialog .count[role=status]")).to_have_text("Nothing found.")


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["360 px"])
def test_the_search_fits_a_phone(page: Page) -> None:
    page.goto("")
    page.get_by_role("button", name="Search").click()
    search(page, "Tokayev")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 360


def test_a_lost_reader_can_search_for_the_words_of_the_address(page: Page, site: Site) -> None:
    missing = site.file("404.html")
    page.route("**/events/coal-rumor/", lambda route: route.fulfill(path=missing))
    page.goto("events/coal-rumor/")

    page.get_by_role("button", name="Search for the words of this address").click()

    expect(page.get_by_role("searchbox")).to_have_value("coal rumor")
    offered = page.locator("dialog .found a")
    expect(offered.first).to_have_attribute("href", re.compile("/events/coal-rumour/"))


@in_every_look
def test_axe_finds_nothing_while_the_search_is_open(page: Page, scheme: Scheme, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("")
    page.keyboard.press("/")
    search(page, "Tokayev")
    page.get_by_text("Narrow", exact=True).click()

    assert_only_ignored("axe", axe_findings(page, f"search ({scheme}, {width} px)"))
