"""What the site learns of a reader: nothing. What it keeps in the browser: two choices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.gates.conftest import listen
from tests.gates.site import PAGE_TYPES, Site
from tests.gates.test_embed import cards

pytestmark = [pytest.mark.site, pytest.mark.browser]
EVENT = "events/plenary-quasi-states/"
KEPT = {"kb-scheme": "dark", "kb-keys": "off"}
"""All that is ever kept, in the browser: the colours, and that single keys are off."""
STORED = """async () => ({
  local: {...localStorage},
  session: {...sessionStorage},
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookie: document.cookie,
  name: window.name,
  referrer: document.referrer,
})"""
NOTHING = {
    "local": {},
    "session": {},
    "databases": [],
    "caches": [],
    "workers": 0,
    "cookie": "",
    "name": "",
    "referrer": "",
}


@dataclass
class Reader:
    """A browser, and what went between it and hosts."""

    context: BrowserContext
    window: Page
    asked: list[str] = field(default_factory=list)
    set_cookies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("response", self._see)

    def _see(self, answer: Response) -> None:
        if "set-cookie" in answer.headers:
            self.set_cookies.append(answer.url)

    def stored(self) -> dict[str, object]:
        found: dict[str, object] = self.window.evaluate(STORED)
        return found

    def assert_unknown(self, site: Site) -> None:
        """Fail if anybody learned anything of the reader but the site's own host what it sent."""
        assert self.asked
        assert [url for url in self.asked if not url.startswith(site.url)] == []
        assert (self.set_cookies, self.context.cookies()) == ([], [])


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Reader]:
    """A reader; at the end the test fails if the policy had to hold anything back."""
    context = browser.new_context(
        base_url=site.url, permissions=["clipboard-read", "clipboard-write"]
    )
    window = context.new_page()
    amiss = listen(window, site.url)
    yield Reader(context, window)
    context.close()
    assert amiss == []


def test_no_page_keeps_anything_or_asks_anybody_else(reader: Reader, site: Site) -> None:
    for page in [*(site.richest(kind) for kind in PAGE_TYPES), cards(site)[0]]:
        reader.window.goto(page)
        assert reader.stored() == NOTHING, page

    reader.assert_unknown(site)


def test_what_readers_do_keeps_two_choices_and_nothing_else(reader: Reader, site: Site) -> None:
    window = reader.window
    window.goto("")
    find(window, "Tokayev")
    window.locator("dialog .found a").first.click()
    assert reader.stored() == NOTHING
    window.goto(EVENT)
    window.locator('main a[href*="/actors/"]:visible').first.focus()
    expect(window.get_by_role("tooltip")).to_be_visible()
    window.locator(".claim button").first.click()
    expect(window.locator("#_copied")).to_have_text("Copied")
    window.goto("timeline/")
    window.locator("form.filter select").first.select_option(index=1)
    window.goto("network/")
    window.locator(".net a").first.hover()
    assert reader.stored() == NOTHING

    choose(window)

    assert reader.stored() == NOTHING | {"local": KEPT}
    window.locator(".scheme").click()
    window.get_by_role("button", name="Keys").click()
    window.locator(".keys-on").check()
    assert reader.stored() == NOTHING
    reader.assert_unknown(site)


def find(window: Page, words: str) -> None:
    """Search, and narrow what is found."""
    window.locator(".find").click()
    window.get_by_role("searchbox").fill(words)
    count = window.locator("dialog .count[role=status]")
    expect(count).to_have_text(re.compile("result"))
    window.locator("dialog summary").click()
    window.locator("dialog select[name=kind]").select_option("event")
    expect(window.locator("dialog .found > li").first).to_be_visible()


def choose(window: Page) -> None:
    """Take dark colours, and put single keys off."""
    for _ in range(2):
        window.locator(".scheme").click()
    window.get_by_role("button", name="Keys").click()
    window.locator(".keys-on").uncheck()
    window.keyboard.press("Escape")
