"""What the site of one size weighs for a reader: its largest pages, first views, first search."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from playwright.sync_api import Browser

from tests.bench.figures import Figure
from tests.bench.host import host
from tests.bench.ratios import prefix
from tests.bench.search import first_search, invented_queries
from tests.gates.site import Site
from tests.gates.traffic import KB, MOST_BYTES, MOST_REQUESTS, View, by_kind, first_view

MOST_HTML = 300 * KB
"""Of any page, as it lies there."""
_NAMED = 8
"""Pages that are over the limit are named up to here."""


def measure(events: int, folder: Path, browser: Browser) -> Iterator[Figure]:
    """Yield the figures of a built site with its search index, and none if nothing is built."""
    if not (folder / "index.html").exists():
        return
    name = prefix(events)
    yield largest(name, folder)
    with host(folder) as address:
        site = Site(address, folder)
        views = [first_view(browser, site, page) for page in richest(site)]
        yield from _views(name, views)
        for kind, words in invented_queries(events).items():
            yield first_search(f"{name}first search, {kind}", browser, site, words)


def largest(name: str, folder: Path) -> Figure:
    """Return the size of the largest page, which is named, and after it all that are too large."""
    sizes = {
        page.relative_to(folder).as_posix(): page.stat().st_size for page in folder.rglob("*.html")
    }
    ranked = sorted(sizes, key=lambda page: (-sizes[page], page))
    over = [page for page in ranked if sizes[page] > MOST_HTML]
    notes = [f"{sizes[page] / KB:,.0f} KB  {page}" for page in over[:_NAMED] or ranked[:1]]
    notes += [f"{len(over)} pages of {len(ranked)} are over the limit"] if over else []
    measure = f"{name}HTML of the largest page"
    size = sizes[ranked[0]] / KB
    return Figure(measure, size, "KB", at_most=MOST_HTML / KB, notes=tuple(notes))


def richest(site: Site) -> list[str]:
    """Return the longest page of each folder of pages, and each page at the root."""
    kinds: dict[str, list[str]] = {}
    for page in site.pages():
        path = PurePosixPath(page)
        kinds.setdefault(f"{path.parent}/*" if len(path.parts) > 1 else page, []).append(page)
    return [max(same, key=lambda page: site.file(page).stat().st_size) for same in kinds.values()]


def _views(name: str, views: list[View]) -> Iterator[Figure]:
    heaviest = max(views, key=lambda view: view.size)
    busiest = max(views, key=lambda view: len(view.fetched))
    over = [view for view in views if view.size > MOST_BYTES]
    heavy = sorted(over, key=lambda view: -view.size) or [heaviest]
    notes = tuple(f"{_called(view)}: {by_kind(view.fetched)}" for view in heavy[:_NAMED])
    notes = (f"of {len(views)} kinds of page", *notes)
    measure = f"{name}first view, heaviest"
    yield Figure(measure, heaviest.size / KB, "KB", at_most=MOST_BYTES / KB, notes=notes)
    note = f"{_called(busiest)}: {by_kind(busiest.fetched)}"
    measure = f"{name}first view, most requests"
    yield Figure(measure, len(busiest.fetched), at_most=MOST_REQUESTS, notes=(note,))


def _called(view: View) -> str:
    return view.page or "home"
