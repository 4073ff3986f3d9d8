"""What the method page says of readers' own machines is what the code does."""

import re
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
METHOD = ROOT / "scripts/kb/render/templates/method.md.jinja"
SHIPPED = sorted(
    chain(
        (ROOT / "docs/assets").glob("*.js"),
        (ROOT / "overrides").rglob("*.html"),
        (path for path in METHOD.parent.iterdir() if not path.name.startswith("preview")),
    )
)
"""Where script can stand that readers get; `preview*` is shown to editors, while they edit."""
KEPT = re.compile(r"""localStorage\.(?:get|set|remove)Item\((["'])([^"']+)\1""")
ELSEWHERE = re.compile(
    r"sessionStorage\s*[.\[]|indexedDB\s*[.\[]|document\.cookie|cookieStore|caches\.|sendBeacon|"
    r"WebSocket|EventSource|serviceWorker|\.send\([^)]|\.open\(\"(?!GET\")"
)
"""Other ways to keep something, or to send it."""


def test_what_is_said_to_be_kept_is_what_is_kept() -> None:
    privacy = METHOD.read_text("utf-8").split("## Privacy")[1].split("\n## ")[0]
    said = set(re.findall(r'<th scope="row"><code>([^<]+)</code>', privacy))
    texts = [path.read_text("utf-8") for path in SHIPPED]

    assert said == {key for text in texts for _, key in KEPT.findall(text)}
    # Each use names its key, so that none is missed above.
    uses = sum(len(re.findall(r"localStorage\s*[.\[]", text)) for text in texts)
    assert uses == sum(len(KEPT.findall(text)) for text in texts)


def test_nothing_is_kept_or_sent_in_any_other_way() -> None:
    assert {path.name for path in SHIPPED if ELSEWHERE.search(path.read_text("utf-8"))} == set()
