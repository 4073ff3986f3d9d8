"""A site made of attacks: every page shows them as text, and nothing of them runs or loads."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import GOLDEN
from tests.gates.clones import BASE, REPOSITORY, ROOT
from tests.gates.conftest import listen
from tests.gates.site import Site, serve
from tests.gates.test_search import search
from tests.hostile import MARK, Attack, hostile_dossier, mangled

pytestmark = [pytest.mark.site, pytest.mark.browser]
READ = """pages => pages.map((page) => {
  const read = new DOMParser().parseFromString(page, "text/html");
  const every = [...read.querySelectorAll("*")].flatMap((of) => [...of.attributes]);
  const runs = [
    ...every.filter((of) => of.name.startsWith("on")).map((of) => of.name),
    ...every.map((of) => of.value).filter((is) => /^\\s*(javascript|data|vbscript):/iu.test(is)),
    ...[...read.querySelectorAll("iframe, object, embed, base")].map((one) => one.outerHTML),
  ];
  const scripts = [...read.querySelectorAll("script:not([type*=json])")].map((of) => of.text);
  const told = every.map((of) => (of.name === "href" ? decodeURIComponent(of.value) : of.value));
  read.querySelectorAll("script, style, svg text, pre").forEach((one) => one.remove());
  return { runs, scripts, told: [read.title, read.body.textContent, ...told] };
})"""
"""What the browser reads of pages; drawings cut names, and citations are in other languages."""
USE = """() => {
  document.querySelectorAll("main details").forEach((one) => (one.open = true));
  for (const choice of document.querySelectorAll("main select")) {
    for (const option of choice.options) {
      choice.value = option.value;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  document.querySelectorAll("main button").forEach((one) => one.click());
}"""
"""Opens what is folded, makes every choice and presses every button."""
UNSHOWN = {"Timeline.avoid_words"}
VISITED = ("timeline/", "events/closure/", "guide/", "map/", "network/", "sources/stranger/")
AT_NIGHT = (
    *("", "actors/", "actors/quill/", "places/harrow-bridge/", "topics/toll/", "claims/"),
    *("sources/gazette-1999/", "sources/courier/", "coverage/", "gaps/", "chains/", "corrections/"),
    *("as-known/", "print/", "data/", "contribute/", "embed/closure.html", "404.html"),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, Attack]]]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "www").mkdir()
    (folder / "dossier").mkdir()
    attacks = hostile_dossier(GOLDEN, folder / "dossier")
    with serve(folder / "www") as address:
        build(folder / "dossier", folder / "www" / BASE, address + BASE)
        yield Site(address + BASE, folder / "www" / BASE), attacks


def build(dossier: Path, site: Path, url: str) -> None:
    command = [sys.executable, str(ROOT / "scripts/build.py"), "build"]
    command += ["--dossier", str(dossier), "--site-dir", str(site)]
    surroundings = os.environ | {"SITE_URL": url, "REPO_URL": REPOSITORY}
    subprocess.run(command, env=surroundings, check=True)


@pytest.fixture
def window(browser: Browser, hostile: tuple[Site, dict[str, Attack]]) -> Iterator[Page]:
    """A window that fails the test if anything ran, asked something or left the site."""
    site, _ = hostile
    context = browser.new_context(base_url=site.url)
    window = context.new_page()
    amiss = listen(window, site.url)
    window.on("dialog", lambda dialog: amiss.append(f"it says {dialog.message}"))
    window.on("popup", lambda other: amiss.append(f"it opens {other.url}"))
    yield window
    ran = window.evaluate("typeof window.pwned")
    context.close()
    assert (amiss, ran) == ([], "undefined")


def test_every_page_shows_each_text_as_it_was_typed_and_runs_none(
    window: Page, hostile: tuple[Site, dict[str, Attack]]
) -> None:
    site, attacks = hostile
    files = sorted(site.folder.rglob("*.html"))
    window.goto("about:blank")  # where no policy forbids to parse
    pages: list[dict[str, Any]] = window.evaluate(READ, [file.read_text("utf-8") for file in files])
    told = [
        (file.name, text) for file, page in zip(files, pages, strict=True) for text in page["told"]
    ]

    assert [one for page in pages for one in page["runs"]] == []
    assert [text for page in pages for text in page["scripts"] if "pwned" in text] == []
    assert [f"{name}: {one}" for name, text in told for one in mangled(text, attacks)] == []
    assert {attacks[mark].field for _, text in told for mark in MARK.findall(text)} == (
        {attack.field for attack in attacks.values() if not attack.field.endswith(".note")}
        - UNSHOWN
    )


def test_no_page_lets_a_kept_text_turn_round_what_follows(
    window: Page, hostile: tuple[Site, dict[str, Attack]]
) -> None:
    site, _ = hostile
    pages = [file.read_text("utf-8") for file in sorted(site.folder.rglob("*.html"))]
    window.goto("about:blank")  # where no policy forbids to parse
    told = [text for page in window.evaluate(READ, pages) for text in page["told"]]
    window.goto("sources/stranger/")

    assert [text for text in told if re.search("[\u202a-\u202e\u2066-\u2069]", text)] == []
    expect(window.locator("main")).to_contain_text("It says ⟨U+202E⟩")
    expect(window.locator("main")).to_contain_text(
        "⟨U+2066⟩and⟨U+2069⟩ ⟨U+0002⟩⟨U+0000⟩⟨U+001B⟩[31m"
    )


@pytest.mark.parametrize(
    "address", [*VISITED, *(pytest.param(one, marks=pytest.mark.long) for one in AT_NIGHT)]
)
def test_a_visit_runs_nothing(window: Page, address: str) -> None:
    window.goto(address)
    window.evaluate(USE)
    window.reload(wait_until="networkidle")

    assert window.evaluate("location.pathname").endswith(address)


def test_the_search_shows_what_was_typed_and_runs_nothing(
    window: Page, hostile: tuple[Site, dict[str, Attack]]
) -> None:
    _, attacks = hostile
    window.goto("")
    window.keyboard.press("/")
    for asked in ("pwned", "<script>", "bridge", "onerror=pwned"):
        rows = search(window, asked)
        names = rows.locator("a").all_inner_texts()
        assert any(map(MARK.search, names))
        assert [one for name in names for one in mangled(name, attacks)] == []
        assert rows.locator("script, img, :is(svg):not(.g)").count() == 0


def test_a_preview_shows_what_was_typed_and_runs_nothing(
    window: Page, hostile: tuple[Site, dict[str, Attack]]
) -> None:
    _, attacks = hostile
    window.set_viewport_size({"width": 1280, "height": 6000})  # what has no room is not shown
    window.goto("events/closure/")
    for address in ("actors/quill/", "topics/toll/", "places/harrow-bridge/", "sources/courier/"):
        window.locator(f'main a[href$="{address}"]:visible').first.hover()
        expect(window.get_by_role("tooltip")).to_contain_text(MARK)
        assert mangled(window.get_by_role("tooltip").inner_text(), attacks) == []
        window.keyboard.press("Escape")
