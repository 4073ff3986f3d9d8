"""The timeline as TimelineJS itself shows it: the library, in a browser, given our file."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kb.dossier import Dossier
from kb.public.attribution import headline
from kb.public.dates import human
from tests.gates.clones import ROOT
from tests.gates.conftest import listen
from tests.gates.site import Site, serve

pytestmark = [pytest.mark.site, pytest.mark.browser]
LIBRARY = ROOT / "tests/node_modules/@knight-lab/timelinejs/dist"
DATA = "timelinejs.json"
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Timeline</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="library/css/timeline.css">
<script src="library/js/timeline.js"></script>
<body><div id="here" style="height: 700px"></div><script>
const options = {{script_path: new URL("library/js/", location).href, font: null}};
window.timeline = new TL.Timeline("here", "{DATA}", options);
</script></body></html>
"""
SLIDES = """slides => slides.map(slide => [
    slide.id,
    slide.querySelector(".tl-headline").textContent,
    slide.querySelector(".tl-headline-date").textContent,
])"""


@pytest.fixture
def shown(browser: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    """The timeline, drawn; it fails on a word in the console and on a request to elsewhere."""
    shutil.copytree(LIBRARY, tmp_path / "library")
    shutil.copy(site.folder / "data" / DATA, tmp_path / DATA)
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    with serve(tmp_path) as address:
        window = browser.new_page()
        amiss = listen(window, address)
        window.goto(address)
        window.wait_for_function("window.timeline.ready")
        yield window
        window.close()
    assert not amiss


def test_timelinejs_shows_every_event_by_its_id_with_our_words(
    shown: Page, dossier: Dossier
) -> None:
    title, *slides = shown.eval_on_selector_all(".tl-slide", SLIDES)
    events: list[list[Any]] = [[one.id, headline(one), human(one.when)] for one in dossier.events]

    assert title[1] == dossier.title
    assert sorted(slides) == sorted(events)
    assert shown.locator(".tl-timemarker").count() == len(events)
    assert shown.evaluate("window.timeline.config.getErrors()") == []
    assert {slide_id for slide_id, *_ in slides} == {
        marker.removesuffix("-marker")
        for marker in shown.eval_on_selector_all(".tl-timemarker", "all => all.map(m => m.id)")
    }
