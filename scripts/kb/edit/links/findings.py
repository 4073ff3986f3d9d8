"""Answers -> findings: what is dead, what is only silent or refuses us, and since when.

One bad day makes no address dead. What a run finds is kept, so that the next one knows how long it
has been so.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kb.edit.links.asking import Answer, Answers

MOST = 500
"""Addresses that one run asks; where there are more, runs take turns."""
Kind = Literal["gone", "silent", "refused"]
_PATIENCE: Mapping[Kind, timedelta] = {"gone": timedelta(days=6), "silent": timedelta(days=27)}
"""How long each must last: a second weekly run says so too, or a fifth. Who only refuses us may
well answer a reader."""
_GONE = (404, 410)
_REFUSALS = range(400, 500)
_LAST_KNOWN = 599


class Finding(BaseModel):
    """An address that did not lead to a page."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    said: str
    """What came in place of the page."""
    since: date
    """The first of the runs that found the same kind, without one between that did not."""

    last: date
    """The last of them. A run that had no time for the address says nothing of it."""

    @property
    def is_dead(self) -> bool:
        """Tell whether it was found so for long enough."""
        return self.kind in _PATIENCE and self.last - self.since >= _PATIENCE[self.kind]


class Notes(BaseModel):
    """What a run leaves for the next one."""

    model_config = ConfigDict(frozen=True)

    found: dict[str, Finding] = {}


def read_notes(text: str) -> Notes | None:
    """Return the notes of an earlier run, or None if this is none."""
    try:
        return Notes.model_validate_json(text)
    except ValidationError:
        return None


def turn(urls: Sequence[str], day: date, most: int = MOST) -> Sequence[str]:
    """Return the addresses whose turn it is in the week of `day`."""
    turns = -(-len(urls) // most) or 1
    return urls[day.toordinal() // 7 % turns :: turns]


def judged(urls: Iterable[str], answers: Answers, earlier: Notes, day: date) -> Notes:
    """Return what is known of `urls` now; of what was not asked, what was known before."""
    found = {}
    for url in urls:
        before = earlier.found.get(url)
        answer = answers.get(url)
        if answer:
            found[url] = _finding(answer, before, day)
        elif before and url not in answers:
            found[url] = before
    return Notes(found=found)


def _finding(answer: Answer, before: Finding | None, day: date) -> Finding:
    kind = _kind(answer)
    since = before.since if before and before.kind == kind else day
    return Finding(kind=kind, said=answer.said, since=since, last=day)


def _kind(answer: Answer) -> Kind:
    if answer.code in _GONE or not answer.has_name:
        return "gone"
    is_refusal = answer.code in _REFUSALS or (answer.code or 0) > _LAST_KNOWN
    return "refused" if is_refusal else "silent"
