"""How fast the timeline of 10,000 events answers a reader who narrows it."""

from collections.abc import Iterator
from importlib import import_module
from statistics import median

from playwright.sync_api import Page, Route

from kb.render.templating import Templates
from kb.site import read_dossier
from tests.bench.dossiers import write_dossier
from tests.bench.figures import Figure
from tests.bench.stage import Stage
from tests.gates.site import Site
from tests.gates.traffic import DESK

EVENTS = 10_000
MOST_MILLISECONDS = 100
"""From a change to the next paint: what a reader takes for at once."""
ROUNDS = 3
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


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the usual and the longest time of a change, each the shortest of three rounds.

    What else a machine does can only make a change longer.
    """
    page = _timeline(stage)
    context = stage.browser.new_context(base_url=stage.site.url, viewport=DESK)
    window = context.new_page()
    window.route("**/timeline/", lambda route: _answer(route, page))
    window.goto("timeline/")
    steps = _steps(window)
    rounds = [[window.evaluate(TIMED, list(step)) for step in steps] for _ in range(ROUNDS)]
    context.close()
    taken = [min(same) for same in zip(*rounds, strict=True)]
    notes = tuple(
        f"{name} {value or 'any'}: {took:.0f} ms"
        for (name, value), took in zip(steps, taken, strict=True)
    )
    yield Figure("timeline, usual change", median(taken), "ms", at_most=MOST_MILLISECONDS)
    yield Figure("timeline, longest change", max(taken), "ms", notes=notes)


def _steps(window: Page) -> list[tuple[str, str]]:
    """Return a status, then a person, a place and a topic in the middle of their choices."""
    names = ("actor", "place", "topic")
    values = {
        name: window.locator(f"form.filter [name={name}] option").evaluate_all(
            "all => all[all.length >> 1].value"
        )
        for name in names
    }
    narrowed = [("status", "disputed"), *values.items()]
    return [*narrowed, *((name, "") for name, _ in reversed(narrowed))]


def _answer(route: Route, page: str) -> None:
    route.fulfill(body=page, content_type="text/html; charset=utf-8")


def _timeline(stage: Stage) -> str:
    """Return the timeline of the large dossier, dressed as a page of the site."""
    folder = stage.scratch / "dossier"
    if not folder.exists():
        write_dossier(EVENTS, folder)
    dossier = read_dossier(folder)
    text = Templates(dossier, stage.site.url).fill("timeline.md", "timeline.md", dossier)
    return _dressed(text.split("\n---\n", 1)[1], stage.site)


def _dressed(text: str, site: Site) -> str:
    body: str = import_module("markdown").markdown(text, extensions=["attr_list", "md_in_html"])
    page = site.file("timeline/").read_text("utf-8")
    before, rest = page.split('<article class="page', 1)
    return f'{before}<article class="page">{body}</article>{rest.split("</article>")[-1]}'
