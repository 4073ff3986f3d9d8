"""What records are called in FollowTheMoney, where entities of many dossiers meet in one index."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.export.shapes import Claim, Evidence, Published, Record

_LONGEST = 40
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one dossier’s dataset and entities."""

    namespace: str
    """The site’s name in letters, digits and hyphens, and a hash that tells it from all others."""
    ids: Mapping[str, str]
    """The entity of each record that is one, by the record’s id; a topic is none."""

    @classmethod
    def of(cls, published: Published) -> "Names":
        """Return the names of a dossier, which its tag gives and nothing else."""
        site = published.tag.removeprefix("tag:")
        words = re.sub("[^0-9a-z]+", "-", site.lower())[:_LONGEST].strip("-")
        namespace = f"{words}-{hashlib.sha256(site.encode()).hexdigest()[:_DIGITS]}"
        records: Iterable[Record] = (
            *published.events,
            *published.claims,
            *published.actors,
            *published.places,
            *published.sources,
        )
        ids = {one.id: _entity(namespace, one.tag.removeprefix(published.tag)) for one in records}
        return cls(namespace, ids)

    @property
    def dataset(self) -> str:
        """The name of the dataset, in the letters that such names may have."""
        return self.namespace.replace("-", "_")

    def those(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield the entities of the records that are entities, each once."""
        yield from dict.fromkeys(self.ids[one] for one in ids if one in self.ids)

    def evidence(self, claim: Claim) -> Iterator[tuple[Evidence, str]]:
        """Yield each piece of evidence with its id: that of its claim, with its source.

        So it stays when other evidence comes before it; a second piece of one source is `2`.
        """
        seen: Counter[str] = Counter()
        for piece in claim.evidence:
            seen[piece.source] += 1
            again = f"--{seen[piece.source]}" if seen[piece.source] > 1 else ""
            yield piece, f"{self.ids[claim.id]}--{piece.source}{again}"


def _entity(namespace: str, path: str) -> str:
    """Return the id of a record by the path of its tag.

    Hyphens in pairs, which no id that was typed has, stand for its slashes; a dot would not do,
    since FollowTheMoney takes what follows the last one for a signature.
    """
    return "--".join((namespace, *path.split("/")))
