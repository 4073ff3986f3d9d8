"""Lists that would make their page too heavy: what that page still shows, and the pages below it.

A short list stays whole on its page. Of a long one that page shows the beginning, says of how many,
and leads to all: cut by time where the items have one, else into numbered parts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.dossier import Corrected, Dossier, Question
from kb.render.chains import chains_of
from kb.render.coverage import kept_texts
from kb.render.gaps import EventClaims, kept_alone, single_origin, unheard, unread_originals
from kb.render.listing import begin
from kb.render.most import MOST, Most
from kb.render.parts import Part, numbered, part_of
from kb.render.runs import Weighs, runs
from kb.render.sheets import lines_of
from kb.render.ways import LongList, PartPage, pages_below, pages_of

Begins = Callable[[Any], date] | None
"""The day under which an item is listed; None where the parts are numbered."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a list its page and the pages below hold."""

    here: int
    """So much stands whole among the other lists of a page."""
    shown: int
    """So much of it is shown there where it is more."""
    each: int
    """So much stands on a page of its own."""
    weighs: Weighs[Any] = lambda _: 1


def list_of(dossier: Dossier, name: str, most: Most = MOST) -> LongList[Any]:
    """Return the list of this name."""
    items, begins, room = _LISTS[name]
    return list_in(room(most), name, dossier, tuple(items(dossier)), begins)


def list_pages(dossier: Dossier, most: Most = MOST) -> Iterator[PartPage[Any]]:
    """Yield the pages of the lists that are cut, but for tops that are pages anyway."""
    for one in (list_of(dossier, name, most) for name in _LISTS):
        if one.is_cut:
            yield from pages_of(one) if "/" in one.name else pages_below(one)


def list_in(
    room: Room, name: str, of: Dossier | None, items: tuple[Any, ...], begins: Begins = None
) -> LongList[Any]:
    """Return a list, cut where there is no room for it."""
    top = f"{name}.md"
    if sum(map(room.weighs, items)) <= room.here:
        return LongList(name, of, top, Part("", items), items)
    shown = next(runs(items, room.shown, room.weighs))
    if begins:
        whole = part_of(items, begins, room.each)
    else:
        whole = numbered("", items, room.each, room.weighs)
    return LongList(name, of, top, whole, shown, "list_part")


def _unsettled(dossier: Dossier) -> tuple[Question, ...]:
    return tuple(question for question in dossier.questions if question.settle)


def _of_question(question: Question) -> date:
    return begin(question.event)


def _of_group(group: EventClaims) -> date:
    return begin(group.event)


def _corrected_on(correction: Corrected) -> date:
    first = correction.note.on.earliest
    assert first is not None, "a correction is dated to the day"
    return first


def _among_others(most: Most) -> Room:
    return Room(most.listed_here, most.listed_shown, most.listed)


def _corrected(most: Most) -> Room:
    return Room(most.corrections, most.listed_shown, most.listed)


def _trees(most: Most) -> Room:
    return Room(most.trees, most.trees_shown, most.trees, lambda chain: lines_of(chain, most))


def _texts(most: Most) -> Room:
    return Room(most.texts, most.texts, most.texts)


_LISTS: dict[str, tuple[Callable[[Dossier], Sequence[Any]], Begins, Callable[[Most], Room]]] = {
    "gaps/unverified": (lambda dossier: dossier.gaps, None, _among_others),
    "gaps/settle": (_unsettled, _of_question, _among_others),
    "gaps/alone": (kept_alone, _of_group, _among_others),
    "gaps/single": (single_origin, _of_group, _among_others),
    "gaps/unread": (unread_originals, None, _among_others),
    "gaps/unheard": (unheard, None, _among_others),
    "corrections": (lambda dossier: dossier.corrections, _corrected_on, _corrected),
    "chains/_trees": (lambda dossier: chains_of(dossier.claims), None, _trees),
    "coverage/_texts": (kept_texts, None, _texts),
}
"""What each list holds, by what it is cut, and how much of it a page holds."""
