"""A list that may be too long for one page -> its pages, and the ways from each to those around.

Whatever is cut has this shape: what stands in order of time or under first letters, and what goes
on from one numbered page to the next, as a long text does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kb.public import dates
from kb.public.addresses import part_page
from kb.render import letters
from kb.render.parts import Begins, Part

T = TypeVar("T")
Beside = dict[str, tuple[Part[T] | None, ...]]
"""By the name of a page, those before and after it."""


@dataclass(frozen=True, slots=True, eq=False)
class LongList(Generic[T]):
    """A list, with the pages into which it is cut where it is too long for one."""

    name: str
    """What it lists: `mentions`, `gaps/single`."""
    subject: object
    """What it belongs to: a record, the dossier, or whatever its template knows."""
    top: str
    """The page that has the whole list or leads to its parts, as a file below `docs/`."""
    whole: Part[T]
    shown: tuple[T, ...] = ()
    """What the page to which it belongs shows of it: all, the beginning, or nothing."""
    template: str = "part"
    """The name of the template of its pages."""

    @property
    def items(self) -> tuple[T, ...]:
        """All that it lists, in order."""
        return self.whole.items

    @property
    def is_cut(self) -> bool:
        """Tell whether the page to which it belongs does not show all."""
        return len(self.shown) < len(self.items)

    def page_of(self, part: Part[T]) -> str:
        """Return the page of one of its parts, as a file below `docs/`."""
        return part_page(self.top, part.name)


@dataclass(frozen=True, slots=True, eq=False)
class PartPage(Generic[T]):
    """A page that holds a part of a list, or leads to the pages that do."""

    of: LongList[T]
    part: Part[T]
    above: tuple[Part[T], ...] = ()
    """The pages that lead to it, from the top down."""
    before: Part[T] | None = None
    after: Part[T] | None = None

    @property
    def page(self) -> str:
        """Its file below `docs/`."""
        return self.of.page_of(self.part)

    @property
    def template(self) -> str:
        """The name of the template that it is made from."""
        return self.of.template

    @property
    def items(self) -> tuple[T, ...]:
        """All that it lists, or that the pages below it do."""
        return self.part.items


@dataclass(frozen=True, slots=True, eq=False)
class Placed(Generic[T]):
    """What a page holds that tells more of a part than what it lists."""

    way: PartPage[T]

    @property
    def part(self) -> Part[T]:
        """All that it holds, or that the pages below it do."""
        return self.way.part

    @property
    def page(self) -> str:
        """Its file below `docs/`."""
        return self.way.page

    @property
    def template(self) -> str:
        """The name of the template that it is made from."""
        return self.way.template


def pages_of(of: LongList[T]) -> Iterator[PartPage[T]]:
    """Yield every page of a list, each after the one that leads to it.

    A page that lists stands between the two that list what comes before and after. One that leads
    to others stands between two years, or two months, and a year that lists its months itself
    stands for them.
    """
    beside = _beside(of.whole)
    yield PartPage(of, of.whole)
    yield from _below(of, of.whole, (), beside)


def pages_below(of: LongList[T]) -> Iterator[PartPage[T]]:
    """Yield the pages of a list but for the first, which is a page anyway."""
    pages = pages_of(of)
    next(pages)
    return pages


def numbered_pages(of: LongList[T]) -> Iterator[PartPage[T]]:
    """Yield the pages of what goes on from one to the next; `top` is the first of them."""
    for before, part, after in _neighbours(of.whole.below):
        yield PartPage(of, part, (), before, after)


def in_order(held: Iterable[tuple[T, ...]]) -> Part[T]:
    """Return a whole that goes on from one numbered page to the next, of what each holds."""
    parts = tuple(
        Part(f"part-{number}" if number > 1 else "", some, number=number)
        for number, some in enumerate(held, 1)
    )
    return Part("", tuple(item for part in parts for item in part.items), parts)


def in_words(name: str) -> str:
    """Return what readers call a part: `2020s`, `June 2022, part 2`, `B` or `Part 2`.

    The first of numbered pages has no name of its own.
    """
    whole, _, number = name.partition("part-")
    if not whole:
        return f"Part {number or 1}"
    words = _whole_in_words(whole.removesuffix("-"))
    return f"{words}, part {number}" if number else words


def time_of(part: Part[T], begins: Begins[T]) -> str:
    """Return in words when the items of a page below the top begin; a numbered part in days."""
    if part.number:
        return dates.period(begins(part.items[0]), begins(part.items[-1]))
    return in_words(part.name)


def _whole_in_words(name: str) -> str:
    match name:
        case letters.OTHER:
            return "Other letters"
        case letters.DIGITS:
            return "0–9"
        case _ if len(name) == 1:
            return name.upper()
        case _ if name.isdigit():
            return str(int(name))
        case _:
            return name if name.endswith("s") else dates.month(name)


def _below(
    of: LongList[T], part: Part[T], above: tuple[Part[T], ...], beside: Beside[T]
) -> Iterator[PartPage[T]]:
    for lower in part.below:
        yield PartPage(of, lower, (*above, part), *beside[lower.name])
        yield from _below(of, lower, (*above, part), beside)


def _beside(top: Part[T]) -> Beside[T]:
    """Return the neighbours of each page, by its name, in the lowest tier in which it stands."""
    found: Beside[T] = {}
    tier: tuple[Part[T], ...] = (top,)
    while any(part.below for part in tier):
        tier = tuple(lower for part in tier for lower in part.below or (part,))
        found |= {part.name: (before, after) for before, part, after in _neighbours(tier)}
    return found


def _neighbours(
    parts: tuple[Part[T], ...],
) -> Iterator[tuple[Part[T] | None, Part[T], Part[T] | None]]:
    return zip((None, *parts), parts, (*parts[1:], None), strict=False)
