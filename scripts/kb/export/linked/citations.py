"""Published -> CSL-JSON and BibTeX: how to cite the dossier and each source itself.

Each citation is the one that the source’s own page prints, under the same key.
"""

import json
from collections.abc import Iterator

from kb.export.shapes import Published, Source
from kb.export.telling import day_of, when_of
from kb.output import OutputFile
from kb.public.cite import (
    Citation,
    bibtex,
    csl_item,
    known_language,
    of_dossier,
    original_key,
)

CSL, BIBTEX = "data/citations.csl.json", "data/citations.bib"


def citation_files(published: Published) -> Iterator[OutputFile]:
    """Yield both forms, the dossier first and then the sources in their order."""
    cited = [*_citations(published)]
    items = json.dumps([*map(csl_item, cited)], ensure_ascii=False, indent=1)
    yield OutputFile(CSL, f"{items}\n")
    yield OutputFile(BIBTEX, "\n\n".join(map(bibtex, cited)) + "\n")


def _citations(published: Published) -> Iterator[Citation]:
    as_of = day_of(published.as_of) if published.as_of else None
    yield of_dossier(published.title, as_of, published.url)
    yield from map(_original, published.sources)


def _original(source: Source) -> Citation:
    published = when_of(source.published) if source.published else None
    return Citation(
        original_key(source.id),
        source.title or "",
        source.publisher,
        published,
        source.address or "",
        language=known_language(source.language),
    )
