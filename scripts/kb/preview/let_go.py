"""A dossier that nobody shows any longer is freed at once, and not when somebody looks for it.

Its records know each other, so only the collector would find that they are garbage, and it would
look through the millions of objects of the one that is shown.
"""

from collections.abc import Iterator
from contextlib import suppress

from kb.dossier import Dossier


def let_go(dossier: Dossier) -> None:
    """Empty every record of a dossier; whoever still shows it would find nothing."""
    for one in list(_records(dossier)):
        for kind in type(one).__mro__[:-1]:
            for name in vars(kind).get("__slots__", ()):
                with suppress(AttributeError):
                    object.__delattr__(one, name)


def _records(dossier: Dossier) -> Iterator[object]:
    """Yield all that knows what knows it."""
    yield dossier
    for collection in (dossier.actors, dossier.places, dossier.topics, dossier.sources):
        yield from collection
    for event in dossier.events:
        yield event
        yield from event.questions.values()
        yield from event.claims.values()
        yield from (piece for claim in event.claims.values() for piece in claim.evidence)
