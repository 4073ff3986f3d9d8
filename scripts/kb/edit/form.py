"""The body of an issue, written by a stranger -> a draft that passes the check as plain text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kb.check.sources import url_fault
from kb.dates.edtf import BadDate
from kb.dates.when import parse_when
from kb.edit.add import taken_ids
from kb.edit.answers import Answers, BadAnswers, is_address
from kb.edit.propose import id_from
from kb.edit.yaml_lines import folded
from kb.manuscript import Manuscript
from kb.node import Mapping as Tree
from kb.node import Node, Scalar, nearest
from kb.read.yaml_file import read_yaml

_EMPTY = "_No response_"
_LONGEST_TITLE = 160
_LONGEST_NOTE = 2000
_LONGEST_NAME = 80
_LONGEST_DATE = 60
"""What is longer than this is no date."""
_QUOTE_MARK = re.compile('[“”„«»"]')
ANSWERED_BY: Mapping[str, str] = {"id": "title", "claim_text": "title", "actor": "actors"}
"""Answers that come from a part of the form with another name."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form for issues: the label of each part that is filled in, by its id, in order."""

    labels: Mapping[str, str]

    @classmethod
    def read(cls, content: bytes) -> "Form":
        """Read the file of a form."""
        root, _ = read_yaml(content, "form")
        parts = root.entries.get("body") if isinstance(root, Tree) else None
        items = parts.items if parts and not isinstance(parts, Scalar | Tree) else []
        labels = {_text(item, "id"): _text(item, "attributes", "label") for item in items}
        return cls({part: label for part, label in labels.items() if part})


def read_form(body: str, form: Form) -> dict[str, str]:
    """Return what was filled in, by the id of the part; raises BadAnswers if it is another form.

    A label counts as one only in the order of the form, so that a text may hold any heading.
    """
    found: dict[str, list[str]] = {}
    waiting, lines = list(form.labels), []
    for line in re.split(r"\r\n|\r|\n", body):
        heading = re.fullmatch(r"### +(.+?) *", line)
        part = next((p for p in waiting if heading and form.labels[p] == heading[1]), "")
        if part:
            waiting = waiting[waiting.index(part) + 1 :]
            lines = found.setdefault(part, [])
        else:
            lines.append(line)
    needed = next(iter(form.labels))
    if needed not in found:
        raise BadAnswers(f"this is not the form: it has no line '### {form.labels[needed]}'")
    texts = {part: "\n".join(lines).strip() for part, lines in found.items()}
    return {part: text for part, text in texts.items() if folded(text) not in ("", _EMPTY)}


def told_report(body: str, form: Form) -> str:
    """Return what to do about a report of an error, or nothing where the text is none."""
    try:
        filled = read_form(body, form)
    except BadAnswers:
        return ""
    where = _clipped(filled.get("record", "") or filled.get("page", ""), _LONGEST_TITLE)
    return (
        f"this reports an error at {where or 'a page that is not named'}, and is no event\n"
        "    correct the record there, or add evidence with ./run add --claim EVENT/CLAIM"
    )


def form_answers(
    filled: Mapping[str, str], form: Form, manuscript: Manuscript, today: str
) -> Answers:
    """Return a draft: what is known by its id or date, and every word of the form in the note."""
    title = _clipped(filled.get("title", "an event without a title"), _LONGEST_TITLE)
    stem = id_from(title, taken_ids(manuscript), "suggested-event")
    actors = _known(manuscript, "actors", re.split(r"[\n,;]", filled.get("actors", "")))
    suggested = f"Suggested: “{_QUOTE_MARK.sub('’', title)}”"
    return Answers(
        title=suggested,
        when=_date(filled.get("when", "")) or f"{{not_after: {today}}}",
        place=_known(manuscript, "places", [filled.get("place", "")]),
        actor=dict.fromkeys(actors, "named in the suggestion"),
        id=stem if "-" in stem else f"{stem}-suggested",
        claim_text=re.sub(r"[\[\]]", "|", suggested),
        claim_id="as-suggested",
        kind="happened",
        **_source(filled),
        reports="Named in a suggestion; not read here yet.",
        note=_note(filled, form, today),
        draft=True,
    )


def _source(filled: Mapping[str, str]) -> dict[str, str]:
    url = filled.get("source", "").strip()
    url = f"https://{url}" if url.startswith("www.") else url
    is_safe = len(url) <= _LONGEST_NOTE and is_address(url) and not url_fault(url)
    host = (urlsplit(url).hostname or "") if is_safe else ""
    publisher = filled.get("publisher") or host or "not known"
    return {
        "source": url if is_safe else "",
        "publisher": _clipped(publisher, _LONGEST_NAME),
        "published": _date(filled.get("published", "")),
        "language": "und",
        "source_kind": "unknown",
        "read": "none",
    }


def _note(filled: Mapping[str, str], form: Form, today: str) -> str:
    parts = (
        f"{form.labels[part]}: {_clipped(text, _LONGEST_NOTE)}" for part, text in filled.items()
    )
    return f"Suggested by a reader, taken over on {today}. " + " · ".join(parts)


def _date(text: str) -> str:
    """Return the date as typed, if it can be read as one."""
    typed = folded(text)
    if len(typed) > _LONGEST_DATE:
        return ""
    try:
        parse_when(typed)
    except BadDate:
        return ""
    return typed


def _known(manuscript: Manuscript, collection: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the records that are called so."""
    wanted = {folded(name).casefold() for name in names}
    records = getattr(manuscript.timeline, collection).items()
    return tuple(
        ref
        for ref, record in records
        if wanted & {name.casefold() for name in (ref, record.name, *record.also)}
    )


def _clipped(text: str, most: int) -> str:
    bare = folded(text)
    return bare if len(bare) <= most else f"{bare[:most].rstrip()} …"


def _text(node: Node, *path: str) -> str:
    found = nearest(node, path)
    return found.text if isinstance(found, Scalar) else ""
