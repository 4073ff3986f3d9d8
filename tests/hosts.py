"""What a host that reads `_headers` sends, as Netlify and Cloudflare document it."""

from fnmatch import fnmatchcase
from pathlib import Path

HEADERS = "_headers"


def rules_in(text: str) -> dict[str, dict[str, str]]:
    """Return for each pattern of addresses its headers; a line that cannot be read fails."""
    rules: dict[str, dict[str, str]] = {}
    for line in (line for line in text.splitlines() if line and not line.startswith("#")):
        if line.startswith("/"):
            held = rules.setdefault(line, {})
            continue
        name, colon, value = line.partition(": ")
        assert colon
        assert name.startswith("  ")
        held[name.strip()] = value
    return rules


def headers_for(text: str, path: str) -> dict[str, str]:
    """Return the headers of an address; where several rules have one, all hold, after commas."""
    found: dict[str, str] = {}
    for pattern, headers in rules_in(text).items():
        if fnmatchcase(path, pattern):
            for name, value in headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def headers_below(folder: Path, path: str) -> dict[str, str]:
    """Return the headers of an address where `folder`, or the folder it begins with, has a site."""
    base, _, rest = path.removeprefix("/").partition("/")
    for site, inner in ((folder, path), (folder / base, f"/{rest}")):
        if (site / HEADERS).is_file():
            return headers_for((site / HEADERS).read_text("utf-8"), inner)
    return {}
