"""Dossier -> what was known on each day as JSON: all days, each beside its page, and the schema."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic.json_schema import models_json_schema

from kb.dossier import Claim, Dossier, Standing
from kb.dossier import KnownClaim as Stood
from kb.dossier import KnownDay as Day
from kb.export.json_bytes import json_bytes, shape_bytes
from kb.export.known import (
    NOTE,
    AsKnown,
    Change,
    DayInShort,
    History,
    KnownClaim,
    KnownDay,
    KnownStatus,
    Stage,
)
from kb.export.shapes import FORMAT
from kb.output import BinaryFile
from kb.public.addresses import KNOWN, known_page, permalink
from kb.public.known import introduction_then, on_day, told_then

ALL_DAYS, SCHEMA = f"data/{KNOWN}.json", f"data/{KNOWN}.schema.json"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is the same of a claim on every day on which it stood so."""

    then: KnownStatus
    today: KnownStatus
    attribution: str
    words: str


def known_files(dossier: Dossier, site_url: str) -> Iterator[BinaryFile]:
    """Yield the data of all days, of each day beside its page, and the schema of both."""
    yield BinaryFile(ALL_DAYS, shape_bytes(_all_days(dossier, site_url)))
    yield BinaryFile(SCHEMA, known_schema(site_url))
    told = _told(dossier.claims)
    for day in dossier.known.days:
        yield BinaryFile(_path(day), shape_bytes(_whole_day(dossier, day, told, site_url)))


def known_schema(site_url: str) -> bytes:
    """Return the JSON Schema (2020-12) of the file of all days and of that of one."""
    _, defined = models_json_schema([(AsKnown, "serialization"), (KnownDay, "serialization")])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
        "anyOf": [{"$ref": "#/$defs/AsKnown"}, {"$ref": "#/$defs/KnownDay"}],
        **defined,
    }
    return json_bytes(schema)


def _all_days(dossier: Dossier, site_url: str) -> AsKnown:
    known = dossier.known
    return AsKnown(
        format=FORMAT,
        note=NOTE,
        url=permalink(f"{KNOWN}/index.md", site_url),
        first=known.days[0].day.isoformat(),
        last=known.days[-1].day.isoformat(),
        is_cut=known.is_cut,
        sources=known.sources,
        undated=known.undated,
        days=tuple(_in_short(day, site_url) for day in known.days),
        claims=tuple(_history(claim) for claim in dossier.claims if claim.history),
    )


def _in_short(day: Day, site_url: str) -> DayInShort:
    return DayInShort(
        day=day.day.isoformat(),
        url=permalink(known_page(day.day), site_url),
        data=f"{site_url}{_path(day)}",
        dated=day.dated,
        arrived=tuple(source.id for source in day.arrived),
        new=tuple(known.claim.ref for known in day.new),
        changed=tuple(
            Change(
                claim=known.claim.ref,
                before=_status(known.before.standing),
                then=_status(known.standing),
                today=_status(known.claim.standing),
            )
            for known in day.changed
            if known.before
        ),
        tally=dict(day.tally),
    )


def _history(claim: Claim) -> History:
    return History(
        claim=claim.ref,
        today=_status(claim.standing),
        stages=tuple(
            Stage(since=known.since.isoformat(), then=_status(known.standing))
            for known in claim.history
        ),
    )


def _whole_day(dossier: Dossier, day: Day, told: Mapping[Stood, _Told], site_url: str) -> KnownDay:
    known = dossier.known
    return KnownDay(
        format=FORMAT,
        note=NOTE,
        url=permalink(known_page(day.day), site_url),
        day=day.day.isoformat(),
        since=day.since.isoformat(),
        dated=day.dated,
        later=known.sources - known.undated - day.dated,
        undated=known.undated,
        is_whole=known.is_whole,
        tally=dict(day.tally),
        claims=tuple(_claim(stood, day, told[stood]) for stood in day.claims),
    )


def _claim(stood: Stood, day: Day, told: _Told) -> KnownClaim:
    changed = stood.before if stood in day.changed else None
    return KnownClaim(
        claim=stood.claim.ref,
        event=stood.claim.event.id,
        is_new=stood in day.new,
        before=_status(changed.standing) if changed else None,
        then=told.then,
        today=told.today,
        attribution=told.attribution,
        statement=f"{on_day(day.day)}: {told.words}",
    )


def _told(claims: Iterable[Claim]) -> dict[Stood, _Told]:
    """Return what each stage says, once for all of its days."""
    return {
        stood: _Told(
            _status(stood.standing),
            _status(claim.standing),
            introduction_then(stood),
            told_then(stood),
        )
        for claim in claims
        for stood in claim.history
    }


def _status(standing: Standing) -> KnownStatus:
    return KnownStatus(
        mark=standing.mark, supporting=standing.supporting, disputing=standing.disputing
    )


def _path(day: Day) -> str:
    return known_page(day.day).removesuffix(".md") + ".json"
