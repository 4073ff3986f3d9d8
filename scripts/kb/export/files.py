"""Dossier -> every file of data: which there are, and what makes each."""

from collections.abc import Iterator, Mapping

from kb.dossier import Dossier
from kb.export.calendar_files import calendar_files
from kb.export.feeds import feed_files
from kb.export.ftm import ftm_files
from kb.export.geojson import geojson_files
from kb.export.json_files import json_files, record_files
from kb.export.kept import kept_files
from kb.export.manifest import MANIFEST, manifest_file, verifier_files
from kb.export.publish import publish
from kb.export.shapes import FORMAT
from kb.export.timelinejs import timelinejs_files
from kb.output import Output

__all__ = ["FORMAT", "MANIFEST", "export_files", "seal"]


def export_files(dossier: Dossier, site_url: str) -> Iterator[Output]:
    """Yield the data of a site published at `site_url`, which ends with a slash."""
    published = publish(dossier, site_url)
    yield from json_files(published)
    yield from record_files(published)
    yield from geojson_files(published)
    yield from ftm_files(published)
    yield from timelinejs_files(published)
    yield from calendar_files(published)
    yield from feed_files(published)
    yield from kept_files(dossier)
    yield from verifier_files()


def seal(dossier: Dossier, site_url: str, sums: Mapping[str, str]) -> Output:
    """Return the manifest of the rendered site, whose files have these sums, by path."""
    return manifest_file(publish(dossier, site_url), sums)
