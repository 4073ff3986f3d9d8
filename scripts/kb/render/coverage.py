"""How much of each kept text is judged: whole on one page, or on a page for each text."""

from kb.dossier import Dossier, Source
from kb.render.most import MOST, Most


def kept_texts(dossier: Dossier) -> tuple[Source, ...]:
    """Return the sources that are kept in full."""
    return tuple(source for source in dossier.sources if source.kept)


def is_by_text(dossier: Dossier, most: Most = MOST) -> bool:
    """Tell whether each text has a page of its own."""
    return sum(map(rows_of, kept_texts(dossier))) > most.judged


def rows_of(source: Source) -> int:
    """Return how many lines a page needs to tell of a text."""
    return len(source.guide) + len(source.paragraphs) + len(source.uses)


def text_page(source: Source) -> str:
    """Return the page of a text, where it has one."""
    return f"coverage/{source.id}.md"


def covered_on(source: Source, *, by_text: bool) -> str:
    """Return the page, and the anchor if need be, that tells how much of a text is judged."""
    return text_page(source) if by_text else f"coverage.md#{source.id}"
