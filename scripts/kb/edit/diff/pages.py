"""Which pages are not the same, by address, and which events changed places in the timeline."""

import re
from collections.abc import Mapping

from rapidfuzz.distance import Indel

from kb.dates.when import sort_key
from kb.dossier import Dossier
from kb.edit.diff.report import Pages
from kb.public.addresses import address_of

_EDIT_LINK = re.compile(r"^edit_(?:line|file): .*\n", re.MULTILINE)
"""Where a record is edited: it moves with every line above it, and readers see nothing of it."""


def affected_pages(before: Mapping[str, str], after: Mapping[str, str]) -> Pages:
    """Return the addresses of the pages that came, went, and read otherwise now."""
    both = before.keys() & after.keys()
    return Pages(
        added=_addresses(after.keys() - before.keys()),
        removed=_addresses(before.keys() - after.keys()),
        changed=_addresses({page for page in both if _told(before[page]) != _told(after[page])}),
    )


def reordered(before: Dossier, after: Dossier) -> tuple[str, ...]:
    """Return the events that passed others of the same date, which their order in the file does."""
    old, new = ({event.id: event.when for event in side.events} for side in (before, after))
    same = {event for event in old if event in new and sort_key(old[event]) == sort_key(new[event])}
    rows = [[event for event in side if event in same] for side in (old, new)]
    codes = Indel.opcodes(*rows)
    return tuple(
        event
        for code in codes
        if code.tag == "insert"
        for event in rows[1][code.dest_start : code.dest_end]
    )


def _told(page: str) -> str:
    return _EDIT_LINK.sub("", page)


def _addresses(pages: set[str]) -> tuple[str, ...]:
    return tuple(sorted(f"/{address_of(page)}" for page in pages))
