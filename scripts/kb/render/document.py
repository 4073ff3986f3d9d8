"""What is printed as one piece: events in order, each with its claims and their numbered notes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.dossier import Actor, Claim, Dossier, Event, Mention, Question, Target
from kb.public.addresses import address_of, page_of
from kb.render.around import Mentions, by_event
from kb.render.drawing.strip import events_in_focus
from kb.render.notes import Note, by_claim, notes_of

Inside = Event | Claim | Question
"""What has a place of its own in a document."""


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
class Document:
    """The events of the focus, or those that name one actor, with every note at the end."""

    page: str
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


def documents(dossier: Dossier) -> Iterator[Document]:
    """Yield the document of the focus, then one for each actor that an event names."""
    yield _of_focus(dossier)
    for actor in dossier.actors:
        if actor.mentions:
            yield _of_actor(actor)


def anchor_in(document: Document, target: Target | Question | str) -> str:
    """Return where a document has a record; empty for what stands elsewhere."""
    return document.anchors.get(target, "") if isinstance(target, Inside) else ""


def print_page(actor: Actor) -> str:
    """Return the page of an actor's document, as a file below `docs/`."""
    return f"print/{actor.id}.md"


def print_place(event: Event) -> str:
    """Return where the document of the focus prints an event, as a page's file and anchor."""
    return f"{FOCUS_PAGE}#{_anchor(event)}"


FOCUS_PAGE = "print/index.md"


def _of_focus(dossier: Dossier) -> Document:
    events = events_in_focus(dossier)
    notes = by_claim(notes_of(claim for event in events for claim in event.claims.values()))
    chapters = tuple(
        Chapter(number, event, tuple(Printed(c, notes[c]) for c in event.claims.values()))
        for number, event in enumerate(events, 1)
    )
    questions = (question for event in events for question in event.questions.values())
    return _document(FOCUS_PAGE, None, chapters, questions)


def _of_actor(actor: Actor) -> Document:
    found = by_event(actor.mentions)
    notes = by_claim(notes_of(claim for group in found for claim in _claims(group)))
    chapters = tuple(
        Chapter(
            number,
            group.event,
            tuple(Printed(c, notes[c], why) for c, why in _claims(group).items()),
            group.roles,
        )
        for number, group in enumerate(found, 1)
    )
    return _document(print_page(actor), actor, chapters, ())


def _claims(group: Mentions) -> dict[Claim, tuple[Mention, ...]]:
    """Return the claims that mention an actor, as typed in their event, and how they do."""
    found: dict[Claim, tuple[Mention, ...]] = {}
    for mention in group.claims:
        if mention.claim:
            found[mention.claim] = (*found.get(mention.claim, ()), mention)
    return dict(sorted(found.items(), key=lambda entry: entry[0].number))


def _document(
    page: str, actor: Actor | None, chapters: tuple[Chapter, ...], questions: Iterable[Question]
) -> Document:
    claims = {
        c.claim: f"{chapter.number}.{c.claim.number}"
        for chapter in chapters
        for c in chapter.claims
    }
    inside: tuple[Inside, ...] = (*(chapter.event for chapter in chapters), *claims, *questions)
    return Document(page, actor, chapters, {one: _anchor(one) for one in inside}, claims)


def _anchor(record: Inside) -> str:
    """Return an anchor with a slash, as no id has one: each is free in the whole document."""
    match record:
        case Event():
            return address_of(page_of(record)).rstrip("/")
        case Claim() | Question():
            return f"{_anchor(record.event)}/{record.id}"
