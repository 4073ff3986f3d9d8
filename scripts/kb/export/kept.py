"""Each kept source as a text file, byte for byte as it was found; its page marks passages in it."""

from collections.abc import Iterator

from kb.dossier import Dossier
from kb.export.publish import kept_path
from kb.output import BinaryFile


def kept_files(dossier: Dossier) -> Iterator[BinaryFile]:
    """Yield the text of each kept source; its SHA-256 is the one that the source states."""
    for source in dossier.sources:
        if source.kept:
            yield BinaryFile(kept_path(source.id), source.kept.body.encode("utf-8"))
