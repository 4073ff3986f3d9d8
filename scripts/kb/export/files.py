"""Dossier -> every file of data: which there are, and what makes each."""

from collections.abc import Iterator

from kb.dossier import Dossier
from kb.export.json_files import json_files, record_files
from kb.export.publish import publish
from kb.output import Output


def export_files(dossier: Dossier, site_url: str) -> Iterator[Output]:
    """Yield the data of a site published at `site_url`, which ends with a slash."""
    published = publish(dossier, site_url)
    yield from json_files(published)
    yield from record_files(published)
