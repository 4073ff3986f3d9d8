"""Two sites of the same Markdown: do their pages have the same words and anchors?

    python3 -m tests.same_words SITE OTHER

Counts pages, names those that differ, and ends with 1 if there are any. Compared is what stands in
`<article>`, without navigation and spaces; everything around it is the dress of the site.
"""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

Content = tuple[str, frozenset[str]]
_ADDED = ("script", "style", "nav")
_PERMALINK = "¶"


class _Article(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.anchors: set[str] = set()
        self._within, self._added = 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag == "article"
        self._added += tag in _ADDED
        if self._within and not self._added:
            self.anchors.update(value for name, value in attrs if name == "id" and value)

    def handle_endtag(self, tag: str) -> None:
        self._within -= tag == "article"
        self._added -= tag in _ADDED

    def handle_data(self, data: str) -> None:
        if self._within and not self._added:
            self.words += data.replace(_PERMALINK, "").split()


def content(page: Path) -> Content:
    """Return the words of a page in one, and its anchors."""
    article = _Article()
    article.feed(page.read_text("utf-8"))
    return "".join(article.words), frozenset(article.anchors)


def pages(site: Path) -> dict[str, Path]:
    return {page.relative_to(site).as_posix(): page for page in site.rglob("index.html")}


def differences(site: Path, other: Path) -> Iterator[str]:
    """Yield a sentence for each page that is not the same in both."""
    ours, theirs = pages(site), pages(other)
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs or name not in ours:
            yield f"{name}: only in {site if name in ours else other}"
            continue
        (words, anchors), (their_words, their_anchors) = content(ours[name]), content(theirs[name])
        if words != their_words:
            yield f"{name}: other words"
        if missing := anchors - their_anchors:
            yield f"{name}: no {', '.join(sorted(missing))}"


def main(site: Path, other: Path) -> int:
    found = list(differences(site, other))
    print(*found, f"{len(found)} differences in {len(pages(site))} pages", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
