"""Rule: every record is used."""

import re
from collections.abc import Iterator

from kb.check.lookup import collection_of, ids_among, place_of
from kb.check.naming import Naming, namings
from kb.fields import ID
from kb.manuscript import Manuscript
from kb.nearest import nearest_name
from kb.problems import Problem

_KINDS = {"topics": "topic", "places": "place", "actors": "actor", "sources": "source"}


def unused_record(manuscript: Manuscript) -> Iterator[Problem]:
    """Every topic, place, actor and source is named by another record, prose aside."""
    used = {_meant(manuscript, naming) for naming in namings(manuscript)}
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


def _meant(manuscript: Manuscript, naming: Naming) -> str:
    """Return the id that a record names, mended where it is unknown; nothing for its own."""
    if naming.path[:2] in {(name, naming.ref) for name in naming.among}:
        return ""
    if collection_of(manuscript, naming.ref):
        return naming.ref
    return nearest_name(naming.ref, ids_among(manuscript, naming.among))
