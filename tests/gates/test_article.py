"""The article reads on undisturbed, its notes beside it; at a switch it shows what differs."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.gates.site import Site
from tests.gates.test_previews import box

pytestmark = [pytest.mark.site, pytest.mark.browser]
ARTICLE = "sources/kyivpost-2022-06/"
PHONE = {"viewport": {"width": 360, "height": 740}}
WIDE = {"viewport": {"width": 1280, "height": 900}}
NO_SCRIPT = {"java_script_enabled": False}
LINES = """() => [...document.querySelectorAll(".para > p")].flatMap(paragraph => {
  const letters = {}, range = document.createRange()
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (text.parentElement.closest("sup, .parted, .no")) continue
    for (let place = 0; place < text.length; place++) {
      range.setStart(text, place)
      range.setEnd(text, place + 1)
      const line = Math.round(range.getBoundingClientRect().bottom / 8)
      letters[line] = (letters[line] ?? 0) + 1
    }
  }
  return Object.values(letters).slice(0, -1)
})"""

with_and_without_script = pytest.mark.parametrize(
    "page", [{}, NO_SCRIPT], indirect=True, ids=["script", "no script"]
)


def switch(page: Page) -> Locator:
    return page.get_by_role("checkbox", name="Show where accounts differ")


def words_that_differ(page: Page) -> Locator:
    return page.locator(".parted .st:visible")


@with_and_without_script
def test_the_switch_shows_with_mark_and_word_where_accounts_differ(page: Page) -> None:
    page.goto(ARTICLE)
    expect(words_that_differ(page)).to_have_count(0)

    switch(page).check()

    expect(words_that_differ(page).first).to_be_visible()
    said = words_that_differ(page).all_inner_texts()
    assert {"disputed", "contradicted"} <= set(said)
    assert words_that_differ(page).locator("svg").count() == len(said)
    switch(page).uncheck()
    expect(words_that_differ(page)).to_have_count(0)


@with_and_without_script
def test_the_switch_lets_the_rest_recede_and_keeps_it_legible(page: Page) -> None:
    page.goto(ARTICLE)
    colour = "element => getComputedStyle(element).color"
    rest, differing = page.locator(".para mark:not(.differs)").first, page.locator("mark.differs")
    before = rest.evaluate(colour)

    switch(page).check()

    assert rest.evaluate(colour) != before
    assert differing.first.evaluate(colour) == before


def test_the_switch_stands_in_the_address(page: Page) -> None:
    page.goto(ARTICLE)
    switch(page).check()
    expect(page).to_have_url(re.compile(rf"{ARTICLE}\?differ=?$"))

    page.reload()
    expect(switch(page)).to_be_checked()
    expect(words_that_differ(page).first).to_be_visible()

    switch(page).uncheck()
    expect(page).to_have_url(re.compile(rf"{ARTICLE}$"))


def test_the_switch_works_by_keyboard(page: Page) -> None:
    page.goto(ARTICLE)
    switch(page).focus()

    page.keyboard.press("Space")

    expect(words_that_differ(page).first).to_be_visible()


@pytest.mark.parametrize("page", [WIDE], indirect=True, ids=["1280 px"])
def test_notes_stand_beside_their_paragraph_on_a_wide_screen(page: Page) -> None:
    page.goto(ARTICLE)
    for paragraph in page.locator(".para").all():
        text, notes = box(paragraph.locator("> p")), box(paragraph.locator("> .margin"))

        assert notes["x"] >= text["x"] + text["width"]
        assert abs(notes["y"] - text["y"]) < 24


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["360 px"])
def test_notes_stand_below_their_paragraph_on_a_phone(page: Page) -> None:
    page.goto(ARTICLE)
    for paragraph in page.locator(".para").all():
        text, notes = box(paragraph.locator("> p")), box(paragraph.locator("> .margin"))

        assert notes["y"] >= text["y"] + text["height"]
        assert notes["x"] + notes["width"] <= 360


@pytest.mark.parametrize("page", [WIDE], indirect=True, ids=["1280 px"])
def test_on_paper_the_notes_follow_each_paragraph_unfolded(page: Page) -> None:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    for paragraph in page.locator(".para").all():
        text, notes = box(paragraph.locator("> p")), box(paragraph.locator("> .margin"))
        assert notes["y"] >= text["y"] + text["height"]
    assert page.locator(".uses > li:visible").count() == page.locator(".uses > li").count()


def test_every_note_says_who_says_it_unless_it_is_corroborated(page: Page) -> None:
    page.goto(ARTICLE)
    notes = page.locator(".uses ul > li").evaluate_all(
        """all => all.map(note => [
          note.querySelector(".st").textContent,
          note.querySelector(".count")?.textContent.trim() ?? ""
        ])"""
    )

    assert len(notes) >= 38
    for status, who in notes:
        assert status == "corroborated" or re.search(r"\w.*:$", who)


@with_and_without_script
def test_a_number_leads_to_its_note_also_where_that_is_folded_away(page: Page) -> None:
    page.goto(ARTICLE)
    note = page.locator(".more .uses > li").first
    expect(note).to_be_hidden()
    name = note.get_attribute("id")

    page.locator(f'.para sup a[href="#{name}"]').first.click()

    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()


def test_every_paragraph_says_how_much_of_it_is_quoted(page: Page) -> None:
    page.goto(ARTICLE)

    said = page.locator(".para .covered").all_inner_texts()

    assert len(said) == page.locator(".para").count()
    assert all(re.search(r"\d+ % of its letters are quoted under a claim", words) for words in said)


@pytest.mark.parametrize("page", [WIDE], indirect=True, ids=["1280 px"])
def test_lines_have_a_length_that_reads_well(page: Page, site: Site) -> None:
    page.goto(ARTICLE)

    full = [letters for letters in page.evaluate(LINES) if letters > 40]

    assert 60 <= sorted(full)[len(full) // 2] <= 75
    assert max(full) <= 80
