"""What is too long for one page and belongs to one thing -> its numbered pages.

A tree of who repeats whom, a kept text with its coverage, a reading guide: each has a page of its
own as soon as all of its kind are too much for one page.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kb.dossier import Dossier, Event, Source
from kb.render.chains import Chain, Step, chains_of, steps_of
from kb.render.coverage import is_by_text, kept_texts, text_page
from kb.render.guide import Guide, Judgement, guides_of
from kb.render.marked import Reading, readings
from kb.render.most import MOST, Most
from kb.render.runs import runs
from kb.render.ways import LongList, PartPage, in_order, numbered_pages

Row = Judgement | Reading
"""Of the coverage of a text."""
_BRIEF = 3
"""Lines of what leads to a tree with pages of its own."""


def sheets_of(dossier: Dossier, most: Most = MOST) -> Iterator[PartPage[Any]]:
    """Yield the numbered pages of all that has some."""
    for chain in chains_of(dossier.claims):
        if is_big(chain, most):
            items = (*steps_of(chain), *chain.events)
            lines = runs(items, most.lines, lambda _: 1)
            yield from _sheets("chain", chain, chain_page(chain), lines)
    guides = {guide.source: guide for guide in guides_of(dossier, most)}
    for source in kept_texts(dossier) if is_by_text(dossier, most) else ():
        sentences = guides[source].sentences if source in guides else ()
        rows: tuple[Row, ...] = (*sentences, *readings(source.paragraphs))
        yield from _sheets("coverage", source, text_page(source), runs(rows, most.lines, _weight))
    for guide in guides.values():
        if guide.is_apart:
            pages = groupby(guide.sentences, key=lambda one: one.page)
            held = (tuple(some) for _, some in pages)
            yield from _sheets("guide", guide, guide.sentences[0].page, held)


def is_big(chain: Chain, most: Most = MOST) -> bool:
    """Tell whether a tree has pages of its own."""
    steps = list(steps_of(chain))
    deepest = max((step.depth for step in steps), default=0)
    return len(steps) + len(chain.events) > most.tree or deepest > most.depth


def chain_page(chain: Chain) -> str:
    """Return the page of a big tree; ids do not begin with a low line."""
    return f"chains/{chain.root.id if chain.root else '_unnamed'}.md"


def lines_of(chain: Chain, most: Most = MOST) -> int:
    """Return how many lines a tree takes among others."""
    if is_big(chain, most):
        return _BRIEF
    return _BRIEF + sum(1 for _ in steps_of(chain)) + len(chain.events)


def steps_in(items: Iterable[Step | Event]) -> tuple[Step, ...]:
    """Return the outlets on a page of a tree."""
    return tuple(item for item in items if isinstance(item, Step))


def events_in(items: Iterable[Step | Event]) -> tuple[Event, ...]:
    """Return the events on a page of a tree."""
    return tuple(item for item in items if isinstance(item, Event))


def sentences_in(items: Iterable[Row]) -> tuple[Judgement, ...]:
    """Return the sentences on a page of the coverage of a text."""
    return tuple(item for item in items if isinstance(item, Judgement))


def paragraphs_in(items: Iterable[Row]) -> tuple[Reading, ...]:
    """Return the paragraphs on a page of the coverage of a text."""
    return tuple(item for item in items if isinstance(item, Reading))


def _sheets(
    name: str, of: Chain | Source | Guide, top: str, held: Iterable[tuple[Any, ...]]
) -> Iterator[PartPage[Any]]:
    return numbered_pages(LongList(name, of, top, in_order(held), (), f"{name}_sheet"))


def _weight(item: Row) -> int:
    if isinstance(item, Judgement):
        return 1
    return 1 + sum(len(passage.pieces) for passage in item.passages)
