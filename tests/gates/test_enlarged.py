"""Letters of twice their size, as a reader's browser is set, on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.browser import FLAGS
from tests.gates.site import PAGE_TYPES, Site
from tests.gates.tools import browser as path_of_browser

pytestmark = [pytest.mark.site, pytest.mark.browser]
WIDTH = 360
USUAL = 16
"""Pixels."""


@pytest.fixture(scope="module")
def window(browser: Browser, site: Site) -> Iterator[Page]:
    large = f"--blink-settings=defaultFontSize={2 * USUAL}"
    enlarged = browser.browser_type.launch(executable_path=path_of_browser(), args=[*FLAGS, large])
    yield enlarged.new_page(base_url=site.url, viewport={"width": WIDTH, "height": 800})
    enlarged.close()


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_each_type_of_page_fits_a_phone(window: Page, site: Site, kind: str) -> None:
    window.goto(site.richest(kind))

    assert window.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == (
        2 * USUAL
    )
    assert window.evaluate("document.documentElement.scrollWidth") <= WIDTH
