"""A page of each type is accessible, as far as axe can tell: by day, by night, wide, narrow."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.findings import Finding, assert_only_ignored
from tests.gates.site import PAGE_TYPES, Site
from tests.gates.tools import AXE

pytestmark = [pytest.mark.site, pytest.mark.browser]
Scheme = Literal["light", "dark"]
USUAL: tuple[tuple[Scheme, int], ...] = (("light", 360), ("dark", 1280))
"""Here axe looks at everything: in both widths, and in both lights."""
SWAPPED: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 360))
"""Here at colours alone: what else depends on a width or a light has been seen in it."""
COLOURS = ("color-contrast", "link-in-text-block")
in_every_look = pytest.mark.parametrize(("scheme", "width"), [*USUAL, *SWAPPED])
KINDS = tuple(kind for kind in PAGE_TYPES if kind != "print/")
"""print/*/ has the same template as print/, which is twice as long."""
BRIGHTNESS = """() => {
  const ground = element => getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
  const [red, green, blue] = [document.body, document.documentElement].map(ground)
    .find(([, , , alpha = 1]) => alpha > 0) ?? [255, 255, 255]
  return (red + green + blue) / 3
}"""

RUN = """([part, only]) => axe.run(part, {
  resultTypes: ["violations"],
  ...(only.length ? {runOnly: only} : {rules: {"target-size": {enabled: true}}}),
})"""
"""Every rule with the size of targets, which axe leaves out unless it is asked, or a few."""
WHOLE = "html"


@dataclass(frozen=True, slots=True)
class State:
    """What a reader can turn a page into."""

    name: str
    part: str
    """What is new in it, as a selector."""
    reach: Callable[[Page], bool]
    """Does what the reader does; tells whether this page has such a state at all."""


def as_it_opens(window: Page) -> bool:
    return True


def with_details_open(window: Page) -> bool:
    closed = window.locator("details:not([open])")
    opened: int = closed.evaluate_all("all => all.map(details => { details.open = true }).length")
    return opened > 0


STATES = (
    State("as it opens", WHOLE, as_it_opens),
    State("details open", "details", with_details_open),
)
"""Each is reached from the one before it."""


@in_every_look
def test_axe_finds_nothing(
    site: Site, browser: Browser, pytestconfig: pytest.Config, scheme: Scheme, width: int
) -> None:
    pages = [site.richest(kind) for kind in KINDS]
    only = () if (scheme, width) in USUAL else COLOURS
    if pytestconfig.getoption("--long"):
        pages, only = [*site.pages(), "404.html"], ()

    window = opened(site, browser, scheme, width)
    assert_only_ignored("axe", findings_on(window, pages, scheme, only))


def findings_on(
    window: Page, pages: Iterable[str], scheme: Scheme, only: Sequence[str] = ()
) -> list[Finding]:
    """Return what axe finds on pages, each looked at once, by every rule or by `only` some.

    The window is closed afterwards.
    """
    found = [one for page in dict.fromkeys(pages) for one in look(window, page, scheme, only)]
    window.context.close()
    return found


def opened(site: Site, browser: Browser, scheme: Scheme, width: int) -> Page:
    return browser.new_context(
        base_url=site.url,
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
        viewport={"width": width, "height": 800},
    ).new_page()


def look(window: Page, page: str, scheme: Scheme, only: Sequence[str]) -> Iterator[Finding]:
    """Yield what axe finds on a page in each state that it has."""
    window.goto(page)
    assert (window.evaluate(BRIGHTNESS) < 128) == (scheme == "dark"), f"{page} is not {scheme}"
    for state in STATES:
        if state.reach(window):
            width = window.evaluate("innerWidth")
            named = f"{page} ({scheme}, {width} px, {state.name})"
            yield from axe_findings(window, named, state.part, only)


def axe_findings(
    window: Page, page: str, part: str = WHOLE, only: Sequence[str] = ()
) -> Iterator[Finding]:
    """Yield what axe finds in a window, or in a part of it, as it is now."""
    if window.evaluate("typeof axe === 'undefined'"):
        window.evaluate(AXE.read_text("utf-8"))  # as a script of the page it would be blocked
    for violation in window.evaluate(RUN, [part, list(only)])["violations"]:
        for node in violation["nodes"]:
            place = f"{node['target']}: {node['failureSummary']}"
            yield Finding(violation["id"], place, page)
