"""The first view of a page is light, asks nobody else for anything and complains of nothing."""

import pytest
from playwright.sync_api import Browser

from tests.gates.findings import Finding, assert_only_ignored
from tests.gates.site import PAGE_TYPES, Site
from tests.gates.traffic import MOST_BYTES, MOST_REQUESTS, View, by_kind, first_view

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture(scope="module")
def views(site: Site, browser: Browser) -> dict[str, View]:
    return {kind: first_view(browser, site, site.richest(kind)) for kind in PAGE_TYPES}


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_first_view_is_light(views: dict[str, View], kind: str) -> None:
    view = views[kind]

    assert len(view.fetched) <= MOST_REQUESTS, by_kind(view.fetched)
    assert view.size <= MOST_BYTES, by_kind(view.fetched)


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_first_view_asks_nobody_else(views: dict[str, View], site: Site, kind: str) -> None:
    assert views[kind].fetched
    assert views[kind].strangers(site.url) == []


def test_no_page_says_anything_to_the_console(views: dict[str, View]) -> None:
    said = [Finding(line, line, view.page) for view in views.values() for line in view.said]

    assert_only_ignored("console", said)
