"""Events -> cards for other sites: `embed/x.html` is shown in a frame, and asks for nothing."""

from collections.abc import Iterator
from functools import partial

from kb.dossier import Claim, Dossier, Event, Question, Retired
from kb.output import OutputFile, Pending
from kb.public.addresses import card_of, page_at, page_of
from kb.render.templating import Templates

_EVENTS = "events/"


def cards(dossier: Dossier, templates: Templates) -> Iterator[Pending]:
    """Yield the card of each event, and one under each id that an event had and has no longer.

    Who framed an event before it moved sees it where it stands now; of one that was withdrawn, why.
    """
    for event in dossier.events:
        yield _card(templates, card_of(event), page_of(event), event)
    for retired in dossier.retired:
        if retired.address.startswith(_EVENTS) and "#" not in retired.address:
            name = retired.address.removeprefix(_EVENTS).rstrip("/")
            page, now = page_at(retired.address), _stands_now(retired)
            yield _card(templates, card_of(name), page, now)


def _card(templates: Templates, card: str, page: str, shown: Event | Retired) -> Pending:
    fill = partial(templates.fill, "embed.html", page, shown)
    return Pending(card, lambda: OutputFile(card, fill()))


def _stands_now(retired: Retired) -> Event | Retired:
    match retired.target:
        case Event():
            return retired.target
        case Claim() | Question():
            return retired.target.event
        case _:
            return retired
