"""What the feed of corrections says of time: Atom asks for a moment, editors give a day."""

from kb.dates.when import When
from kb.dossier import Dossier


def midnight(when: When) -> str:
    """Return the first moment of the day on which a correction was made, as Atom has it."""
    return f"{when.latest}T00:00:00Z"


def feed_updated(dossier: Dossier) -> str:
    """Return when the feed changed last: with its newest correction, or with the data."""
    newest = dossier.corrections[0].note.on if dossier.corrections else dossier.as_of
    assert newest is not None, "there is no feed before the first release"
    return midnight(newest)
