"""The board of claims in a reader's hands: both sides of each, narrowed and shared."""

import re

import pytest
from playwright.sync_api import Page, expect

from kb.dossier import Claim
from kb.render.facets import values_of_claim
from tests.gates.test_timeline import Chosen, claim_fits, dossier, query

pytestmark = [pytest.mark.site, pytest.mark.browser]
NO_SCRIPT = {"java_script_enabled": False}
SHOWN = ".board > li:not([hidden])"
LONG = "Q" * 140
COMBINATIONS: tuple[Chosen, ...] = (
    {"status": "contradicted"},
    {"status": "disputed", "actor": "tokayev"},
    {"kind": "said", "topic": "recognition"},
    {"kind": "happened", "month": "2022-01"},
)


def fits(claim: Claim, chosen: Chosen) -> bool:
    has = values_of_claim(claim)
    others = (facet for facet in ("actor", "topic", "month") if facet in chosen)
    return claim_fits(claim, chosen) and all(chosen[facet] in has[facet] for facet in others)


def matching(chosen: Chosen) -> set[str]:
    return {claim.ref for claim in dossier().claims if fits(claim, chosen)}


def shown(page: Page) -> list[str]:
    linked = page.locator(f"{SHOWN} .said a").evaluate_all("all => all.map(a => a.href)")
    return [re.sub(r".*/events/([^/]+)/#", r"\1/", address) for address in linked]


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=query)
def test_choosing_shows_what_filtering_the_data_gives(page: Page, chosen: Chosen) -> None:
    page.goto("claims/")

    for name, value in chosen.items():
        page.locator(f'form.filter [name="{name}"]').select_option(value)

    found = shown(page)
    assert found
    assert set(found) == matching(chosen)
    assert len(found) == len(set(found))
    assert page.url.partition("?")[2] == query(chosen)


@pytest.mark.parametrize("page", [{}, NO_SCRIPT], indirect=True, ids=["script", "no script"])
def test_each_claim_has_both_sides_with_their_independent_origins(page: Page) -> None:
    page.goto("claims/")

    rows = page.locator(SHOWN).all_inner_texts()

    claims = {claim.ref: claim for claim in dossier().claims}
    assert len(rows) == len(claims)
    for ref, row in zip(shown(page), rows, strict=True):
        standing = claims[ref].standing
        if standing.mark == "opinion":
            assert "Not rated" in row
        else:
            assert f"For: {standing.supporting} independent" in row
            assert f"Against: {standing.disputing} independent" in row


def test_supporters_and_disputers_stand_side_by_side(page: Page) -> None:
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("claims/?status=disputed")

        sides = page.locator(SHOWN).first.locator("> div:not(.what)")
        supporters, disputers = (side.bounding_box() for side in sides.all())

        assert supporters is not None
        assert disputers is not None
        assert supporters["y"] == disputers["y"]
        assert supporters["x"] + supporters["width"] <= disputers["x"]


def test_disputed_claims_come_first_and_a_group_without_a_claim_is_away(page: Page) -> None:
    page.goto("claims/")
    assert page.locator("h2:visible").first.inner_text().startswith("Disputed")

    page.get_by_label("Status").select_option("contradicted")

    assert [
        heading.rstrip("¶") for heading in page.locator(".group h2:visible").all_inner_texts()
    ] == ["Contradicted"]


def test_words_narrow_and_one_step_back_takes_them_away(page: Page) -> None:
    page.goto("claims/?kind=happened")
    before = shown(page)

    page.get_by_label("Words").press_sequentially("coal WAGONS")
    found = page.locator(SHOWN).all_inner_texts()

    assert 0 < len(found) < len(before)
    assert all("coal" in row.lower() and "wagons" in row.lower() for row in found)
    expect(page).to_have_url(re.compile(r"\?kind=happened&words=coal\+WAGONS$"))
    page.go_back()
    assert shown(page) == before


@pytest.mark.parametrize("path", ["claims/", "sources/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_very_long_word_widens_no_page(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)

    page.locator("main").get_by_role("listitem").or_(page.locator("main tr")).locator(
        "a"
    ).evaluate_all("(all, word) => { for (const a of all) a.textContent = word }", LONG)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_may_be_typed_with_straight_quotation_marks(page: Page) -> None:
    page.goto("claims/")
    page.get_by_label("Words").fill("Putin's")

    assert page.locator(SHOWN).count() > 0
    expect(page.locator("form.filter [role=status]")).to_have_text(re.compile(r"\d+ of"))
