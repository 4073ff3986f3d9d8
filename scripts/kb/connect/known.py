"""How each claim stood on each day of the focus, if only what had surely been published counts.

A source counts from the last day that its date may mean, and an undated one never. A claim is rated
only where something of its own or of a rival came, not once for each day. Corrections, curation and
our later reading are not rolled back.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from kb.connect.records import Records
from kb.connect.standing import Testimonies, rivals_of, standing_of
from kb.dates.when import When
from kb.dossier import Claim, Event, Evidence, Known, KnownClaim, KnownDay, Source, tally_of

MOST_DAYS = 62
"""Of a longer focus, so many days are told: two months."""
MOST_CLAIMS = 1000
"""Beyond so many, a day does not repeat what neither belongs to the focus nor is new: a hundred
thousand repetitions would weigh more than all the rest of the site."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """What every step needs."""

    records: Records
    testimonies: Testimonies
    out: Mapping[Source, date | None]
    """By which day each source surely was published."""
    days: Sequence[date]
    """Every one that is told, in order."""


def known_of(
    records: Records,
    testimonies: Testimonies,
    events: Sequence[Event],
    sources: Sequence[Source],
    focus: When,
) -> Known:
    """Return what was known on each day of the focus, and give every claim its history.

    The sources, in the order in which a day tells them, must know their uses.
    """
    days = days_told(focus)
    out = {source: source.published_by for source in sources if source.uses}
    telling = _Telling(records, testimonies, out, days)
    claims = [claim for event in events for claim in event.claims.values()]
    for claim in claims:
        claim.history = _history(telling, claim)
    is_whole = sum(bool(claim.history) for claim in claims) <= MOST_CLAIMS
    listed = claims if is_whole else [claim for claim in claims if _touches(claim.event, days)]
    return Known(
        days=tuple(_days(telling, claims, frozenset(listed))),
        sources=len(out),
        undated=sum(day is None for day in out.values()),
        is_cut=(focus.earliest, focus.latest) != (days[0], days[-1]),
        is_whole=is_whole,
    )


def days_told(focus: When) -> tuple[date, ...]:
    """Return the days of the focus: the first of them, or the last where it has no start."""
    last = (focus.latest or date.max).toordinal()
    first = focus.earliest.toordinal() if focus.earliest else max(last - MOST_DAYS + 1, 1)
    return tuple(map(date.fromordinal, range(first, min(last, first + MOST_DAYS - 1) + 1)))


def _history(telling: _Telling, claim: Claim) -> tuple[KnownClaim, ...]:
    """Return how the claim stood, from what came before the days to the last of them."""
    found: list[KnownClaim] = []
    for day in _arrivals(telling, claim):
        known = _known(telling, claim, day, found[-1] if found else None)
        if known and (known.before is None or known.before.standing != known.standing):
            found.append(known)
    return tuple(found)


def _arrivals(telling: _Telling, claim: Claim) -> list[date]:
    """Return the days on which evidence came, a rival's too; those before the focus are one."""
    dated = {day for piece in _bearing(claim) if (day := telling.out[piece.source])}
    earlier = [day for day in dated if day < telling.days[0]]
    during = {day for day in dated if telling.days[0] <= day <= telling.days[-1]}
    return sorted(during.union([max(earlier)] if earlier else []))


def _known(
    telling: _Telling, claim: Claim, day: date, before: KnownClaim | None
) -> KnownClaim | None:
    """Return how the claim stood on a day; None where nothing published supported it."""

    def is_out(piece: Evidence) -> bool:
        published = telling.out[piece.source]
        return published is not None and published <= day

    evidence = tuple(filter(is_out, claim.evidence))
    if not any(piece.stance == "supports" for piece in evidence):
        return None
    if all(is_out(piece) for piece in _bearing(claim)):
        return KnownClaim(claim, day, evidence, claim.standing, before)
    standing = standing_of(telling.records, claim, telling.testimonies, is_out)
    return KnownClaim(claim, day, evidence, standing, before)


def _bearing(claim: Claim) -> Iterator[Evidence]:
    """Yield what bears on a claim: its own evidence, and that of its rivals."""
    return (piece for one in (claim, *rivals_of(claim)) for piece in one.evidence)


def _days(
    telling: _Telling, claims: Sequence[Claim], listed: frozenset[Claim]
) -> Iterator[KnownDay]:
    dated = sorted(day for day in telling.out.values() if day)
    standing = _before(claims, telling.days[0])
    turns = _turns(claims)
    arrivals = _by_day(telling.out)
    since = telling.days[0]
    usual = _told(claims, listed, standing)
    tally = tally_of(known.standing for known in standing.values())
    for day in telling.days:
        arrived = tuple(arrivals.get(day, ()))
        since = day if arrived else since
        turned = turns.get(day, ())
        new = tuple(known for known in turned if known.before is None)
        changed = tuple(k for k in turned if k.before and k.before.standing.mark != k.standing.mark)
        # Most days of a long record bring nothing, and then all stands as it did.
        if turned:
            standing |= {known.claim: known for known in turned}
            usual = _told(claims, listed, standing)
            tally = tally_of(known.standing for known in standing.values())
        also = {known.claim for known in (*new, *changed)} - listed
        yield KnownDay(
            day=day,
            since=since,
            dated=bisect_right(dated, day),
            arrived=arrived,
            new=new,
            changed=changed,
            claims=_told(claims, listed | also, standing) if also else usual,
            tally=tally,
        )


def _told(
    claims: Sequence[Claim], listed: Set[Claim], standing: Mapping[Claim, KnownClaim]
) -> tuple[KnownClaim, ...]:
    """Return how the listed claims stand that anything supports, in order."""
    return tuple(standing[claim] for claim in claims if claim in listed and claim in standing)


def _by_day(out: Mapping[Source, date | None]) -> Mapping[date, Sequence[Source]]:
    found: dict[date, list[Source]] = {}
    for source, day in out.items():
        if day:
            found.setdefault(day, []).append(source)
    return found


def _before(claims: Sequence[Claim], first: date) -> dict[Claim, KnownClaim]:
    """Return how each claim stood on the eve of the first day."""
    begun = (claim.history[0] for claim in claims if claim.history)
    return {known.claim: known for known in begun if known.since < first}


def _turns(claims: Sequence[Claim]) -> Mapping[date, Sequence[KnownClaim]]:
    """Return what came to stand otherwise, by day; within each as the claims are in order."""
    found: dict[date, list[KnownClaim]] = {}
    for claim in claims:
        for known in claim.history:
            found.setdefault(known.since, []).append(known)
    return found


def _touches(event: Event, days: Sequence[date]) -> bool:
    """Tell whether an event may have happened on one of the days."""
    begins, ends = event.when.earliest, event.when.latest
    return (begins is None or begins <= days[-1]) and (ends is None or ends >= days[0])
