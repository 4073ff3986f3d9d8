"""What is too long for one page and belongs to one thing -> its numbered pages.

A tree of who repeats whom, a kept text with its coverage, a reading guide: each has a page of its
own as soon as all of its kind are too much for one page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from kb.dossier import Dossier, Event, Source
from kb.render.chains import Chain, Step, chains_of, steps_of
from kb.render.coverage import is_by_text, kept_texts, text_page
from kb.render.guide import Guide, Judgement, guides_of
from kb.render.marked import Reading, readings
from kb.render.runs import Weighs, numbered_page, runs

_BIG, _DEEP, _BRIEF = 100, 12, 3
"""Lines and steps of a tree that has pages of its own; lines of what leads to them."""
_LONG = 250
"""Lines of a page."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One of the numbered pages of a thing."""

    kind: Literal["chain", "coverage", "guide"]
    of: Chain | Source | Guide
    items: tuple[Any, ...]
    """What it holds, in order."""
    top: str
    """The first page, as a file below `docs/`."""
    number: int
    """From 1."""
    count: int

    @property
    def page(self) -> str:
        """Where it stands, as a file below `docs/`."""
        return numbered_page(self.top, self.number)

    @property
    def before(self) -> str:
        """The page before it; empty for the first."""
        return numbered_page(self.top, self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The page after it; empty for the last."""
        return numbered_page(self.top, self.number + 1) if self.number < self.count else ""


def sheets_of(dossier: Dossier) -> Iterator[Sheet]:
    """Yield the numbered pages of all that has some."""
    for chain in chains_of(dossier.claims):
        if is_big(chain):
            items = (*steps_of(chain), *chain.events)
            yield from _sheets("chain", chain, chain_page(chain), items, lambda _: 1)
    guides = {guide.source: guide for guide in guides_of(dossier)}
    for source in kept_texts(dossier) if is_by_text(dossier) else ():
        sentences = guides[source].sentences if source in guides else ()
        yield from _sheets(
            "coverage", source, text_page(source), (*sentences, *readings(source)), _rows
        )
    for guide in guides.values():
        yield from _of_guide(guide)


def is_big(chain: Chain) -> bool:
    """Tell whether a tree has pages of its own."""
    steps = list(steps_of(chain))
    deepest = max((step.depth for step in steps), default=0)
    return len(steps) + len(chain.events) > _BIG or deepest > _DEEP


def chain_page(chain: Chain) -> str:
    """Return the page of a big tree; ids do not begin with a low line."""
    return f"chains/{chain.root.id if chain.root else '_unnamed'}.md"


def lines_of(chain: Chain) -> int:
    """Return how many lines a tree takes among others."""
    return _BRIEF if is_big(chain) else _BRIEF + sum(1 for _ in steps_of(chain)) + len(chain.events)


def steps_in(items: Iterable[Step | Event]) -> tuple[Step, ...]:
    """Return the outlets on a page of a tree."""
    return tuple(item for item in items if isinstance(item, Step))


def events_in(items: Iterable[Step | Event]) -> tuple[Event, ...]:
    """Return the events on a page of a tree."""
    return tuple(item for item in items if isinstance(item, Event))


def sentences_in(items: Iterable[Judgement | Reading]) -> tuple[Judgement, ...]:
    """Return the sentences on a page of the coverage of a text."""
    return tuple(item for item in items if isinstance(item, Judgement))


def paragraphs_in(items: Iterable[Judgement | Reading]) -> tuple[Reading, ...]:
    """Return the paragraphs on a page of the coverage of a text."""
    return tuple(item for item in items if isinstance(item, Reading))


def _sheets(
    kind: Literal["chain", "coverage"],
    of: Chain | Source,
    top: str,
    items: Iterable[Any],
    weighs: Weighs[Any],
) -> Iterator[Sheet]:
    held = list(runs(items, _LONG, weighs))
    for number, some in enumerate(held, 1):
        yield Sheet(kind, of, some, top, number, len(held))


def _of_guide(guide: Guide) -> Iterator[Sheet]:
    if guide.is_apart:
        pages = [tuple(some) for _, some in groupby(guide.sentences, key=lambda one: one.page)]
        for number, some in enumerate(pages, 1):
            yield Sheet("guide", guide, some, pages[0][0].page, number, len(pages))


def _rows(item: Judgement | Reading) -> int:
    if isinstance(item, Judgement):
        return 1
    return 1 + sum(len(passage.pieces) for passage in item.passages)
