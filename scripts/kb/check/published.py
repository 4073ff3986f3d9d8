"""Rules: nothing that was published disappears; what is retired says what became of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kb.check.lookup import is_lost
from kb.check.rings import rings, told
from kb.dossier import Dossier
from kb.facts import Facts, standing
from kb.ledger import Published, page_of_part, record_address
from kb.manuscript import Manuscript, once
from kb.nearest import near_hint, nearest_name
from kb.problems import Problem


def published_and_gone(manuscript: Manuscript) -> Iterator[Problem]:
    """What was published stands, or is retired."""
    now = standing(manuscript) if manuscript.ledger else {}
    for address, entry in manuscript.ledger.items():
        page = page_of_part(address)
        is_told = page != address and page not in now and page in manuscript.ledger
        is_retired = entry.ref in manuscript.timeline.retired
        if address in now or is_told or is_retired or _is_refused(manuscript, address):
            continue
        is_draft = entry.ref in manuscript.timeline.events
        became = "is a draft now" if is_draft else "is gone"
        message = f"'{entry.ref}' was published and {became}"
        back = "publish it again" if is_draft else "put it back"
        hint = _retired(manuscript, entry, back)
        yield Problem(manuscript.ledger_places[address], message, hint)


def published_and_kept_back(manuscript: Manuscript, dossier: Dossier) -> Iterator[Problem]:
    """What was published is not kept back with a draft."""
    if not manuscript.ledger:
        return
    kept = {
        "actors": dossier.actors,
        "places": dossier.places,
        "topics": dossier.topics,
        "sources": dossier.sources,
    }
    published = {record_address(name, one.id) for name, held in kept.items() for one in held}
    for address, here in standing(manuscript).items():
        is_record = address.startswith(tuple(kept)) and "#" not in address
        if address in manuscript.ledger and is_record and address not in published:
            message = f"'{here.ref}' was published, and only drafts name it now"
            yield Problem(manuscript.key_at(*here.path), message, "name it in what is published")


def retired_and_there(manuscript: Manuscript) -> Iterator[Problem]:
    """What is retired is gone."""
    retired = manuscript.timeline.retired
    there = {here.ref for here in standing(manuscript).values()} if retired else set()
    for old in retired:
        if old in there:
            message = f"'{old}' is retired and still stands"
            hint = "delete one of the two"
            yield Problem(manuscript.key_at("retired", old), message, hint)


def retired_and_unpublished(manuscript: Manuscript) -> Iterator[Problem]:
    """Only what was published is retired."""
    published = {entry.ref for entry in manuscript.ledger.values()}
    for old in manuscript.timeline.retired:
        if old not in published:
            message = f"'{old}' was never published"
            hint = near_hint(old, published) or "delete the line: nobody has its address"
            yield Problem(manuscript.key_at("retired", old), message, hint)


def retired_without_fate(manuscript: Manuscript) -> Iterator[Problem]:
    """What is retired moved, or was withdrawn."""
    for old, fate in manuscript.timeline.retired.items():
        if not fate.moved_to and not fate.withdrawn:
            is_refused = manuscript.is_broken("retired", old)
            message = f"what became of '{old}' is not said"
            if not is_refused:
                hint = "write {moved_to: its new id} or {withdrawn: why}"
                yield Problem(manuscript.key_at("retired", old), message, hint)
        elif fate.moved_to and fate.withdrawn:
            message = f"'{old}' moved and was withdrawn"
            yield Problem(manuscript.key_at("retired", old), message, "keep one of the two")


def moved_nowhere(manuscript: Manuscript) -> Iterator[Problem]:
    """What moved stands at its new place, or is retired there."""
    retired = manuscript.timeline.retired
    there = {here.ref for here in standing(manuscript).values()} if retired else set()
    for old, fate in retired.items():
        new = fate.moved_to
        if new and new not in there and new not in retired and not _is_known(manuscript, new):
            message = f"'{old}' moved to '{new}', which is not published"
            hint = near_hint(new, there) or "write the id that took its place"
            yield Problem(manuscript.at("retired", old, "moved_to"), message, hint)


def move_ring(manuscript: Manuscript) -> Iterator[Problem]:
    """Moves do not lead back to where they began."""
    retired = manuscript.timeline.retired
    steps = {old: [fate.moved_to] if fate.moved_to else [] for old, fate in retired.items()}
    for ring in rings(steps):
        message = f"these moves lead in a ring: {told(ring)}"
        hint = "let the last of them lead to what stands now"
        yield Problem(manuscript.at("retired", ring[0], "moved_to"), message, hint)


def _is_refused(manuscript: Manuscript, address: str) -> bool:
    """Tell whether a record or part that is not there was refused, and told already."""
    page = page_of_part(address)
    collection, ref, _ = page.split("/")
    held = manuscript.sources if collection == "sources" else None
    records = getattr(manuscript.timeline, collection) if held is None else held
    is_left_out = ref in manuscript.known[collection] and ref not in records
    # A slip of indentation takes parts of an event out with what it concerns.
    is_part = address != page and manuscript.is_broken(collection, ref)
    return is_left_out or is_part or is_lost(manuscript, [collection])


def _is_known(manuscript: Manuscript, ref: str) -> bool:
    """Tell whether a new id may stand in what was refused."""
    record, _, part = ref.partition("/")
    refused = {path[1] for path in manuscript.broken if len(path) > 1}
    return record in refused or (part or record) in manuscript.mentioned_in_broken


def _retired(manuscript: Manuscript, entry: Published, back: str) -> str:
    """Return what to write, ready to be pasted, with the likely new id where there is one."""
    new = _unpublished(manuscript).get(_kind(entry.address), {})
    same = [ref for ref, facts in new.items() if facts and facts == entry.facts]
    near = same[0] if len(same) == 1 else nearest_name(entry.ref, new)
    fate = f"{{moved_to: {near}}}" if near else "{withdrawn: …}"
    line = f"{entry.ref}: {fate}"
    if manuscript.timeline.retired:
        return f"{back}, or write under 'retired':\n{line}"
    return f"{back}, or write at the end of timeline.yaml:\nretired:\n  {line}"


@once
def _unpublished(manuscript: Manuscript) -> Mapping[tuple[str, bool], Mapping[str, Facts]]:
    """Return what stands and was never published, by how it is named, apart for each kind."""
    found: dict[tuple[str, bool], dict[str, Facts]] = defaultdict(dict)
    for address, here in standing(manuscript).items():
        if address not in manuscript.ledger:
            found[_kind(address)][here.ref] = here.facts
    return found


def _kind(address: str) -> tuple[str, bool]:
    """Return what the parts of one page, or the pages of one collection, have in common."""
    page, _, anchor = address.partition("#")
    return (page, True) if anchor else (page.partition("/")[0], False)
