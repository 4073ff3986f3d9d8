"""What a frame of another site needs to know of a card: its height."""

from math import ceil

from kb.dossier import Event
from kb.public.attribution import introduction
from kb.public.plain import plain


def height_of(event: Event) -> int:
    """Return the height in CSS pixels that a card of at least 300 has room in, to the next 20."""
    words = plain(event.lead.text)
    lines = 24 * ceil(len(event.title) / 27) + 23 * ceil(len(words) / 31)
    small = ceil(len(introduction(event.lead)) / 38) + ceil(len(event.tally) / 2)
    return 20 * ceil((275 + lines + 20 * small) / 20)
