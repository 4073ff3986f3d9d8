"""What is known of the addresses -> a report: what is dead, what rests on it, and what may help."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag

from kb.dossier import Actor, Dossier, Place, Source, Topic
from kb.edit.links.addresses import Address, Key
from kb.edit.links.asking import Answers
from kb.edit.links.findings import Finding, Notes
from kb.edit.posting import posted
from kb.public.addresses import permalink
from kb.public.attribution import headline, statement

_CAPTURES = "https://web.archive.org/web/*/"


@dataclass(frozen=True, slots=True)
class Sites:
    """Where the dossier is published and edited; empty where that is not known."""

    site_url: str
    repo_url: str


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked on a day, and what is known since."""

    day: date
    addresses: Sequence[Address]
    answers: Answers
    notes: Notes


@dataclass(frozen=True, slots=True)
class Leading:
    """Words and the address that they lead to."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that names the address."""

    key: Key
    source: Leading
    place: Leading


@dataclass(frozen=True, slots=True)
class Resting:
    """An event with the claims in it that rest on the address."""

    title: Leading
    claims: tuple[Leading, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An address that led to no page."""

    url: str
    finding: Finding
    lines: tuple[Line, ...]
    archive: str
    captures: str
    """Where copies can be looked for."""
    events: tuple[Resting, ...]
    others: tuple[Leading, ...]
    """Actors, places and topics that rest on it."""

    @property
    def claims(self) -> int:
        """How many claims rest on it."""
        return sum(len(event.claims) for event in self.events)


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found."""

    day: date
    total: int
    """How many addresses there are, without those that are noted as gone."""
    answered: int
    """How many of them were asked this time and led to a page."""
    left_out: int
    """How many were not asked this time."""
    dead: tuple[Found, ...]
    waiting: tuple[Found, ...]
    """Those that are dead if it lasts."""
    refused: tuple[Found, ...]


def report_of(dossier: Dossier, run: Run, sites: Sites) -> Report:
    """Return the report of a run."""
    sources = {source.id: source for source in dossier.sources}
    found = [
        _found(address, run.notes.found[address.url], sources, sites)
        for address in run.addresses
        if address.url in run.notes.found
    ]
    others = [one for one in found if not one.finding.is_dead]
    return Report(
        day=run.day,
        total=len(run.addresses),
        answered=sum(answer is None for answer in run.answers.values()),
        left_out=len(run.addresses) - len(run.answers),
        dead=tuple(one for one in found if one.finding.is_dead),
        waiting=tuple(one for one in others if one.finding.kind != "refused"),
        refused=tuple(one for one in others if one.finding.kind == "refused"),
    )


def as_markdown(report: Report) -> str:
    """Return the report as the text of an issue."""
    return posted("links.md", report)


def _found(
    address: Address, finding: Finding, sources: Mapping[str, Source], sites: Sites
) -> Found:
    named = [sources[one.source] for one in address.named if one.source in sources]
    originals = [source.url for source in named if source.url]
    return Found(
        url=address.url,
        finding=finding,
        lines=tuple(_lines(address, sources, sites)),
        archive=address.archive,
        captures=f"{_CAPTURES}{urldefrag(next(iter(originals), address.url)).url}",
        events=_events(named, sites),
        others=tuple(
            _leading(entity.name, permalink(entity, sites.site_url), sites)
            for entity in dict.fromkeys(entity for source in named for entity in source.backs)
            if isinstance(entity, Actor | Place | Topic)
        ),
    )


def _lines(address: Address, sources: Mapping[str, Source], sites: Sites) -> Iterable[Line]:
    for one in address.named:
        source = sources.get(one.source)
        words = source.publisher if source else one.source  # one that only drafts name has no page
        page = permalink(source, sites.site_url) if source else ""
        line = f"{sites.repo_url}/blob/HEAD/{one.at.file}#L{one.at.line}" if sites.repo_url else ""
        here = Leading(f"{one.at.file}:{one.at.line}", line)
        yield Line(one.key, _leading(words, page, sites), here)


def _events(named: Iterable[Source], sites: Sites) -> tuple[Resting, ...]:
    claims = dict.fromkeys(piece.claim for source in named for piece in source.uses)
    found: dict[Leading, list[Leading]] = {}
    for claim in claims:
        title = _leading(headline(claim.event), permalink(claim.event, sites.site_url), sites)
        told = _leading(statement(claim), permalink(claim, sites.site_url), sites)
        found.setdefault(title, []).append(told)
    return tuple(Resting(title, tuple(told)) for title, told in found.items())


def _leading(words: str, url: str, sites: Sites) -> Leading:
    return Leading(words, url if sites.site_url else "")
