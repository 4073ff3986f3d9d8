"""The weight of the first view of each type of page."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.stage import Stage
from tests.gates.traffic import KB, MOST_BYTES, MOST_REQUESTS, View, by_kind, first_view


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the bytes, the requests and the strangers of each type's richest page."""
    for page in stage.richest_pages():
        yield from _figures(first_view(stage.browser, stage.site, page), stage.site.url)


def _figures(view: View, home: str) -> Iterator[Figure]:
    name = view.page or "home"
    heavy = view.size > MOST_BYTES or len(view.fetched) > MOST_REQUESTS
    notes = (by_kind(view.fetched),) if heavy else ()
    yield Figure(f"{name} first view", view.size / KB, "KB", at_most=MOST_BYTES / KB, notes=notes)
    yield Figure(f"{name} requests", len(view.fetched), at_most=MOST_REQUESTS)
    strangers = view.strangers(home)
    yield Figure(f"{name} third parties", len(strangers), at_most=0, notes=tuple(strangers))
