"""The golden dossier with an attack in every text: what a stranger may send in.

Which fields take text is read off the schema, so that a new field is attacked from its first day.
"""

import copy
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.fields import TEXT_LEAF
from kb.ledger import LEDGER
from kb.model import GuideSentence, KeptSource, Source, Timeline
from kb.schema import schema_of
from tests.copies import copy_dossier

ATTACKS = {
    "a formula": "=1+1",
    "a script": "<script>pwned=1</script>",
    "a handler": "\"'><img/src=x/onerror=pwned=1>",
    "a drawing": "<svg/onload=pwned=1>",
    "an address": "javascript:pwned=1",
    "a page in an address": "data:text/html,<script>pwned=1</script>",
    "the end of JSON-LD": "</script><!---->",
    "entities": "&lt;&amp;&#60;script&#62;",
    "Markdown": "**b**_i_`c`~~s~~|#h",
    "attributes": "{:onclick=pwned=1}",
    "Jinja": "{{pwned}}{%raw%}{#x#}${pwned}",
    "a placeholder of Markdown": "klzzwxh:0001;wzxhzdk:1;",
    "YAML": "!!python/object:os.system&a*a",
    "a path": "../../../../etc/passwd%2e%2e%2f\\",
    "a second field of a calendar": "\r\nATTENDEE:mailto:pwned@x.example",
    "a line that begins a list": "\n- 1) + a",
    "another direction": "שלום",
    "marks upon marks": "Z̷̛̲͓͉e\u0301",
    "beyond the first plane": "𝔄🂡",
}
"""Any text may hold these, and is shown as it is."""
BRACKETS = "[x](javascript:pwned=1)![x](x)[[x]]>"
"""Where brackets make no links, this is text like any other."""
PROSE = {
    *("Heading.lede", "Topic.summary", "Place.summary", "Actor.summary", "Event.summary"),
    *("Claim.text", "Evidence.reports", "Question.because", "Question.settle", "Question.cite"),
    *("Gap.text", "GuideSentence.cite", "Phrase.shows"),
}
FORMED = {
    **dict.fromkeys(("Source.url", "Source.archive", "KeptSource.url"), "unsafe-url"),
    "KeptSource.archive": "unsafe-url",
    "Heading.email": "unfit-email",
    **dict.fromkeys(("Source.language", "KeptSource.language", "Evidence.lang"), "language-tag"),
    **dict.fromkeys(("Source.mirror", "KeptSource.mirror"), "unknown-id"),
    **dict.fromkeys(("Evidence.quote", "Evidence.prefix", "Evidence.suffix"), "quote"),
    "GuideSentence.text": "guide-sentence",
    "Phrase.words": "guide-phrase",
}
"""Addresses, codes, ids and words of a kept text, with the rule by which an attack is refused."""
MARK = re.compile(r"T\d+z")
_ABSENT: Any = {
    **dict.fromkeys(("note", "unverified", "wording", "interest"), "Not known"),
    "also": ["Another"],
    "names": {"cy": "Enw"},
}
"""What the golden dossier leaves out here and there, and any record may have."""
_NAMES = {"Actor.name", "Actor.also", "Source.publisher", "KeptSource.publisher"}
_SHORT = {"GuideSentence.finding"}
_TYPES: dict[type, str] = {dict: "object", list: "array"}
PARTS = {
    "timeline.yaml": Timeline,
    "sources/references.yaml": dict[str, Source],
    "sources/gazette-1999.guide.yaml": dict[str, GuideSentence],
    "sources/gazette-1999.md": KeptSource,
}
STRANGER = "stranger"
QUOTED = "the bridge was opened by a stranger"
KEPT_AS_FOUND = (
    f"It says \u202e{QUOTED}\u202c, \u2066and\u2069 \x02\x00\x1b[31m\ufeffgo\u200bes\u00ad on."
)
"""A kept text may hold whatever was found."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A text of the dossier that holds every attack, with a mark that no other has."""

    field: str
    mark: str
    text: str
    """The attacks, among which the mark stands, with single blanks."""

    def around(self, at: int) -> tuple[int, int]:
        """Return where the attacks begin and end whose mark stands at `at`."""
        begin = max(0, at - self.text.index(self.mark))
        return begin, begin + len(self.text)


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a dossier, and of which field of the model it is."""

    name: str
    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]


def mangled(told: str, attacks: dict[str, Attack]) -> list[str]:
    """Return the stretches of a text in which a mark stands and its attacks not exactly.

    White space may be of another kind.
    """
    told, amiss = " ".join(told.split()), []
    for found in MARK.finditer(told):
        begin, end = attacks[found[0]].around(found.start())
        if told[begin:end] != attacks[found[0]].text:
            amiss.append(f"{attacks[found[0]].field}: {told[begin:end]}")
    return amiss


def hostile_dossier(golden: Path, target: Path) -> dict[str, Attack]:
    """Write the dossier into `target`; return the attacks by their marks."""
    trees = complete_dossier(golden, target)
    fields = [field for file, shape in PARTS.items() for field in texts_of(shape, trees[file])]
    attacks = _attack([field for field in fields if field.name not in FORMED])
    write_parts(target, trees)
    return attacks


def complete_dossier(golden: Path, target: Path) -> dict[str, Any]:
    """Write a dossier without attacks in which every field that takes text is there.

    Returns the keys of its files.
    """
    copy_dossier(golden, target)
    _forget_facts(target / LEDGER)
    trees = {file: _read(target / file) for file in PARTS}
    _complete(trees)
    write_parts(target, trees)
    found = (*ATTACKS.values(), BRACKETS, KEPT_AS_FOUND)
    body = "".join(f"{' '.join(words.split())}\n" for words in found)
    _write(target / f"sources/{STRANGER}.md", _kept(body), body)
    return trees


def write_parts(folder: Path, trees: dict[str, Any]) -> None:
    """Write the keys of the files of a dossier; a kept text stays as it is."""
    for file, tree in trees.items():
        _write(folder / file, tree)


def _attack(fields: list[Field]) -> dict[str, Attack]:
    """Put all attacks before each text; names are attacked wherever prose has them."""
    names: dict[str, str] = {}
    attacks = {}
    for number, field in enumerate(sorted(fields, key=lambda one: one.name not in _NAMES)):
        first, *more = ATTACKS.values()
        brackets = "" if field.name in PROSE | _NAMES else BRACKETS
        begin, mark = f"{first}T{number}z{''.join(more)}{brackets}", f"T{number}z"
        was = "" if field.name in _SHORT else field.value
        text = f"{begin} {_renamed(was, names) if field.name not in _NAMES else was}".strip()
        if field.name in _NAMES:
            names.setdefault(was, text)
        attacks[mark] = Attack(field.name, mark, " ".join(begin.split()))
        field.holder[field.key] = text
    return attacks


def _renamed(text: str, names: dict[str, str]) -> str:
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(pattern, lambda found: names[found[0]], text)


def _complete(trees: dict[str, Any]) -> None:
    """Let every field that takes text be there once, and quote the source that was found."""
    for file, shape in PARTS.items():
        fill(shape, trees[file])
    timeline = trees["timeline.yaml"]
    for event in timeline["events"].values():
        _word_only_dates(event, "when", *event["claims"].values())
    for source in trees["sources/references.yaml"].values():
        _word_only_dates({}, "published", source)
    timeline["places"]["harrow-bridge"] |= {"summary": "A bridge.", "sources": ["courier"]}
    opened = timeline["events"]["opening"]["claims"]["opened"]
    opened["evidence"].append({"source": STRANGER, "quote": QUOTED})
    opened["evidence"][1]["lang"] = "de"
    again = timeline["events"]["closure"]["claims"]["carts-turned-back"]["evidence"][0]
    again["suffix"] = "; their drivers"
    kept = {"archive": "https://archive.example/gazette", "mirror": "lost-letter"}
    trees["sources/gazette-1999.md"] |= kept


def _word_only_dates(event: Any, key: str, *records: Any) -> None:
    """Take the words of a date away where there is none, or where an answer has it."""
    for record in (event, *records):
        date = record.get(key)
        if not date or (isinstance(date, dict) and "question" in date):
            record.pop("wording", None)


def _forget_facts(ledger: Path) -> None:
    """Let the texts be others than those that were published."""
    lines = [json.loads(line) for line in ledger.read_text("utf-8").splitlines()]
    told = [json.dumps({**line, "facts": {}} if "facts" in line else line) for line in lines]
    ledger.write_text("".join(f"{line}\n" for line in told), "utf-8")


def _kept(body: str) -> dict[str, str]:
    return {
        "title": "What a stranger wrote",
        "publisher": "Stranger",
        "url": "https://stranger.example/%3Cscript%3E?a=javascript:pwned=1&b=(x)",
        "language": "en",
        "kind": "blog",
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
    }


def _read(path: Path) -> Any:
    text = path.read_text("utf-8")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader)


def _write(path: Path, tree: Any, body: str = "") -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    if path.suffix == ".md":
        kept = body or path.read_text("utf-8").split("---\n", 2)[2]
        text = f"---\n{text}---\n{kept}"
    path.write_bytes(text.encode())


def fields_of(shape: Any) -> set[str]:
    """Return the name of each field of a model that takes any text, such as `Event.title`."""
    schema = schema_of(shape)
    parts = {**schema["$defs"], getattr(shape, "__name__", ""): schema}
    return {name for called, part in parts.items() for name in _named(part, called)}


def _named(part: Any, name: str) -> Iterator[str]:
    for choice in _choices(part):
        if _is_text(choice):
            yield name
        for key, below in choice.get("properties", {}).items():
            yield from _named(below, f"{name.partition('.')[0]}.{key}")
        for below in (*_any_key(choice), *([choice["items"]] if "items" in choice else ())):
            yield from _named(below, name)


def texts_of(shape: Any, tree: Any) -> list[Field]:
    """Return each text of a tree of plain values, where the model takes any text."""
    return [field for field, choice in _walk(shape, tree) if _takes(choice, field.value)]


def fill(shape: Any, tree: Any) -> None:
    """Give each record of a tree what it may have and has not, of `_ABSENT`."""
    for field, choice in list(_walk(shape, tree)):
        record, known = field.value, choice.get("properties", {})
        for key in _ABSENT if isinstance(record, dict) else ():
            if key in known:
                record.setdefault(key, copy.deepcopy(_ABSENT[key]))


def _walk(shape: Any, tree: Any) -> Iterator[tuple[Field, Any]]:
    schema = schema_of(shape)
    name = getattr(shape, "__name__", "")
    return _below(schema["$defs"], schema, Field(name, {"": tree}, ""))


def _below(records: Any, part: Any, field: Field) -> Iterator[tuple[Field, Any]]:
    called = part.get("$ref", "").rpartition("/")[2]
    part, name, value = records.get(called, part), called or field.name, field.value
    for choice in _choices(part):
        if choice.get("type") == _TYPES.get(type(value)) or _takes(choice, value):
            yield Field(name, field.holder, field.key), choice
        for key, below, owner in _steps(choice, value, name):
            yield from _below(records, below, Field(owner, value, key))


def _steps(choice: Any, value: Any, name: str) -> Iterator[tuple[Any, Any, str]]:
    """Yield the keys of a value, with what the schema says of each and the field it is of."""
    if isinstance(value, list) and "items" in choice:
        yield from ((number, choice["items"], name) for number in range(len(value)))
    for key in value if isinstance(value, dict) else ():
        if key in choice.get("properties", {}):
            yield key, choice["properties"][key], f"{name.partition('.')[0]}.{key}"
        else:
            yield from ((key, below, name) for below in _any_key(choice))


def _choices(part: Any) -> list[Any]:
    """Return what may stand in a place; nothing where it is a date."""
    choices: list[Any] = part.get("anyOf", [part])
    is_date = any("not_before" in choice.get("properties", {}) for choice in choices)
    return [] if is_date else choices


def _takes(choice: Any, value: Any) -> bool:
    return isinstance(value, str) and _is_text(choice)


def _is_text(choice: Any) -> bool:
    return bool(choice.items() >= TEXT_LEAF.items())


def _any_key(choice: Any) -> list[Any]:
    below = choice.get("additionalProperties")
    return [*choice.get("patternProperties", {}).values(), *([below] if below else ())]
