"""How many records an invented dossier has, when things happen in it, and who belongs to what."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.bench.yaml_lines import Value

CAST = 4
"""Actors of an event."""
_FIRST, _LAST = date(2000, 1, 1), date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class Size:
    """A dossier of so many events; records are numbered from 0."""

    events: int

    @property
    def actors(self) -> int:
        return max(CAST, self.events // 50)

    @property
    def places(self) -> int:
        return max(1, self.events // 100)

    @property
    def topics(self) -> int:
        return max(1, self.events // 200)

    @property
    def references(self) -> int:
        return max(2, self.events // 6)

    def day(self, event: int) -> date:
        """Return when an event happened; the events are spread evenly, in order."""
        return _FIRST + (_LAST - _FIRST) * event // self.events

    def when(self, event: int) -> Value:
        """Return the date as it is typed; one in twenty is not precise, in turn in each way."""
        day = self.day(event)
        month, later = f"{day:%Y-%m}", f"{day + timedelta(days=9)}"
        imprecise: tuple[Value, ...] = (
            month,
            f"{month}~",
            f"{day:%Y}?",
            f"{day}/{later}",
            {"between": [f"{day}", later]},
        )
        return imprecise[event // 20 % len(imprecise)] if event % 20 == 7 else f"{day}"

    def cast(self, event: int) -> tuple[int, ...]:
        """Return the actors of an event; in turn everybody leads one."""
        leads = event % self.actors
        others = [other for other in range(self.actors) if other != leads]
        return leads, *Random(f"cast {event}").sample(others, CAST - 1)

    def pair(self, event: int) -> tuple[int, int]:
        """Return the two references that an event rests on; in turn every one is used."""
        first = event % self.references
        apart = Random(f"pair {event}").randrange(1, self.references)
        return first, (first + apart) % self.references
