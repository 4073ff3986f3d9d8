"""A page of each type is accessible, as far as axe can tell: by day, by night, wide, narrow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.findings import Finding, assert_only_ignored
from tests.gates.site import PAGE_TYPES, Site
from tests.gates.tools import AXE

pytestmark = [pytest.mark.site, pytest.mark.browser]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (360, 1280)
BRIGHTNESS = """() => {
  const ground = element => getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
  const [red, green, blue] = [document.body, document.documentElement].map(ground)
    .find(([, , , alpha = 1]) => alpha > 0) ?? [255, 255, 255]
  return (red + green + blue) / 3
}"""

RUN = "axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
"""With the size of targets, which axe leaves out unless it is asked."""


@dataclass(frozen=True, slots=True)
class State:
    """What a reader can turn a page into."""

    name: str
    reach: Callable[[Page], bool]
    """Does what the reader does; tells whether this page has such a state at all."""


def as_it_opens(window: Page) -> bool:
    return True


def with_details_open(window: Page) -> bool:
    closed = window.locator("details:not([open])")
    opened: int = closed.evaluate_all("all => all.map(details => { details.open = true }).length")
    return opened > 0


STATES = (State("as it opens", as_it_opens), State("details open", with_details_open))
"""Each is reached from the one before it."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(
    site: Site, browser: Browser, pytestconfig: pytest.Config, scheme: Scheme, width: int
) -> None:
    pages = list(dict.fromkeys(site.richest(kind) for kind in PAGE_TYPES))
    if pytestconfig.getoption("--long"):
        pages = [*site.pages(), "404.html"]

    window = opened(site, browser, scheme, width)
    findings = [finding for page in pages for finding in look(window, page, scheme)]
    window.context.close()

    assert_only_ignored("axe", findings)


def opened(site: Site, browser: Browser, scheme: Scheme, width: int) -> Page:
    return browser.new_context(
        base_url=site.url,
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
        viewport={"width": width, "height": 800},
    ).new_page()


def look(window: Page, page: str, scheme: Scheme) -> Iterator[Finding]:
    """Yield what axe finds on a page in each state that it has."""
    window.goto(page)
    assert (window.evaluate(BRIGHTNESS) < 128) == (scheme == "dark"), f"{page} is not {scheme}"
    for state in STATES:
        if state.reach(window):
            width = window.evaluate("innerWidth")
            yield from axe_findings(window, f"{page} ({scheme}, {width} px, {state.name})")


def axe_findings(window: Page, page: str) -> Iterator[Finding]:
    """Yield what axe finds in a window as it is now."""
    if window.evaluate("typeof axe === 'undefined'"):
        window.evaluate(AXE.read_text("utf-8"))  # as a script of the page it would be blocked
    for violation in window.evaluate(RUN)["violations"]:
        for node in violation["nodes"]:
            place = f"{node['target']}: {node['failureSummary']}"
            yield Finding(violation["id"], place, page)
