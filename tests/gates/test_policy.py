"""The policy of the site: every page keeps to it, and what slipped into one would do nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from kb.hosting.policy import policy_in
from tests.gates.clones import BASE
from tests.gates.conftest import listen
from tests.gates.site import Site, serve
from tests.gates.test_embed import cards

pytestmark = [pytest.mark.site, pytest.mark.browser]
EVENT = "events/plenary-quasi-states/"
WATCH = """document.addEventListener("securitypolicyviolation", ({effectiveDirective: what}) =>
  console.error(`blocked: ${what}`))"""
SLIPPED = """<script>document.title = "ran"</script><script src="https://elsewhere.example/"></script>
<img src="x:y" onerror="document.title = 'ran'"><a id="slip" href="javascript:alert(1)">x</a>
<p id="worn" style="color: red">x</p><style>h1 { color: red }</style>
<form action="https://elsewhere.example/"><button id="send">x</button></form>
<iframe src="https://elsewhere.example/"></iframe><base href="https://elsewhere.example/">"""
WORN = """["#worn", "h1"].map(e => getComputedStyle(document.querySelector(e)).color)"""
PRESS = """new Promise(done => {
  document.addEventListener("securitypolicyviolation",
    ({effectiveDirective: what}) => what === "form-action" && done())
  for (const id of ["slip", "send"]) document.getElementById(id).click()
})"""
FORBIDDEN = {
    "base-uri",
    "form-action",
    "frame-src",
    "img-src",
    "script-src-attr",
    "script-src-elem",
}
FORBIDDEN |= {"style-src-attr", "style-src-elem"}


@pytest.fixture(scope="module")
def bare(site: Site) -> Iterator[Site]:
    """The site on a host that sends no header of ours, as GitHub Pages."""
    with serve(site.folder.parent, with_headers=False) as address:
        yield Site(address + BASE, site.folder)


@contextmanager
def watched(browser: Browser, site: Site) -> Iterator[tuple[Page, list[str]]]:
    """A window, and what goes wrong in it or was blocked."""
    context = browser.new_context(base_url=site.url)
    context.add_init_script(WATCH)
    window = context.new_page()
    yield window, listen(window, site.url)
    context.close()


def slip_into(context: BrowserContext, site: Site, address: str, markup: str) -> None:
    """Put markup into the article of a page, its headers left as they are."""

    def fulfil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</h1>", f"</h1>{markup}", 1))

    context.route(f"{site.url}{address}", fulfil)


@pytest.mark.parametrize("host", ["site", "bare"])
def test_what_slipped_into_a_page_neither_runs_nor_shows_nor_asks(
    browser: Browser, host: str, request: pytest.FixtureRequest
) -> None:
    where: Site = request.getfixturevalue(host)
    with watched(browser, where) as (window, amiss):
        slip_into(window.context, where, EVENT, SLIPPED)
        asked: list[str] = []
        window.on("response", lambda answer: asked.append(answer.url))
        window.goto(EVENT, wait_until="networkidle")
        worn = window.evaluate(WORN)
        window.evaluate(PRESS)

        assert window.title() != "ran"
        assert "rgb(255, 0, 0)" not in worn
        assert [url for url in asked if not url.startswith(where.url)] == []
        blocked = {line.split()[-1] for line in amiss if line.startswith("console: blocked: ")}
        assert blocked >= FORBIDDEN


@pytest.mark.parametrize("host", ["site", "bare"])
def test_no_script_makes_html_of_a_text(
    browser: Browser, host: str, request: pytest.FixtureRequest
) -> None:
    with watched(browser, request.getfixturevalue(host)) as (window, _):
        window.goto(EVENT)

        for sink in (
            "document.body.innerHTML = '<b>x</b>'",
            "trustedTypes.createPolicy('own', {})",
        ):
            with pytest.raises(Error, match="TypeError"):
                window.evaluate(f"() => {{ {sink} }}")


def test_other_sites_may_frame_a_card_and_no_page(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    card = cards(site)[0]
    frames = "".join(f'<iframe src="{site.url}{path}"></iframe>' for path in (card, EVENT))
    (tmp_path / "index.html").write_text(f"<!doctype html>{frames}", "utf-8")
    window = browser.new_page()
    with serve(tmp_path) as address:
        window.goto(address, wait_until="networkidle")
        shown = [frame.url for frame in window.frames[1:]]
    window.close()

    assert shown == [f"{site.url}{card}", "chrome-error://chromewebdata/"]


def test_every_page_has_a_policy_and_none_allows_what_is_not_named(site: Site) -> None:
    pages = [site.file(page).read_text("utf-8") for page in [*site.pages(), "404.html"]]
    said = {policy_in(html) for html in pages}

    assert "" not in said
    for policy in (*said, (site.folder / "_headers").read_text("utf-8")):
        assert set(re.findall(r"'unsafe\S*|'wasm\S*|data:|blob:|https?:", policy)) == {
            "'wasm-unsafe-eval'"
        }
    assert not [html for html in pages if re.search(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", html)]
