"""Rules: what leads from one event, source or actor to another never leads back."""

from collections.abc import Iterator, Mapping

from kb.check.rings import rings, told
from kb.check.walk import evidence, ties
from kb.manuscript import Manuscript
from kb.problems import Problem


def tie_without_claim(manuscript: Manuscript) -> Iterator[Problem]:
    """A tie that asserts cause names the claim that carries the evidence."""
    for event, tie, tied in ties(manuscript):
        path = ("events", event, "follows", tie)
        asserts_cause = tied.how in ("reaction", "reply")
        if asserts_cause and not tied.claim and not manuscript.is_broken(*path, "claim"):
            message = f"'{tied.how}' asserts a cause and names no claim"
            hint = "add 'claim', or write 'next' where no link is claimed"
            yield Problem(manuscript.at(*path, "how"), message, hint)


def tie_ring(manuscript: Manuscript) -> Iterator[Problem]:
    """No event follows itself, however many events lie between."""
    steps = {
        event: {tied.event: tie for tie, tied in record.follows.items()}
        for event, record in manuscript.timeline.events.items()
    }
    for ring in rings(steps):
        tie = steps[ring[0]][ring[1 % len(ring)]]
        at = manuscript.at("events", ring[0], "follows", tie, "event")
        message = f"the event '{ring[0]}' follows itself: {told(ring)}"
        yield Problem(at, message, "take out the tie that runs backwards")


def origin_ring(manuscript: Manuscript) -> Iterator[Problem]:
    """No source repeats itself, however many sources lie between."""
    steps: dict[str, Mapping[str, tuple[str | int, ...]]] = {}
    for source, cited in manuscript.sources.items():
        origins: dict[str, tuple[str | int, ...]] = {
            ref: ("via", number) for number, ref in enumerate(cited.via)
        }
        if cited.mirror and cited.mirror not in origins:
            origins[cited.mirror] = ("mirror",)
        steps[source] = origins
    for ring in rings(steps):
        key = steps[ring[0]][ring[1 % len(ring)]]
        message = f"the source '{ring[0]}' repeats itself: {told(ring)}"
        hint = "only the later of two repeats the other"
        yield Problem(manuscript.at("sources", ring[0], *key), message, hint)


def via_own_source(manuscript: Manuscript) -> Iterator[Problem]:
    """A piece of evidence does not repeat the source it stands in."""
    for path, _, piece in evidence(manuscript):
        if piece.source in piece.via:
            at = manuscript.at(*path, "via", piece.via.index(piece.source))
            message = f"the evidence from '{piece.source}' is via that same source"
            hint = "name what it repeats, or write 'none' for what it adds itself"
            yield Problem(at, message, hint)


def speaker_ring(manuscript: Manuscript) -> Iterator[Problem]:
    """Nobody speaks for themselves by way of others."""
    actors = manuscript.timeline.actors.items()
    for ring in rings({actor: [a.speaks_for] if a.speaks_for else [] for actor, a in actors}):
        at = manuscript.at("actors", ring[0], "speaks_for")
        message = f"the actor '{ring[0]}' speaks for itself: {told(ring)}"
        yield Problem(at, message, "only the spokesperson has 'speaks_for'")
