"""The policy of a page names what stands in it, and three hosts are told the same headers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.hosting.headers import CADDY, HEADERS, NGINX, header_files
from kb.hosting.policy import hash_of, inline_of, policy_in, policy_of, policy_of_card, with_policy
from tests.hosts import headers_for, rules_in

STYLE = "p { color: red }"
CARD = f'<meta http-equiv="Content-Security-Policy" content="{policy_of_card(STYLE)}">'
CARD += f"<style>{STYLE}</style>"
INLINE = inline_of("<script>go()</script><style>b{}</style>")
TOLD = {file.path: file.text for file in header_files(INLINE, CARD)}
PATHS = {
    "/": "all",
    "/events/opening/": "all",
    "/404.html": "all",
    "/pagefind/pagefind.js": "all",
    "/embed/opening.html": "card",
    "/pagefind/fragment/en_0865d6e.pf_fragment": "kept",
    "/pagefind/index/en_0865d6e.pf_index": "kept",
}


def page(article: str = "", head: str = "", foot: str = "") -> str:
    return (
        f'<html><head><meta charset="utf-8">{head}</head>'
        f'<body><article class="page">{article}</article>{foot}</body></html>'
    )


def test_a_page_says_its_policy_before_anything_that_it_holds() -> None:
    html, inline = with_policy(page(head="<script>go()</script>"))

    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(inline)}">'
    assert f'<meta charset="utf-8">\n{policy}<script>' in html
    assert policy_in(html) == policy_of(inline)


def test_the_hash_is_what_browsers_reckon() -> None:
    # The example of the specification of Content-Security-Policy, level 3.
    assert hash_of("doSomething();") == "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"


@given(st.text(st.characters(exclude_characters="<", codec="utf-8"), min_size=1))
def test_scripts_and_styles_around_the_article_are_allowed_and_those_in_it_are_not(
    text: str,
) -> None:
    for name in ("script", "style"):
        element = f"<{name}>{text}</{name}>"

        assert with_policy(page(foot=element))[1] == {f"{name}-src {hash_of(text)}"}
        assert with_policy(page(element, head=element))[1] == {f"{name}-src {hash_of(text)}"}
        assert with_policy(page(element))[1] == frozenset()
        assert with_policy(page(f"</article>{element}<article>"))[1] == frozenset()


@pytest.mark.parametrize(
    "element",
    [
        '<script src="a.js" type="module"></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        '<script id="c" type="application/json">{}</script>',
    ],
)
def test_what_does_not_run_is_not_named(element: str) -> None:
    run = "<script>go()</script>"

    assert inline_of(element) == frozenset()
    assert inline_of(f"{element}{run}{element}") == inline_of(run)


def test_nothing_is_called_safe_that_is_not() -> None:
    said = re.findall(r"'unsafe\S*|\*|https?:|data:|blob:", policy_of(INLINE))

    assert said == []
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in policy_of(INLINE)
    assert policy_of_card(STYLE).startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize("path", PATHS)
def test_every_host_is_told_the_same(path: str) -> None:
    unasked = {} if PATHS[path] == "kept" else {"Cache-Control": "no-cache"}
    told = headers_for(TOLD[HEADERS], path) | unasked

    assert by_nginx(TOLD[NGINX], path) == told
    assert by_caddy(TOLD[CADDY], path) == told
    assert told["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")


def test_only_cards_may_be_framed_and_only_by_what_browsers_heed_first() -> None:
    for path, kind in PATHS.items():
        told = headers_for(TOLD[HEADERS], path)
        assert told["X-Frame-Options"] == "DENY"
        assert ("frame-ancestors *" in told["Content-Security-Policy"]) == (kind == "card")
    assert policy_in(CARD) in headers_for(TOLD[HEADERS], "/embed/a.html")["Content-Security-Policy"]


def test_without_cards_nothing_may_be_framed() -> None:
    told = {file.path: file.text for file in header_files(INLINE, "")}

    assert not any("frame-ancestors" in text or "embed" in text for text in told.values())


def test_the_header_is_what_cloudflare_takes_even_of_a_deep_site() -> None:
    deep = {f"script-src {hash_of(str(n))}" for n in range(8)} | INLINE
    told = next(file.text for file in header_files(deep, CARD) if file.path == HEADERS)

    assert max(len(line) for line in told.splitlines()) < 2000
    assert len(rules_in(told)) <= 100


def test_the_order_in_which_pages_were_made_does_not_show() -> None:
    names = [f"script-src {hash_of(str(n))}" for n in range(9)]

    assert policy_of(names) == policy_of(reversed(names))


Added = dict[str, str]


def joined(added: list[tuple[str, str]]) -> Added:
    found: Added = {}
    for name, value in added:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def by_nginx(text: str, path: str) -> Added:
    """Return what nginx adds: what stands in the location, or else around all of them."""
    blocks = re.findall(r'^location ~ "([^"]+)" \{\n(.*?)^\}$', text, re.MULTILINE | re.DOTALL)
    around = re.sub(r"^location.*?^\}$", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = next((inner for where, inner in blocks if re.search(where, path)), around)
    return joined(re.findall(r'add_header (\S+) "?([^"\n]*?)"?(?: always)?;$', lines, re.MULTILINE))


def by_caddy(text: str, path: str) -> Added:
    """Return what Caddy sends: what all have, and what the matchers of the path set or add."""
    found: Added = dict(re.findall(r"^\t\t([A-Z][\w-]+) `?(.*?)`?$", text, re.MULTILINE))
    for name, patterns in re.findall(r"^\t@(\w+) \{\n\t\tpath (.*)$", text, re.MULTILINE):
        if not any(re.search(glob.replace("*", ".*"), path) for glob in patterns.split()):
            continue
        for sign, header, value in re.findall(
            rf"^\theader @{name} (\+?)(\S+) `(.*)`$", text, re.MULTILINE
        ):
            found[header] = f"{found[header]}, {value}" if sign else value
    return found
