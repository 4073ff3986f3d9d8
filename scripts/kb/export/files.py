"""Dossier -> every file of data: which there are, and what makes each."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kb.dossier import Dossier
from kb.export.calendar.files import calendar_files
from kb.export.feeds.files import feed_files
from kb.export.ftm.files import ftm_files
from kb.export.geojson import geojson_files
from kb.export.json_files import json_files, record_files
from kb.export.json_lines import line_files
from kb.export.kept import kept_files
from kb.export.known_files import known_files
from kb.export.linked.annotations import annotation_files
from kb.export.linked.citations import citation_files
from kb.export.linked.files import jsonld_files
from kb.export.manifest import verifier_files
from kb.export.shapes import Published
from kb.export.tables.csv_files import csv_files
from kb.export.tables.datasette_file import datasette_files
from kb.export.tables.sqlite_file import sqlite_files
from kb.export.timelinejs import timelinejs_files
from kb.output import Output

Export = Callable[[], Iterable[Output]]
"""Makes the files of one format."""


def export_files(dossier: Dossier, published: Published) -> Iterator[Output]:
    """Yield the data of a dossier, made of what is `published` of it, and the texts it keeps."""
    for job in export_jobs(dossier, published):
        yield from job()


def export_jobs(dossier: Dossier, published: Published) -> tuple[Export, ...]:
    """Return what makes the files of each format, the longest first."""
    made = (
        ftm_files,
        csv_files,
        sqlite_files,
        feed_files,
        line_files,
        calendar_files,
        jsonld_files,
        json_files,
        record_files,
        geojson_files,
        timelinejs_files,
        annotation_files,
        citation_files,
        datasette_files,
    )
    return (
        *(partial(files, published) for files in made),
        partial(known_files, dossier, published.url),
        partial(kept_files, dossier),
        verifier_files,
    )
