"""The text beside a page holds every word of its article in order, and no other."""

import json
import re

import pytest
from playwright.sync_api import Page

from tests.gates.site import PAGE_TYPES, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]
ONLY_FOR_SCREENS = (
    "svg, form, button, script, .noprint, .headerlink, .rule, .past, .drawing, .overview, li.head, "
    "[aria-hidden=true], nav.onpage"
)
WORDS = f"""text => {{
  const article = new DOMParser().parseFromString(text, "text/html").querySelector("article")
  for (const one of article.querySelectorAll({json.dumps(ONLY_FOR_SCREENS)})) one.remove()
  return article.textContent
}}"""


def letters(text: str) -> str:
    """What is read aloud of a text: spaces, signs and brackets are set otherwise in a page."""
    return "".join(re.findall(r"\w", text))


def body_of(site: Site, page: str) -> str:
    """The text of a page, without its foot, and what it adds: addresses, the numbers of a list."""
    text = (site.folder / f"{page.rstrip('/') or 'index'}.txt").read_text("utf-8")
    body = text.partition("\nLeads to, as text")[0].partition("\n--\n")[0]
    body = re.sub(r"^\d+\. ", "", body, flags=re.MULTILINE)
    return re.sub(r"<https?://[^<>\s]+>", "", body)


def test_a_page_of_each_type_is_told_word_for_word(page: Page, site: Site) -> None:
    page.goto("about:blank")  # where no policy forbids to parse
    kinds = [kind for kind in PAGE_TYPES if kind not in ("404.html", "operate/", "print/*/")]

    for address in dict.fromkeys(site.richest(kind) for kind in kinds):
        seen = page.evaluate(WORDS, (site.folder / address / "index.html").read_text("utf-8"))
        assert letters(seen), address
        assert letters(body_of(site, address)) == letters(seen), address


def test_every_page_names_its_text(page: Page, site: Site) -> None:
    for address in ("", "claims/", site.richest("events/*/"), site.richest("print/*/")):
        page.goto(address)
        named = page.locator('link[rel=alternate][type="text/plain"]')
        assert named.count() == (0 if address.startswith("print/") else 1)
        if named.count():
            there = page.request.get(named.evaluate("link => link.href"))
            assert there.ok
            assert there.headers["content-type"].startswith("text/plain")


def test_a_page_leads_its_readers_to_its_text_and_its_data(page: Page, site: Site) -> None:
    page.goto(site.richest("events/*/"))

    for name in ("plain text", "data"):
        link = page.locator("#_cite ~ p").get_by_role("link", name=name, exact=True)
        assert page.request.get(link.evaluate("link => link.href")).ok
