"""Lists that would make their page too heavy: what that page still shows, and the pages below it.

A short list stays whole on its page. Of a long one that page shows the beginning, says of how many,
and leads to all: cut by time where the items have one, else into numbered parts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from kb.dossier import Corrected, Dossier, Event, Question
from kb.render.chains import chains_of
from kb.render.coverage import kept_texts
from kb.render.gaps import EventClaims, kept_alone, single_origin, unheard, unread_originals
from kb.render.parts import Part, part_of
from kb.render.runs import Weighs, runs
from kb.render.sheets import lines_of

Begins = Callable[[Any], date] | None


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a list its page and the pages below hold."""

    here: int = 60
    """So much stands whole among the other lists of a page."""
    shown: int = 20
    """So much of it is shown there where it is more."""
    each: int = 200
    """So much stands on a page of its own."""
    weighs: Weighs[Any] = lambda _: 1


@dataclass(frozen=True, slots=True, eq=False)
class LongList:
    """A list by its name, as `gaps/single`, with what it holds in the order of its page."""

    name: str
    items: tuple[Any, ...]
    begins: Begins = None
    """The day under which an item is listed; None where the parts are numbered."""
    room: Room = Room()

    @property
    def is_own_page(self) -> bool:
        """Tell whether the page to which it belongs is its own top."""
        return "/" not in self.name

    @property
    def is_cut(self) -> bool:
        """Tell whether its page shows the beginning alone."""
        return sum(map(self.room.weighs, self.items)) > self.room.here

    @property
    def shown(self) -> tuple[Any, ...]:
        """What its page shows."""
        return (
            next(runs(self.items, self.room.shown, self.room.weighs)) if self.is_cut else self.items
        )

    @property
    def top(self) -> str:
        """The page that holds the whole list, or leads to its parts."""
        return f"{self.name}.md"

    @property
    def part(self) -> Part[Any]:
        """The whole list, with the parts into which it is cut."""
        if self.begins:
            return part_of(self.items, self.begins, self.room.each)
        held = list(runs(self.items, self.room.each, self.room.weighs))
        below = tuple(Part(f"part-{n}", some, number=n) for n, some in enumerate(held, 1))
        return Part("", self.items, below if len(held) > 1 else ())

    def page_of(self, part: Part[Any]) -> str:
        """Return the page of a part, as a file below `docs/`."""
        glue = "/" if self.is_own_page else "-"
        return f"{self.name}{glue}{part.name}.md" if part.name else f"{self.name}.md"


@dataclass(frozen=True, slots=True, eq=False)
class ListPage:
    """A page that holds a part of a long list, or leads to the parts of it."""

    of: LongList
    part: Part[Any]
    above: Part[Any] | None
    """None for the top."""
    before: Part[Any] | None
    after: Part[Any] | None
    """The parts beside it that hold items."""

    @property
    def page(self) -> str:
        """Where it stands, as a file below `docs/`."""
        return self.of.page_of(self.part)


def list_of(dossier: Dossier, name: str) -> LongList:
    """Return the list of this name."""
    items, begins, room = _LISTS[name]
    return LongList(name, tuple(items(dossier)), begins, room)


def list_pages(dossier: Dossier) -> Iterator[ListPage]:
    """Yield the pages of the lists that are cut, but for tops that are pages anyway."""
    for one in (list_of(dossier, name) for name in _LISTS):
        if one.is_cut:
            yield from pages_of(one)


def pages_of(one: LongList) -> Iterator[ListPage]:
    """Yield the pages of one list."""
    top = one.part
    above = {below.name: part for part in top.pages for below in part.below}
    leaves = [part for part in top.pages if not part.below]
    before = {after.name: part for part, after in pairwise(leaves)}
    after = {part.name: after for part, after in pairwise(leaves)}
    for part in top.pages:
        name = part.name
        if name or not one.is_own_page:
            yield ListPage(one, part, above.get(name), before.get(name), after.get(name))


def begun(event: Event) -> date:
    """Return the day on which an event may first have begun."""
    first = event.when.earliest or event.when.latest
    assert first is not None, "a date has a bound"
    return first


def _unsettled(dossier: Dossier) -> tuple[Question, ...]:
    return tuple(question for question in dossier.questions if question.settle)


def _of_group(group: EventClaims) -> date:
    return begun(group.event)


def _corrected_on(correction: Corrected) -> date:
    first = correction.note.on.earliest
    assert first is not None, "a correction is dated to the day"
    return first


_SMALL, _TREES = Room(), Room(here=600, shown=300, each=600, weighs=lines_of)
_LISTS: dict[str, tuple[Callable[[Dossier], Sequence[Any]], Begins, Room]] = {
    "gaps/unverified": (lambda dossier: dossier.gaps, None, _SMALL),
    "gaps/settle": (_unsettled, lambda question: begun(question.event), _SMALL),
    "gaps/alone": (kept_alone, _of_group, _SMALL),
    "gaps/single": (single_origin, _of_group, _SMALL),
    "gaps/unread": (unread_originals, None, _SMALL),
    "gaps/unheard": (unheard, None, _SMALL),
    "corrections": (lambda dossier: dossier.corrections, _corrected_on, Room(here=200)),
    "chains/_trees": (lambda dossier: chains_of(dossier.claims), None, _TREES),
    "coverage/_texts": (kept_texts, None, Room(here=500, shown=500, each=500)),
}
"""What each list holds, by what it is cut, and how much of it a page holds."""
