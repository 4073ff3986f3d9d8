"""Dossier -> every file of data: which there are, and what makes each."""

from collections.abc import Iterator

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


def export_files(dossier: Dossier, published: Published) -> Iterator[Output]:
    """Yield the data of a dossier, made of what is `published` of it, and the texts it keeps."""
    yield from json_files(published)
    yield from record_files(published)
    yield from line_files(published)
    yield from csv_files(published)
    yield from sqlite_files(published)
    yield from datasette_files(published)
    yield from geojson_files(published)
    yield from ftm_files(published)
    yield from timelinejs_files(published)
    yield from calendar_files(published)
    yield from feed_files(published)
    yield from jsonld_files(published)
    yield from annotation_files(published)
    yield from citation_files(published)
    yield from known_files(dossier, published.url)
    yield from kept_files(dossier)
    yield from verifier_files()
