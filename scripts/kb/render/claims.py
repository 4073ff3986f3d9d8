"""Dossier -> the pages of its claims: one while they fit, else an overview and those below.

Below the overview each status has its own; one with too many claims is cut by the time of their
events. On each page the most contested stand first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.dossier import Claim, Dossier, Mark
from kb.render.around import CONTESTED, most_contested_first
from kb.render.listing import begin
from kb.render.most import MOST, Most
from kb.render.parts import Part, part_of
from kb.render.ways import LongList, PartPage, Placed, pages_of, time_of

CLAIMS = "claims.md"


@dataclass(frozen=True, slots=True)
class Status:
    """The claims of one status, where they have a page of their own."""

    mark: Mark
    page: str
    count: int
    years: tuple[tuple[str, str, int], ...]
    """The name, the page and the number of claims of each, where they are cut by time."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimsPage(Placed[Claim]):
    """A page that lists claims, or leads to those that do."""

    most: int
    """How many of the most contested it shows where it does not list all."""
    status: Mark | None = None
    """None where every claim is meant."""
    statuses: tuple[Status, ...] = ()
    """What the page of all leads to, where it does not list them itself."""

    def time_of(self, part: Part[Claim]) -> str:
        """Return when the events of a page below its top may first have begun, in words."""
        return time_of(part, _begins)

    @property
    def template(self) -> str:
        """The name of the template that it is made from."""
        return "claims_overview" if self.statuses or self.part.below else "claims"

    @property
    def contested(self) -> list[Claim]:
        """All its claims, the most contested first; some of them where it does not list all."""
        ordered = most_contested_first(self.part.items)
        return ordered[: self.most] if self.template == "claims_overview" else ordered


def claims_pages(dossier: Dossier, most: Most = MOST) -> Iterator[ClaimsPage]:
    """Yield the page of all claims and those below it."""
    claims = dossier.claims
    top = PartPage(LongList("claims", dossier, CLAIMS, Part("", claims)), Part("", claims))
    lists = tuple(_by_status(claims, most)) if len(claims) > most.claims else ()
    yield ClaimsPage(top, most.contested, None, tuple(map(_status, lists)))
    for mark, found in lists:
        yield from (ClaimsPage(way, most.contested, mark) for way in pages_of(found))


def _by_status(claims: tuple[Claim, ...], most: Most) -> Iterator[tuple[Mark, LongList[Claim]]]:
    for mark in CONTESTED:
        if found := [claim for claim in claims if claim.standing.mark == mark]:
            whole = part_of(found, _begins, most.claims)
            yield mark, LongList("claims", mark, f"claims/{mark}.md", whole)


def _begins(claim: Claim) -> date:
    return begin(claim.event)


def _status(listed: tuple[Mark, LongList[Claim]]) -> Status:
    mark, found = listed
    years = ((year.name, found.page_of(year), len(year.items)) for year in found.whole.below)
    return Status(mark, found.top, len(found.items), tuple(years))
