"""A page of each type is accessible, as far as axe can tell, by day and by night."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.findings import Finding, assert_only_ignored
from tests.gates.site import PAGE_TYPES, Site
from tests.gates.tools import AXE

pytestmark = [pytest.mark.site, pytest.mark.browser]
Scheme = Literal["light", "dark"]
BRIGHTNESS = """() => {
  const ground = element => getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
  const [red, green, blue] = [document.body, document.documentElement].map(ground)
    .find(([, , , alpha = 1]) => alpha > 0) ?? [255, 255, 255]
  return (red + green + blue) / 3
}"""


def test_axe_finds_nothing(site: Site, browser: Browser, pytestconfig: pytest.Config) -> None:
    pages = [site.richest(kind) for kind in PAGE_TYPES]
    if pytestconfig.getoption("--every-page", default=False):
        pages = [*site.pages(), "404.html"]

    findings = [f for scheme in ("light", "dark") for f in look(site, browser, scheme, pages)]

    assert_only_ignored("axe", findings)


def look(site: Site, browser: Browser, scheme: Scheme, pages: list[str]) -> Iterator[Finding]:
    context = browser.new_context(
        base_url=site.url, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    window = context.new_page()
    for page in pages:
        window.goto(page)
        assert (window.evaluate(BRIGHTNESS) < 128) == (scheme == "dark"), f"{page} is not {scheme}"
        yield from axe_findings(window, f"{page} ({scheme})")
    context.close()


def axe_findings(window: Page, page: str) -> Iterator[Finding]:
    window.add_script_tag(path=AXE)
    for violation in window.evaluate("axe.run({resultTypes: ['violations']})")["violations"]:
        for node in violation["nodes"]:
            place = f"{node['target']}: {node['failureSummary']}"
            yield Finding(violation["id"], place, page)
