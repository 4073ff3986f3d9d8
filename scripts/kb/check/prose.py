"""Rules: what stands in our own voice rests on claims and sources."""

import re
from collections.abc import Iterator

from kb.check.lookup import is_known_claim
from kb.check.references import is_known_in_prose
from kb.check.walk import Prose, named, proses, roles
from kb.fields import malformed_slug
from kb.manuscript import Manuscript
from kb.problems import Edit, Problem
from kb.prose import Words, closing_marks, sentences, spans

_SHOWN = 60


def sentence_without_claim(manuscript: Manuscript) -> Iterator[Problem]:
    """Each sentence of an event's summary ends with a claim that carries it."""
    for prose in proses(manuscript):
        if prose.event and prose.path[-1] == "summary":
            for sentence in sentences(prose.text):
                if not _names_claim(manuscript, prose, sentence):
                    at = manuscript.word_at(prose.path, sentence)
                    message = f"no claim carries this sentence: '{_shortened(sentence)}'"
                    hint = "put [claim] before its stop, the claim's id in brackets"
                    yield Problem(at, message, hint)


def stray_bracket(manuscript: Manuscript) -> Iterator[Problem]:
    """A bracket in prose is part of a mark or a link."""
    for prose in proses(manuscript):
        brackets = _brackets(prose)
        for nth, found in enumerate(brackets):
            at = manuscript.word_at(prose.path, found, brackets[:nth].count(found))
            hint = "write [id] or [words](id); words left out are marked with … alone"
            name = malformed_slug(found.strip("[]"))
            is_meant = bool(name) and is_known_in_prose(manuscript, prose, name)
            fix = (Edit(at, found, f"[{name}]"),) if is_meant and "\n" not in found else ()
            yield Problem(at, f"'{found}' is neither a mark nor a link", hint, fix=fix)


def summary_without_source(manuscript: Manuscript) -> Iterator[Problem]:
    """The summary of an actor, place or topic names its sources."""
    for path, record in named(manuscript):
        if record.summary and not record.sources and not manuscript.is_broken(*path, "sources"):
            message = f"the summary of '{path[1]}' names no source"
            yield Problem(manuscript.at(*path, "summary"), message, "add 'sources'")


def role_without_source(manuscript: Manuscript) -> Iterator[Problem]:
    """Every role names the sources that show it."""
    for path, role in roles(manuscript):
        if not role.sources and not manuscript.is_broken(*path, "sources"):
            message = f"the role '{role.title}' of '{path[1]}' names no source"
            yield Problem(manuscript.at(*path, "title"), message, "add 'sources' to the role")


def role_without_date(manuscript: Manuscript) -> Iterator[Problem]:
    """A role says when it began or ended, or when it is attested."""
    for path, role in roles(manuscript):
        dates = (role.from_, role.to, role.attested)
        is_refused = any(manuscript.is_broken(*path, key) for key in ("from", "to", "attested"))
        if not any(dates) and not is_refused:
            message = f"the role '{role.title}' of '{path[1]}' has no date"
            hint = "add 'from' or 'to', or 'attested' with the date of the source"
            yield Problem(manuscript.at(*path, "title"), message, hint)


def coordinates_without_source(manuscript: Manuscript) -> Iterator[Problem]:
    """Coordinates name their source, or say that they are not verified."""
    for place, spot in manuscript.timeline.places.items():
        path = ("places", place)
        is_refused = any(manuscript.is_broken(*path, key) for key in ("sources", "unverified"))
        if spot.at and not spot.sources and not spot.unverified and not is_refused:
            message = f"the coordinates of '{place}' name no source"
            hint = "add 'sources', or 'unverified' with where they come from"
            yield Problem(manuscript.at(*path, "at"), message, hint)


def _names_claim(manuscript: Manuscript, prose: Prose, sentence: str) -> bool:
    """Tell whether a claim closes the sentence; an unknown mark is `unknown_mark`'s to tell."""
    return any(
        is_known_claim(manuscript, prose.event, mark)
        or not is_known_in_prose(manuscript, prose, mark)
        for mark in closing_marks(sentence)
    )


def _brackets(prose: Prose) -> list[str]:
    if "[" not in prose.text and "]" not in prose.text:
        return []
    plain = [span.text for span in spans(prose.text) if isinstance(span, Words)]
    return [found for text in plain for found in re.findall(r"\[[^\[\]]*\]?|\]", text)]


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
