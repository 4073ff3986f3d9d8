"""What a page may load and run: its Content-Security-Policy, reckoned from its finished HTML.

A page names what stands in its own HTML, by its SHA-256; the header of a host, which is the same
for every page, names that of all. A browser keeps to both.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

Inline = frozenset[str]
"""Scripts and styles that stand in HTML, each as `script-src 'sha256-…'` or `style-src …`."""
_NO_MARKUP = ("require-trusted-types-for 'script'", "trusted-types 'none'")
"""No script may make HTML of a text."""
_CHARSET = '<meta charset="utf-8">'
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_SAID = re.compile(_META.format('([^"]*)'))
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_DATA = re.compile(r'\stype="application/(?:ld\+)?json"')


def with_policy(html: str) -> tuple[str, Inline]:
    """Return a page that says what it may do, and what stands in it.

    What its article holds comes from the dossier: nothing there is allowed, however it got in.
    """
    inline = inline_of(_ARTICLE.sub("", html))
    policy = _META.format(policy_of(inline))
    return html.replace(_CHARSET, f"{_CHARSET}\n{policy}", 1), inline


def inline_of(html: str) -> Inline:
    """Return the scripts that would run and the styles that stand in a text of HTML."""
    found = _ELEMENT.findall(html)
    held = [(name, text) for name, told, text in found if text and not _DATA.search(told)]
    return frozenset(f"{name}-src {hash_of(text)}" for name, text in held)


def hash_of(text: str) -> str:
    """Return how a policy names an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def policy_of(inline: Iterable[str]) -> str:
    """Return the policy of pages in which these scripts and styles stand."""
    sources = sorted(inline)
    scripts = " ".join(_of("script-src ", sources))
    styles = " ".join(_of("style-src ", sources))
    allowed = (
        "default-src 'none'",
        f"script-src 'self' 'wasm-unsafe-eval' {scripts}".rstrip(),  # the search is WebAssembly
        f"style-src 'self' {styles}".rstrip(),
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join((*allowed, *_NO_MARKUP))


def policy_of_card(style: str) -> str:
    """Return the policy of a card for other sites, which has one style and nothing else."""
    allowed = ("default-src 'none'", f"style-src {hash_of(style)}")
    return "; ".join((*allowed, "base-uri 'none'", "form-action 'none'", *_NO_MARKUP))


def policy_in(html: str) -> str:
    """Return the policy that a page says itself."""
    said = _SAID.search(html)
    return said[1] if said else ""


def _of(directive: str, sources: Iterable[str]) -> Iterator[str]:
    return (one.removeprefix(directive) for one in sources if one.startswith(directive))
