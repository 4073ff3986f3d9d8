"""What the first search costs a reader of a site with 12,000 pages, and what its index takes."""

import shutil
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from playwright.sync_api import Browser, Page, expect

from kb.site import index_site, read_dossier
from tests.bench.dossiers import write_dossier
from tests.bench.figures import Figure
from tests.bench.host import host
from tests.bench.speech import common_word, name_of, speech
from tests.bench.stage import Stage
from tests.gates.site import Site
from tests.gates.traffic import DESK, KB, Fetched, Traffic, by_kind

EVENTS = 10_000
"""With their actors, places, topics and sources they make 12,000 pages."""
MOST_BYTES = 250 * KB
_PATIENCE = 60_000
"""Milliseconds: how long the first results may take on a busy machine."""
Done = TypeVar("Done")


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield what making the index takes, then the bytes that each kind of first query costs."""
    folder, site = stage.scratch / "dossier", stage.scratch / "searched"
    shutil.copytree(stage.site.folder, site, ignore=shutil.ignore_patterns("pagefind"))
    inventing, _ = timed(lambda: write_dossier(EVENTS, folder))
    reading, dossier = timed(lambda: read_dossier(folder))
    indexing, _ = timed(lambda: index_site(dossier, site))
    for what, seconds in (("inventing 10,000 events", inventing), ("indexing them", indexing)):
        note = f"{seconds:.1f} s, and reading them {reading:.1f} s"
        yield Figure(f"{what}, of reading them", seconds / reading, notes=(note,))
    with host(site) as address:
        for kind, words in invented_queries(EVENTS).items():
            told = f"first search, {kind}"
            yield first_search(told, stage.browser, Site(address, site), words)


def timed(work: Callable[[], Done]) -> tuple[float, Done]:
    """Do something; return the seconds that it took and what it returned."""
    start = time.monotonic()
    done = work()
    return time.monotonic() - start, done


def invented_queries(events: int) -> dict[str, str]:
    """Return what readers ask for in an invented dossier, by kind."""
    return {
        "a name": name_of(0),
        "a name in Cyrillic": name_of(0, cyrillic=True),
        "a common word": common_word(),
        "a title": speech("title", events // 2, 7),
    }


def first_search(measure: str, browser: Browser, site: Site, words: str) -> Figure:
    """Return the bytes that are fetched from the opening of the search to its first results."""
    context = browser.new_context(base_url=site.url, viewport=DESK)
    window = context.new_page()
    traffic = Traffic(window)
    window.goto("", wait_until="networkidle")
    traffic.forget()
    ask(window, words)
    fetched = traffic.fetched()
    context.close()
    size = sum(one.size for one in fetched) / KB
    return Figure(measure, size, "KB", at_most=MOST_BYTES / KB, notes=(_requests(fetched),))


def ask(window: Page, words: str) -> None:
    """Open the search, ask, and wait for what is found."""
    window.get_by_role("button", name="Search").click()
    window.get_by_role("searchbox").fill(words)
    found = window.get_by_role("dialog").get_by_role("listitem")
    expect(found.first).to_be_visible(timeout=_PATIENCE)


def _requests(fetched: tuple[Fetched, ...]) -> str:
    return f"{len(fetched)} requests: {by_kind(fetched)}"
