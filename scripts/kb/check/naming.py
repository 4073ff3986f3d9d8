"""Every place where a record or a claim is named by its id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.check.walk import claims, evidence, moments, named, questions, roles, ties
from kb.manuscript import Manuscript, walked_once
from kb.model import Event
from kb.node import Path
from kb.problems import Location

_ABOUT = ("actors", "places", "topics", "events")
_NOT_SOURCES = ("none", "unnamed")


@dataclass(frozen=True, slots=True)
class Naming:
    """An id that must be a record of one of the collections."""

    path: Path
    ref: str
    among: tuple[str, ...]
    is_key: bool = False

    def at(self, manuscript: Manuscript) -> Location:
        """Return where the id was typed."""
        return manuscript.key_at(*self.path) if self.is_key else manuscript.at(*self.path)


@dataclass(frozen=True, slots=True)
class ClaimNaming:
    """A claim named from an event as `claim` or `event/claim`."""

    path: Path
    ref: str
    event: str


@walked_once
def namings(manuscript: Manuscript) -> Iterator[Naming]:
    """Yield every record that is named by a key of its own; prose is not read here."""
    for event, record in manuscript.timeline.events.items():
        yield from _event_namings(event, record)
    yield from _claim_namings(manuscript)
    for event, tie, tied in ties(manuscript):
        yield Naming(("events", event, "follows", tie, "event"), tied.event, ("events",))
    for dated in moments(manuscript):
        anchors = (("after", dated.moment.after), ("before", dated.moment.before))
        yield from (Naming((*dated.path, key), ref, ("events",)) for key, ref in anchors if ref)
    yield from _actor_namings(manuscript)
    yield from _source_namings(manuscript)


def _event_namings(event: str, record: Event) -> Iterator[Naming]:
    path: Path = ("events", event)
    yield from _listed((*path, "place"), record.place, ("places",))
    for actor in record.actors:
        yield Naming((*path, "actors", actor), actor, ("actors",), is_key=True)
    yield from _listed((*path, "topics"), record.topics, ("topics",))
    for other in record.distinct_from:
        yield Naming((*path, "distinct_from", other), other, ("events",), is_key=True)


def _claim_namings(manuscript: Manuscript) -> Iterator[Naming]:
    for event, claim, claimed in claims(manuscript):
        path: Path = ("events", event, "claims", claim)
        yield from _listed((*path, "by"), claimed.by, ("actors",))
        yield from _listed((*path, "about"), claimed.about, _ABOUT)
    for path, _, piece in evidence(manuscript):
        yield Naming((*path, "source"), piece.source, ("sources",))
        if piece.speaker:
            yield Naming((*path, "speaker"), piece.speaker, ("actors",))
        yield from _origins((*path, "via"), piece.via)


def _actor_namings(manuscript: Manuscript) -> Iterator[Naming]:
    for actor, record in manuscript.timeline.actors.items():
        if record.speaks_for:
            yield Naming(("actors", actor, "speaks_for"), record.speaks_for, ("actors",))
    for path, role in roles(manuscript):
        if role.of:
            yield Naming((*path, "of"), role.of, ("actors",))
        yield from _listed((*path, "sources"), role.sources, ("sources",))


def _source_namings(manuscript: Manuscript) -> Iterator[Naming]:
    for path, record in named(manuscript):
        yield from _listed((*path, "sources"), record.sources, ("sources",))
    for number, gap in enumerate(manuscript.timeline.gaps):
        yield from _listed(("gaps", number, "sources"), gap.sources, ("sources",))
    for source, cited in manuscript.sources.items():
        yield from _origins(("sources", source, "via"), cited.via)
        if cited.speaker:
            yield Naming(("sources", source, "speaker"), cited.speaker, ("actors",))
        if cited.mirror and cited.mirror != "true":
            yield Naming(("sources", source, "mirror"), cited.mirror, ("sources",))


def _listed(path: Path, refs: Iterable[str], among: tuple[str, ...]) -> Iterator[Naming]:
    return (Naming((*path, number), ref, among) for number, ref in enumerate(refs))


def _origins(path: Path, refs: Iterable[str]) -> Iterator[Naming]:
    return (
        naming for naming in _listed(path, refs, ("sources",)) if naming.ref not in _NOT_SOURCES
    )


@walked_once
def claim_namings(manuscript: Manuscript) -> Iterator[ClaimNaming]:
    """Yield every claim that is named by a key of its own; prose is not read here."""
    for event, record in manuscript.timeline.events.items():
        if record.lead:
            yield ClaimNaming(("events", event, "lead"), record.lead, event)
    for event, claim, claimed in claims(manuscript):
        path: Path = ("events", event, "claims", claim, "denies")
        for number, ref in enumerate(claimed.denies):
            yield ClaimNaming((*path, number), ref, event)
    yield from _answers(manuscript)
    for event, tie, tied in ties(manuscript):
        if tied.claim:
            yield ClaimNaming(("events", event, "follows", tie, "claim"), tied.claim, event)
    yield from _guided(manuscript)


def _answers(manuscript: Manuscript) -> Iterator[ClaimNaming]:
    for event, question, asked in questions(manuscript):
        path: Path = ("events", event, "questions", question)
        for number, ref in enumerate(asked.answers):
            yield ClaimNaming((*path, "answers", number), ref, event)
        if asked.shown:
            yield ClaimNaming((*path, "shown"), asked.shown, event)


def _guided(manuscript: Manuscript) -> Iterator[ClaimNaming]:
    for source, guide in manuscript.guides.items():
        for sentence, read in guide.items():
            for number, phrase in enumerate(read.phrases):
                path = ("guides", source, sentence, "phrases", number, "claim")
                yield ClaimNaming(path, phrase.claim, "")
