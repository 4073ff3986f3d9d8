"""What the site's gates share: the two clones, the served site and the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.browser import started_browser
from tests.gates.clones import BASE, HERE, THERE, Clone, build, make_clone
from tests.gates.site import Site, serve


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Clone]]:
    clone = make_clone(tmp_path_factory.mktemp("clones") / "one" / "checkout", HERE)
    clone.www.mkdir()
    with serve(clone.www) as address:
        build(clone, address + BASE)
        yield Site(address + BASE, clone.site), clone


@pytest.fixture(scope="session")
def site(built: tuple[Site, Clone]) -> Site:
    return built[0]


@pytest.fixture(scope="session")
def clones(
    built: tuple[Site, Clone], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Clone, Clone]:
    """The clone behind the site, and one that was built elsewhere in other surroundings."""
    scratch = tmp_path_factory.mktemp("clones")
    other = make_clone(scratch / "elsewhere" / "and deeper" / "two", THERE)
    build(other, built[0].url)
    return built[1], other


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with started_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh window; closing it fails the test if a script stumbled or a request left the site.

    `@pytest.mark.parametrize("page", [{…}], indirect=True)` sets the window up otherwise.
    """
    context = browser.new_context(base_url=site.url, **getattr(request, "param", {}))
    window = context.new_page()
    amiss = listen(window, site.url)
    yield window
    context.close()
    assert not amiss


def listen(window: Page, home: str) -> list[str]:
    """Return a list that fills with what goes wrong in `window` from now on."""
    amiss: list[str] = []
    window.on("pageerror", lambda error: amiss.append(f"script: {error}"))
    window.on(
        "console",
        lambda said: amiss.append(f"console: {said.text}") if said.type == "error" else None,
    )
    window.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((home, "data:", "blob:"))
            else amiss.append(f"a request leaves the site: {asked.url}")
        ),
    )
    return amiss
