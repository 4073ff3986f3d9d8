"""Rules: every id that is named exists, and is of the right kind."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from kb.check.fixes import clear_key, clear_mark, clear_value, without_item
from kb.check.lookup import (
    RECORDS,
    claim_place,
    claims_near,
    collections,
    ids_among,
    is_known_claim,
    is_lost,
    is_refused_id,
)
from kb.check.naming import claim_namings, namings
from kb.check.walk import Prose, evidence, proses, questions
from kb.manuscript import Manuscript
from kb.nearest import near_hint
from kb.node import Path
from kb.problems import Problem
from kb.prose import references

_ONE = {
    "topics": "a topic",
    "places": "a place",
    "actors": "an actor",
    "events": "an event",
    "sources": "a source",
}


def unknown_id(manuscript: Manuscript) -> Iterator[Problem]:
    """Every id that a record names is known."""
    known = collections(manuscript)
    unknown = [naming for naming in namings(manuscript) if naming.ref not in known]
    times = Counter(naming.ref for naming in namings(manuscript)) if unknown else {}
    # One record that is missing may be named thousands of times.
    hint_of = cache(lambda ref, among: near_hint(ref, ids_among(manuscript, among)))
    for naming in unknown:
        if not is_refused_id(manuscript, naming.ref, naming.among):
            message = f"unknown {_named(naming.among)} '{naming.ref}'"
            ids = ids_among(manuscript, naming.among)
            # What is named twice, and never as it is defined, may be right and the record wrong.
            among = ids if times[naming.ref] == 1 else [ref for ref in ids if ref in times]
            fix = (clear_key if naming.is_key else clear_value)(manuscript, naming.path, among)
            hint = hint_of(naming.ref, naming.among)
            yield Problem(naming.at(manuscript), message, hint, fix=fix)


def wrong_collection(manuscript: Manuscript) -> Iterator[Problem]:
    """An id stands only where records of its collection are named."""
    known = collections(manuscript)
    for naming in namings(manuscript):
        found = known.get(naming.ref, "")
        if found in naming.among:
            continue
        is_elsewhere = not any(naming.ref in manuscript.known[name] for name in naming.among)
        if found and is_elsewhere and not is_lost(manuscript, naming.among):
            wanted = " or ".join(_ONE[name] for name in naming.among)
            message = f"'{naming.ref}' is {_ONE[found]}, not {wanted}"
            hint = near_hint(naming.ref, ids_among(manuscript, naming.among))
            yield Problem(naming.at(manuscript), message, hint)


def unknown_claim(manuscript: Manuscript) -> Iterator[Problem]:
    """Every claim that is named as an answer, a lead or a reason exists."""
    for naming in claim_namings(manuscript):
        if not is_known_claim(manuscript, naming.event, naming.ref):
            near = claims_near(manuscript, naming.event)
            fix = clear_value(manuscript, naming.path, near)
            at, message = manuscript.at(*naming.path), f"unknown claim '{naming.ref}'"
            yield Problem(at, message, near_hint(naming.ref, near), fix=fix)


def unknown_question(manuscript: Manuscript) -> Iterator[Problem]:
    """An event takes its date only from a question of its own."""
    for event, record in manuscript.timeline.events.items():
        asked = record.when.question
        is_refused = asked in manuscript.mentioned_in_broken or manuscript.is_broken(
            "events", event, "questions", asked or ""
        )
        if asked and asked not in record.questions and not is_refused:
            path = ("events", event, "when", "question")
            fix = clear_value(manuscript, path, record.questions)
            hint = near_hint(asked, record.questions)
            message = f"the event has no question '{asked}'"
            yield Problem(manuscript.at(*path), message, hint, fix=fix)


def unknown_opening_question(manuscript: Manuscript) -> Iterator[Problem]:
    """The home page opens with questions of published events."""
    events = manuscript.timeline.events
    asked = {f"{event}/{question}" for event, question, _ in questions(manuscript)}
    for number, ref in enumerate(manuscript.timeline.dossier.questions):
        event = ref.partition("/")[0]
        at = manuscript.at("dossier", "questions", number)
        is_refused = manuscript.is_broken("events", event) or ref in manuscript.mentioned_in_broken
        if ref in asked and events[event].draft:
            hint = "publish the draft, or take this out"
            yield Problem(at, f"the question '{ref}' stands on a draft", hint)
        elif ref not in asked and not is_refused:
            fix = clear_value(manuscript, ("dossier", "questions", number), asked)
            yield Problem(at, f"there is no question '{ref}'", near_hint(ref, asked), fix=fix)


def unknown_mark(manuscript: Manuscript) -> Iterator[Problem]:
    """Every `[id]` and `[words](id)` in prose names a claim or a record."""
    for prose in proses(manuscript):
        seen: dict[str, int] = {}
        for reference in references(prose.text):
            nth = seen.get(reference.written, 0)
            seen[reference.written] = nth + 1
            if not is_known_in_prose(manuscript, prose, reference.ref):
                at = manuscript.word_at(prose.path, reference.written, nth)
                known = claims_near(manuscript, prose.event) + ids_among(manuscript, RECORDS)
                message = f"nothing is called '{reference.ref}'"
                fix = clear_mark(manuscript, prose.path, reference, nth, known)
                yield Problem(at, message, near_hint(reference.ref, known), fix=fix)


def origin_beside_none(manuscript: Manuscript) -> Iterator[Problem]:
    """`via: none` stands alone."""
    lists: list[tuple[Path, tuple[str, ...]]] = [
        (path, piece.via) for path, _, piece in evidence(manuscript)
    ]
    lists += [(("sources", source), cited.via) for source, cited in manuscript.sources.items()]
    for path, via in lists:
        if "none" in via and len(set(via)) > 1:
            at = manuscript.at(*path, "via", via.index("none"))
            hint = "'none' cancels the source's own via; write it alone, or leave it out"
            yield Problem(at, "'none' stands beside other origins", hint)


def named_twice(manuscript: Manuscript) -> Iterator[Problem]:
    """A list names each record, each claim and each question once."""
    seen: set[tuple[Path, str]] = set()
    for path, number, ref, meant in _listed(manuscript):
        if (path, meant) in seen:
            fix = without_item(manuscript, path, number)
            message = f"'{ref}' stands in this list twice"
            yield Problem(manuscript.at(*path, number), message, "delete one", fix=fix)
        seen.add((path, meant))


def _listed(manuscript: Manuscript) -> Iterator[tuple[Path, int, str, str]]:
    """Yield what lists name, but for answers: the list, the place in it, the id, and its whole."""
    for naming in namings(manuscript):
        *path, number = naming.path
        if isinstance(number, int):
            yield tuple(path), number, naming.ref, naming.ref
    for claim in claim_namings(manuscript):
        *path, number = claim.path
        if isinstance(number, int) and path[-1] == "denies":
            yield tuple(path), number, claim.ref, "/".join(claim_place(claim.event, claim.ref))
    for number, ref in enumerate(manuscript.timeline.dossier.questions):
        yield ("dossier", "questions"), number, ref, ref


def is_known_in_prose(manuscript: Manuscript, prose: Prose, ref: str) -> bool:
    """Tell whether a mark or link leads to a claim or record, refused or not."""
    if prose.event and is_known_claim(manuscript, prose.event, ref):
        return True
    if "/" in ref:
        return is_known_claim(manuscript, "", ref)
    is_hidden = ref in manuscript.mentioned_in_broken or is_lost(manuscript, RECORDS)
    return is_hidden or ref in collections(manuscript)


def _named(among: tuple[str, ...]) -> str:
    return _ONE[among[0]].split()[1] if len(among) == 1 else "id"
