"""Dossier -> the pages of its claims: one while they fit, else an overview and those below.

Below the overview each status has its own; one with too many claims is cut by the time of their
events. On each page the most contested stand first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.dossier import Claim, Dossier, Mark
from kb.public.addresses import listed_page
from kb.render.around import CONTESTED, most_contested_first
from kb.render.listing import begin
from kb.render.parts import Part, part_of
from kb.render.ways import Way, time_of, ways_of

CLAIMS = "claims.md"
MOST = 220
"""Claims on one page: with its origins one takes 1.2 KB, and a page may weigh 300 KB."""
_SHOWN = 30
"""Of the most contested, on the page of all."""


@dataclass(frozen=True, slots=True)
class Status:
    """The claims of one status, where they have a page of their own."""

    mark: Mark
    page: str
    count: int
    years: tuple[tuple[str, str, int], ...]
    """The name, the page and the number of claims of each, where they are cut by time."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimsPage:
    """A page that lists claims, or leads to those that do."""

    way: Way[Claim]
    status: Mark | None = None
    """None where every claim is meant."""
    statuses: tuple[Status, ...] = ()
    """What the page of all leads to, where it does not list them itself."""

    @property
    def part(self) -> Part[Claim]:
        """What it holds, by the time of the events."""
        return self.way.part

    def time_of(self, part: Part[Claim]) -> str:
        """Return when the events of a page below its top may first have begun, in words."""
        return time_of(part, _begins)

    @property
    def template(self) -> str:
        """The name of the template that it is made from."""
        return "claims_overview" if self.statuses or self.part.below else "claims"

    @property
    def page(self) -> str:
        """The page itself, as a file below `docs/`."""
        return self.page_of(self.part)

    def page_of(self, part: Part[Claim]) -> str:
        """Return the page of a part of the claims of its status, as a file below `docs/`."""
        return _page(self.status, part)

    @property
    def contested(self) -> list[Claim]:
        """All its claims, the most contested first; some of them where it does not list all."""
        ordered = most_contested_first(self.part.items)
        return ordered[:_SHOWN] if self.template == "claims_overview" else ordered


def claims_pages(dossier: Dossier, most: int = MOST) -> Iterator[ClaimsPage]:
    """Yield the page of all claims and those below it, none of which lists more than `most`."""
    claims = dossier.claims
    if len(claims) <= most:
        yield ClaimsPage(Way(Part("", claims)))
        return
    tops = {mark: part_of(_of(mark, claims), _begins, most) for mark in CONTESTED}
    held = {mark: top for mark, top in tops.items() if top.items}
    yield ClaimsPage(Way(Part("", claims)), None, tuple(map(_status, held, held.values())))
    for mark, top in held.items():
        yield from (ClaimsPage(way, mark) for way in ways_of(top))


def _of(mark: Mark, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.standing.mark == mark)


def _begins(claim: Claim) -> date:
    return begin(claim.event)


def _status(mark: Mark, top: Part[Claim]) -> Status:
    years = tuple((year.name, _page(mark, year), len(year.items)) for year in top.below)
    return Status(mark, _page(mark, top), len(top.items), years)


def _page(status: Mark | None, part: Part[Claim]) -> str:
    return listed_page(f"claims/{status}.md" if status else CLAIMS, part.name)
