"""How fast the pages of 10,000 events and their claims answer a reader who narrows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from statistics import median

from playwright.sync_api import Page, Route

from kb.dossier import Dossier
from kb.render.claims import ClaimsPage, claims_pages
from kb.render.templating import Templates
from kb.render.timeline import TimelinePage, timeline_pages
from kb.site import read_dossier
from tests.bench.dossiers import write_dossier
from tests.bench.figures import Figure
from tests.bench.stage import Stage
from tests.gates.site import Site
from tests.gates.traffic import DESK, KB

EVENTS = 10_000
MOST_MILLISECONDS = 100
"""From a change to the next paint: what a reader takes for at once."""
MOST_BYTES = 300 * KB
"""Of the HTML of one page, not compressed."""
ROUNDS = 3
Listed = TimelinePage | ClaimsPage
TIMED = """async ([name, value]) => {
  const control = document.querySelector("form.filter").elements[name], begun = performance.now()
  control.value = value
  control.dispatchEvent(new Event("input", {bubbles: true}))
  await new Promise(painted => requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel()
    port1.onmessage = painted
    port2.postMessage(0)
  }))
  return performance.now() - begun
}"""


@dataclass(frozen=True, slots=True)
class Dressed:
    """A page of the large dossier as the site would show it."""

    page: Listed
    address: str
    """Of the page of the site whose dress it wears, and where it is shown."""
    html: str


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the weight of the pages that lead and of the fullest, and what a change takes there."""
    folder = stage.scratch / "dossier"
    if not folder.exists():
        write_dossier(EVENTS, folder)
    dossier = read_dossier(folder)
    lists: dict[str, Sequence[Listed]] = {
        "timeline": [*timeline_pages(dossier)],
        "claims": [*claims_pages(dossier)],
    }
    for name, pages in lists.items():
        listing = [page for page in pages if page.template == name]
        fullest = max(listing, key=lambda page: len(page.part.items))
        yield _weight(f"{name}, overview", _dressed(stage.site, dossier, pages[0], name))
        dressed = _dressed(stage.site, dossier, fullest, name)
        yield _weight(f"{name}, fullest page", dressed)
        yield from _changes(stage, dressed, name)


def _weight(measure: str, dressed: Dressed) -> Figure:
    size = len(dressed.html.encode()) / KB
    notes = (f"{dressed.page.page}: {len(dressed.page.part.items)} listed or led to",)
    return Figure(measure, size, "KB", at_most=MOST_BYTES / KB, notes=notes)


def _changes(stage: Stage, dressed: Dressed, name: str) -> Iterator[Figure]:
    """Yield the usual and the longest time of a change, each the shortest of three rounds.

    What else a machine does can only make a change longer.
    """
    context = stage.browser.new_context(base_url=stage.site.url, viewport=DESK)
    window = context.new_page()
    window.route(f"**/{dressed.address}", lambda route: _answer(route, dressed.html))
    window.goto(dressed.address)
    steps = _steps(window)
    rounds = [[window.evaluate(TIMED, list(step)) for step in steps] for _ in range(ROUNDS)]
    context.close()
    taken = [min(same) for same in zip(*rounds, strict=True)]
    notes = tuple(
        f"{facet} {value or 'any'}: {took:.0f} ms"
        for (facet, value), took in zip(steps, taken, strict=True)
    )
    yield Figure(f"{name}, usual change", median(taken), "ms", at_most=MOST_MILLISECONDS)
    yield Figure(f"{name}, longest change", max(taken), "ms", notes=notes)


def _steps(window: Page) -> list[tuple[str, str]]:
    """Return for each control one in the middle of its choices; then all are taken back."""
    chosen: list[list[str]] = window.locator("form.filter select").evaluate_all(
        "all => all.map(({name, options}) => [name, options[options.length >> 1].value])"
    )
    narrowed = [(name, value) for name, value in chosen]
    return [*narrowed, *((name, "") for name, _ in reversed(narrowed))]


def _answer(route: Route, page: str) -> None:
    route.fulfill(body=page, content_type="text/html; charset=utf-8")


def _dressed(site: Site, dossier: Dossier, page: Listed, name: str) -> Dressed:
    text = Templates(dossier, site.url).fill(f"{page.template}.md", page.page, page)
    words = text.split("\n---\n", 1)[1]
    body: str = import_module("markdown").markdown(words, extensions=["attr_list", "md_in_html"])
    before, rest = site.file(f"{name}/").read_text("utf-8").split('<article class="page', 1)
    html = f'{before}<article class="page">{body}</article>{rest.split("</article>")[-1]}'
    return Dressed(page, f"{name}/", html)
