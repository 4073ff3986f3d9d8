"""One Markdown converts all pages of a process, since making one takes a tenth of a conversion."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import markdown  # type: ignore[import-untyped]
from markdown import Markdown


@contextmanager
def one_markdown() -> Iterator[None]:
    """Give whoever makes a Markdown the one that was made before, as new, until this ends.

    MkDocs makes one for each page, always of the same settings, and registers its own parts in it
    by name, so that those of a page take the place of those of the page before.
    """
    made: Callable[..., Markdown] = Markdown
    first: list[Markdown] = []

    def again(**settings: object) -> Markdown:
        if first:
            return first[0].reset()
        first.append(made(**settings))
        return first[0]

    markdown.Markdown = again
    try:
        yield
    finally:
        markdown.Markdown = made
