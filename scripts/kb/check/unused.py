"""Rule: every record is used."""

import re
from collections.abc import Iterator

from kb.check.lookup import collections, ids_among, place_of
from kb.check.naming import Naming, namings
from kb.fields import ID
from kb.manuscript import Manuscript
from kb.nearest import nearest_name
from kb.problems import Problem

_KINDS = {"topics": "topic", "places": "place", "actors": "actor", "sources": "source"}


def unused_record(manuscript: Manuscript) -> Iterator[Problem]:
    """Every topic, place, actor and source is named by another record, prose aside."""
    named = {
        (naming.ref, naming.among) for naming in namings(manuscript) if not _names_itself(naming)
    }
    used = {_meant(manuscript, ref, among) for ref, among in named}
    used |= manuscript.mentioned_in_broken
    lost = [text for text in manuscript.mentioned_in_broken if re.fullmatch(ID, text)]
    is_all_seen = not manuscript.is_broken()
    for name, kind in _KINDS.items() if is_all_seen else ():
        held = manuscript.sources if name == "sources" else getattr(manuscript.timeline, name)
        for ref in held:
            if ref not in used and not nearest_name(ref, lost):
                message = f"nothing uses the {kind} '{ref}'"
                hint = "name it where it belongs, or delete it"
                yield Problem(place_of(manuscript, name, ref), message, hint)


def _names_itself(naming: Naming) -> bool:
    return naming.path[1] == naming.ref and naming.path[0] in naming.among


def _meant(manuscript: Manuscript, ref: str, among: tuple[str, ...]) -> str:
    """Return the id that a record names, mended where it is unknown."""
    if ref in collections(manuscript):
        return ref
    return nearest_name(ref, ids_among(manuscript, among))
