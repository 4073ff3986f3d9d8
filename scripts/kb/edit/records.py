"""Answers -> the records that they make, keys in the order in which editors write them."""

from collections.abc import Mapping

from kb.edit.answers import Answers, SourceAnswers
from kb.edit.yaml_lines import Value
from kb.node import Mapping as Tree
from kb.node import plain
from kb.read.yaml_file import read_yaml

Record = dict[str, Value]
FIELDS: Mapping[str, str] = {
    "place": "place",
    "actors": "actor",
    "topics": "topic",
    "text": "claim_text",
}
"""Keys of a record whose answer has another name."""
SOURCE_FIELDS: Mapping[str, str] = {"url": "source", "title": "source_title", "kind": "source_kind"}

OWN_SOURCE_FIELDS: Mapping[str, str] = {
    "source": "url",
    "source_title": "title",
    "source_kind": "kind",
    "source_id": "id",
}
"""What these answers are called where a source alone is asked for."""


def event_record(answers: Answers, today: str) -> Record:
    """Return the event with its claim."""
    return _written(
        title=answers.title,
        when=moment(answers.when or ""),
        wording=answers.wording,
        place=_one_or_list(answers.place),
        actors=answers.actor,
        topics=answers.topic,
        distinct_from=answers.distinct_from,
        draft="true" if answers.draft else None,
        note=answers.note,
        updated=today,
        claims={answers.claim_id or "": claim_record(answers)},
    )


def claim_record(answers: Answers) -> Record:
    """Return the claim with its evidence."""
    return _written(
        text=answers.claim_text,
        kind=answers.kind or "happened",
        by=_one_or_list(answers.by),
        denies=_one_or_list(answers.denies),
        evidence=[evidence_record(answers)],
    )


def evidence_record(answers: Answers) -> Record:
    """Return one piece of evidence."""
    return _written(
        source=answers.source,
        quote=_one_or_list(answers.quote),
        prefix=answers.prefix,
        suffix=answers.suffix,
        words=answers.words,
        translation=answers.translation,
        reports=answers.reports,
        speaker=answers.speaker,
        via=_one_or_list(answers.via),
        stance=answers.stance if answers.stance != "supports" else None,
    )


def source_record(answers: SourceAnswers) -> Record:
    """Return a source that is cited."""
    return _written(
        title=answers.title,
        publisher=answers.publisher,
        language=answers.language,
        kind=answers.kind,
        read=answers.read,
        published=moment(answers.published or ""),
        url=answers.url,
        speaker=answers.speaker,
        via=_one_or_list(answers.via),
    )


def actor_record(given: str) -> Record:
    """Return the smallest actor of `kind: name`."""
    kind, _, name = given.partition(":")
    return {"name": name.strip(), "kind": kind.strip()}


def place_record(given: str) -> Record:
    """Return the smallest place of `KZ: name`, or of a name alone."""
    country, colon, name = given.partition(":")
    return _written(name=name.strip() if colon else given.strip(), country=colon and country)


def moment(given: str) -> Value:
    """Return a date as typed; one in braces is read as YAML reads it."""
    if not given.strip().startswith("{"):
        return given
    root, problems = read_yaml(f"when: {given}\n".encode("utf-8", "replace"), "when")
    if problems or not isinstance(root, Tree) or set(root.entries) != {"when"}:
        return given
    return _value(plain(root.entries["when"]))


def _value(read: object) -> Value:
    match read:
        case dict():
            return {str(key): _value(part) for key, part in read.items()}
        case tuple():
            return [_value(part) for part in read]
        case _:
            return str(read)


def _written(**parts: "Value | None") -> Record:
    return {key: value for key, value in parts.items() if value}


def _one_or_list(given: tuple[str, ...] | None) -> "Value | None":
    listed = tuple(filter(None, given or ()))
    return listed[0] if len(listed) == 1 else list(listed)
