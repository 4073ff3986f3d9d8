"""What is printed as one piece: events in order, each with its claims and their numbered notes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb.dossier import Actor, Claim, Dossier, Event, Mention, Question, Target
from kb.public.addresses import address_of, page_of, part_page
from kb.render.around import Mentions, by_event
from kb.render.drawing.strip import events_in_focus
from kb.render.listing import begin
from kb.render.most import MOST, Most
from kb.render.notes import Note, by_claim, notes_of
from kb.render.parts import Part, by_decade, by_month, by_year, part_of
from kb.render.ways import LongList, PartPage, Placed, pages_of

Inside = Event | Claim | Question
"""What has a place of its own in a document."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An event with those of its claims that are printed, and why each is."""

    event: Event
    claims: Mapping[Claim, tuple[Mention, ...]]
    roles: tuple[Mention, ...]
    """What the actor of the document is in the event."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A claim as the document prints it."""

    claim: Claim
    notes: tuple[Note, ...]
    mentions: tuple[Mention, ...] = ()
    """Why it stands in the document of an actor."""


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """One event."""

    number: int
    event: Event
    claims: tuple[Printed, ...]
    roles: tuple[Mention, ...] = ()
    """What the actor of the document is in the event."""


@dataclass(frozen=True, slots=True, eq=False)
class Document(Placed[Entry]):
    """The events of the focus, or those that name one actor, with every note at the end.

    Where they are too many for one, a document has some of them, or only leads to those that do.
    """

    actor: Actor | None
    chapters: tuple[Chapter, ...]
    anchors: Mapping[Inside, str]
    """Where a record stands within the document; what is not here stands elsewhere on the site."""
    numbers: Mapping[Claim, str]
    """`4.2` is the second claim of the fourth event."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, by number."""
        printed = (claim for chapter in self.chapters for claim in chapter.claims)
        return tuple(note for claim in printed for note in claim.notes)


def documents(dossier: Dossier, most: Most = MOST) -> Iterator[Document]:
    """Yield the document of the focus, then one for each actor that an event names.

    Each comes before those that stand below it.
    """
    focus = LongList("print", dossier, FOCUS_PAGE, _focus(dossier, most), template="print")
    yield from (_document(None, way) for way in pages_of(focus))
    for actor in dossier.actors:
        if actor.mentions:
            whole = _of_actor(actor, most)
            named = LongList("print", actor, print_page(actor), whole, template="print_actor")
            yield from (_document(actor, way) for way in pages_of(named))


def anchor_in(document: Document, target: Target | Question | str) -> str:
    """Return where a document has a record; empty for what stands elsewhere."""
    return document.anchors.get(target, "") if isinstance(target, Inside) else ""


def print_page(actor: Actor) -> str:
    """Return the page of an actor's document, as a file below `docs/`."""
    return f"print/{actor.id}.md"


def printed_places(dossier: Dossier, most: Most = MOST) -> Mapping[Event, str]:
    """Return where the documents of the focus print each event, as a page's file and anchor."""
    listing = (part for part in _focus(dossier, most).pages if not part.below)
    return {
        entry.event: f"{part_page(FOCUS_PAGE, part.name)}#{_anchor(entry.event)}"
        for part in listing
        for entry in part.items
    }


FOCUS_PAGE = "print/index.md"
_STEPS = (by_decade, by_year, by_month)
"""By which documents are cut: nobody wants to print a page for each year."""


def _focus(dossier: Dossier, most: Most) -> Part[Entry]:
    found = [_whole(event) for event in events_in_focus(dossier)]
    is_whole = sum(map(_weight, found)) <= most.printed_whole
    return part_of(
        found, _begins, most.printed_whole if is_whole else most.printed, _weight, _STEPS
    )


def _of_actor(actor: Actor, most: Most) -> Part[Entry]:
    found = [Entry(group.event, _claims(group), group.roles) for group in by_event(actor.mentions)]
    return part_of(found, _begins, most.printed, _weight, _STEPS)


def _whole(event: Event) -> Entry:
    return Entry(event, dict.fromkeys(event.claims.values(), ()), ())


def _begins(entry: Entry) -> date:
    return begin(entry.event)


def _weight(entry: Entry) -> int:
    """Count what is printed of an event: itself, claims and notes."""
    return 1 + len(entry.claims) + sum(len(claim.evidence) for claim in entry.claims)


def _claims(group: Mentions) -> dict[Claim, tuple[Mention, ...]]:
    """Return the claims that mention an actor, as typed in their event, and how they do."""
    found: dict[Claim, tuple[Mention, ...]] = {}
    for mention in group.claims:
        if mention.claim:
            found[mention.claim] = (*found.get(mention.claim, ()), mention)
    return dict(sorted(found.items(), key=lambda entry: entry[0].number))


def _document(actor: Actor | None, way: PartPage[Entry]) -> Document:
    chapters = () if way.part.below else tuple(_chapters(way.items))
    claims = {
        c.claim: f"{chapter.number}.{c.claim.number}"
        for chapter in chapters
        for c in chapter.claims
    }
    events = [chapter.event for chapter in chapters]
    asked = (question for event in events for question in event.questions.values())
    questions = () if actor else asked
    anchors = {one: _anchor(one) for one in (*events, *claims, *questions)}
    return Document(way, actor, chapters, anchors, claims)


def _chapters(entries: Iterable[Entry]) -> Iterator[Chapter]:
    found = tuple(entries)
    notes = by_claim(notes_of(claim for entry in found for claim in entry.claims))
    for number, entry in enumerate(found, 1):
        claims = (Printed(claim, notes[claim], why) for claim, why in entry.claims.items())
        yield Chapter(number, entry.event, tuple(claims), entry.roles)


def _anchor(record: Inside) -> str:
    """Return an anchor with a slash, as no id has one: each is free in the whole document."""
    match record:
        case Event():
            return address_of(page_of(record)).rstrip("/")
        case Claim() | Question():
            return f"{_anchor(record.event)}/{record.id}"
