"""The timeline in a reader's hands: narrowed as filtering the data would, zoomed, shared."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from playwright.sync_api import Page, expect

from kb.dossier import Claim, Dossier, Event
from kb.site import read_dossier
from tests.gates.clones import ROOT

pytestmark = [pytest.mark.site, pytest.mark.browser]
NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}}
SHOWN = "li[data-event]:not([hidden])"
Chosen = Mapping[str, str]
COMBINATIONS: tuple[Chosen, ...] = (
    {"actor": "tokayev"},
    {"actor": "tokayev", "status": "disputed"},
    {"place": "st-petersburg", "kind": "said"},
    {"status": "disputed", "kind": "said"},
    {"actor": "tokayev", "topic": "recognition", "kind": "opinion"},
    {"from": "2022-06-19", "to": "2022-06-21"},
    {"from": "2022-07-20"},
    {"to": "2022-01-05"},
    {"actor": "cpc", "status": "single-source", "kind": "happened", "from": "2022-06-15"},
)


@cache
def dossier() -> Dossier:
    return read_dossier(ROOT)


def matching(chosen: Chosen) -> list[str]:
    """The events that fit, worked out from the dossier alone."""
    return [event.id for event in dossier().events if fits(event, chosen)]


def fits(event: Event, chosen: Chosen) -> bool:
    named = {
        "actor": {part.actor.id for part in event.parts.values()},
        "place": {place.id for place in event.places},
        "topic": {topic.id for topic in event.topics},
    }
    return (
        all(chosen[facet] in found for facet, found in named.items() if facet in chosen)
        and any(claim_fits(claim, chosen) for claim in event.claims.values())
        and (event.when.latest or date.max) >= day(chosen.get("from"), date.min)
        and (event.when.earliest or date.min) <= day(chosen.get("to"), date.max)
    )


def claim_fits(claim: Claim, chosen: Chosen) -> bool:
    has = {"status": claim.standing.mark, "kind": claim.kind}
    return all(chosen[facet] == value for facet, value in has.items() if facet in chosen)


def day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def query(chosen: Chosen) -> str:
    return "&".join(f"{name}={value}" for name, value in chosen.items())


def choose(page: Page, chosen: Chosen) -> None:
    for name, value in chosen.items():
        control = page.locator(f'form.filter [name="{name}"]')
        if name in ("from", "to"):
            control.fill(value)
        else:
            control.select_option(value)


def shown(page: Page) -> list[str]:
    events: list[str] = page.locator(SHOWN).evaluate_all("all => all.map(row => row.dataset.event)")
    return events


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=query)
def test_choosing_shows_what_filtering_the_data_gives(page: Page, chosen: Chosen) -> None:
    page.goto("timeline/")

    choose(page, chosen)

    expected = matching(chosen)
    assert expected, "a combination that nothing fits shows nothing"
    assert shown(page) == expected
    expect(page.get_by_role("status")).to_contain_text(
        f"{len(expected)} of {len(dossier().events)} events"
    )
    assert page.url.partition("?")[2] == query(chosen)


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=query)
def test_each_choice_says_how_many_it_would_leave(page: Page, chosen: Chosen) -> None:
    page.goto(f"timeline/?{query(chosen)}")

    for facet in ("actor", "place", "topic", "status", "kind"):
        told = page.locator(f'select[name="{facet}"] option[data-name]').evaluate_all(
            "all => all.map(option => [option.value, option.textContent])"
        )
        for value, text in told:
            expected = len(matching({**chosen, facet: value}))
            assert text.endswith(f" ({expected})"), f"{facet}: {text}, and not {expected}"


def test_a_shared_address_opens_the_same_view_and_back_returns(page: Page) -> None:
    page.goto("timeline/?actor=tokayev&status=disputed")
    expected = matching({"actor": "tokayev", "status": "disputed"})
    assert shown(page) == expected

    page.get_by_label("Topic").select_option("recognition")
    narrower = shown(page)
    page.get_by_role("link", name="Tokayev declines to recognise").last.click()
    expect(page).to_have_url(re.compile("/events/"))
    page.go_back()
    assert shown(page) == narrower
    page.go_back()

    expect(page).to_have_url(re.compile(r"\?actor=tokayev&status=disputed$"))
    assert shown(page) == expected
    expect(page.get_by_label("Topic")).to_have_value("")
    page.go_forward()
    assert shown(page) == narrower


def test_a_value_that_nothing_has_is_as_good_as_none(page: Page) -> None:
    page.goto("timeline/?actor=nobody&from=yesterday&zoom=eon&other=1")

    assert len(shown(page)) == len(dossier().events)


def test_show_all_takes_every_choice_back(page: Page) -> None:
    page.goto("timeline/?actor=tokayev&from=2022-06-01&zoom=week")

    page.get_by_role("button", name="Show all").click()

    assert len(shown(page)) == len(dossier().events)
    expect(page).to_have_url(re.compile(r"/timeline/$"))
    expect(page.get_by_label("day", exact=True)).to_be_checked()


def test_by_keyboard_alone_to_a_narrower_list(page: Page) -> None:
    page.goto("timeline/")
    page.get_by_label("Status of a claim").focus()

    page.keyboard.type("contradicted")
    page.keyboard.press("Tab")
    page.keyboard.type("happened")

    chosen = {"status": "contradicted", "kind": "happened"}
    assert shown(page) == matching(chosen)


def test_the_drawing_shows_the_events_of_the_list(page: Page) -> None:
    page.goto("timeline/?actor=putin")

    for zoom in ("day", "week", "month"):
        page.get_by_label(zoom, exact=True).check()
        drawn = page.locator(".overview:visible a[data-events]:not([hidden])").evaluate_all(
            "all => all.map(mark => mark.dataset.events)"
        )
        assert sorted(drawn) == sorted(matching({"actor": "putin"})), zoom


@pytest.mark.parametrize("page", [{}, NO_SCRIPT], indirect=True, ids=["script", "no script"])
def test_every_mark_is_a_link_with_a_name_that_closes_with_a_status(page: Page) -> None:
    page.goto("timeline/")

    drawing = page.locator(".overview:visible")
    expect(drawing).to_have_count(1)
    names = drawing.get_by_role("link").evaluate_all("all => all.map(a => a.ariaLabel)")

    marks = "corroborated|single-source|disputed|contradicted|opinion"
    assert len(names) > len(dossier().events)
    assert [name for name in names if not re.search(rf"({marks})$", name)] == []


def test_each_zoom_has_its_own_heads_over_the_same_events(page: Page) -> None:
    page.goto("timeline/?from=2022-06-13&to=2022-06-17")

    for zoom, first in (
        ("month", None),
        ("week", "13–19 June"),
        ("day", None),
        ("hour", "13 June, hour not known"),
    ):
        page.get_by_label(zoom, exact=True).check()
        heads = page.locator(".head:visible").all_inner_texts()
        assert (heads[0] if heads else None) == first, zoom
        assert shown(page) == matching({"from": "2022-06-13", "to": "2022-06-17"})


def test_empty_days_are_told_while_nothing_but_days_is_chosen(page: Page) -> None:
    page.goto("timeline/")
    empty = page.locator(".empty:visible")
    expect(empty.filter(has_text="no event recorded")).to_have_count(empty.count())
    assert empty.count() > 0

    choose(page, {"from": "2022-06-22", "to": "2022-06-26"})
    expect(empty).to_have_text(re.compile("22–26 June"))

    page.get_by_label("Status of a claim").select_option("disputed")
    expect(empty).to_have_count(0)


@pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True, ids=["no script"])
def test_without_script_the_list_is_whole_and_no_control_is_dead(page: Page) -> None:
    page.goto("timeline/?actor=tokayev")

    assert len(shown(page)) == len(dossier().events)
    expect(page.locator("form.filter")).to_be_hidden()
    expect(page.locator(".empty").first).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["360 px"])
def test_on_a_phone_the_drawing_scrolls_by_keyboard(page: Page) -> None:
    page.goto("timeline/")
    drawing = page.get_by_role("region", name="The events by who is named first")
    begun = drawing.evaluate("one => one.scrollLeft")

    drawing.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function(
        "([one, from]) => one.scrollLeft > from", arg=[drawing.element_handle(), begun]
    )


def test_on_paper_the_list_is_as_narrowed(page: Page) -> None:
    page.goto("timeline/?actor=tokayev&status=disputed")

    page.emulate_media(media="print")

    expect(page.get_by_label("Topic")).to_be_hidden()
    expect(page.locator(f"{SHOWN}:visible")).to_have_count(len(shown(page)))
