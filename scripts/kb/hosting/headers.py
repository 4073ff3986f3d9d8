"""The headers of a site -> files for hosts: `_headers` of Netlify and Cloudflare, nginx, Caddy.

Each says the same: some headers for every file, and more for some. None of what is added takes the
place of what all have, since some hosts send both: two policies are kept both.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from kb.hosting.policy import inline_of, policy_in, policy_of
from kb.output import OutputFile

HEADERS, NGINX, CADDY = "_headers", "_headers.nginx", "_headers.caddy"
HEADER_FILES = (HEADERS, NGINX, CADDY)
_MADE = "# Made by the build from the finished site: the next one writes it anew."
_POLICY = "Content-Security-Policy"
_OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "xr-spatial-tracking",
)
"""What no page does, and nothing that slipped in shall."""
_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "Access-Control-Allow-Origin": "*",
}
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For what is named after its own content."""
_ASKED = "no-cache"
"""For all else; Netlify and Cloudflare do so unasked, and would send both."""


@dataclass(frozen=True, slots=True)
class _Some:
    """Headers that the files of some folders have besides."""

    folders: tuple[str, ...]
    headers: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.folders[0].partition("/")[0]


def header_files(inline: Set[str], card: str) -> Iterator[OutputFile]:
    """Yield the files for each host, of a site in whose pages so much stands inline.

    `card` is the HTML of any card for other sites, empty where there is none.
    """
    every = {_POLICY: policy_of(inline | inline_of(card)), **_ALL}
    some = [_Some(("pagefind/fragment", "pagefind/index"), _KEPT)]
    if card:  # a policy that says who may frame takes the place of X-Frame-Options
        some.insert(0, _Some(("embed",), {_POLICY: f"{policy_in(card)}; frame-ancestors *"}))
    for path, lines in (
        (HEADERS, _as_headers(every, some)),
        (NGINX, _as_nginx(every, some)),
        (CADDY, _as_caddy(every, some)),
    ):
        yield OutputFile(path, "".join(f"{line}\n" for line in (_MADE, *lines)))


def _as_headers(every: Mapping[str, str], some: list[_Some]) -> Iterator[str]:
    rules = [("/*", every)]
    rules += [(f"/{folder}/*", one.headers) for one in some for folder in one.folders]
    for path, headers in rules:
        yield path
        yield from (f"  {name}: {value}" for name, value in headers.items())


def _as_nginx(every: Mapping[str, str], some: list[_Some]) -> Iterator[str]:
    """Yield what goes within `server`; a location has nothing of what stands around it."""
    yield from _added(every, "")
    yield f"add_header Cache-Control {_ASKED};"
    for one in some:
        yield f'location ~ "/({"|".join(one.folders)})/" {{'
        yield from _added(every, "    ")
        yield from (
            f'    add_header {name} "{value}"{" always" if name == _POLICY else ""};'
            for name, value in ({"Cache-Control": _ASKED} | dict(one.headers)).items()
        )
        yield "}"


def _added(headers: Mapping[str, str], indent: str) -> Iterator[str]:
    return (f'{indent}add_header {name} "{value}" always;' for name, value in headers.items())


def _as_caddy(every: Mapping[str, str], some: list[_Some]) -> Iterator[str]:
    """Yield what goes within a site; `route` keeps the order."""
    yield "route {"
    yield "\theader {"
    yield from (f"\t\t{name} `{value}`" for name, value in every.items())
    yield f"\t\tCache-Control {_ASKED}"
    yield "\t}"
    for one in some:
        yield f"\t@{one.name} {{"
        yield f"\t\tpath {' '.join(f'*/{folder}/*' for folder in one.folders)}"
        yield "\t\tfile"
        yield "\t}"
        for name, value in one.headers.items():
            sign = "+" if name in every else ""
            yield f"\theader @{one.name} {sign}{name} `{value}`"
    yield "}"
