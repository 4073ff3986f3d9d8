"""Whole dossiers from the schemas: a field that is new is filled without anybody's doing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from kb.fields import ID, REF
from kb.model import GuideSentence, KeptSource, Source, Timeline
from kb.schema import schema_of
from tests.fuzz.texts import AMOUNTS, DAYS, FULL_DAYS, LANGUAGES, SPANS, bodies, prose, words
from tests.fuzz.tree import Dossier, Tree

_IDS = (
    *("a", "1", "2022", "no", "null", "con", "data", "events", "e-1", "north-quay", "0", "yes"),
    *("guide", "sources", "s1", "1e3", "x" * 100, "map", "timeline", "claims", "b-2", "q", "z"),
)
_OWN = ("c", "1", "no", "said", "c-2", "how", "print")
"""Ids inside an event."""
_OF = {
    **dict.fromkeys(("by", "speaker", "of", "speaks_for", "actors"), "actors"),
    **dict.fromkeys(("source", "sources", "mirror", "via"), "sources"),
    **dict.fromkeys(("event", "after", "before", "distinct_from", "moved_to"), "events"),
    "place": "places",
    "topics": "topics",
}
"""What a field names where that is known; any other may name anything."""
_SPOKEN = ("said", "denied", "opinion")


@dataclass(slots=True)
class Scope:
    """What there is to refer to."""

    ids: Mapping[str, Sequence[str]]
    own: Mapping[str, Sequence[str]]
    """The claims and questions of each event, by kind: so `claims`, `questions`."""
    kept: Mapping[str, Sequence[str]]
    """The sentences of each kept source."""
    event: str = ""


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier as somebody might write it, mostly with a few problems."""
    names = iter(draw(st.permutations(_IDS)))
    counts = {"topics": (0, 2), "places": (0, 2), "actors": (1, 3), "events": (1, 3)}
    ids = {n: [next(names) for _ in range(draw(st.integers(*c)))] for n, c in counts.items()}
    kept = {next(names): draw(bodies) for _ in range(draw(st.integers(0, 2)))}
    cited = [next(names) for _ in range(draw(st.integers(1, 2)))]
    own = {"claims": draw(_owned(1, 3)), "questions": draw(_owned(0, 1))}
    own["questions"] = [one for one in own["questions"] if one not in own["claims"]]
    scope = Scope({**ids, "sources": [*kept, *cited]}, own, kept)
    trees = {"timeline.yaml": _timeline(draw, scope)}
    trees["sources/references.yaml"] = {one: _filled(draw, Source, scope) for one in cited}
    for source, sentences in kept.items():
        trees[f"sources/{source}.md"] = _filled(draw, KeptSource, scope)
        if draw(st.booleans()):
            trees[f"sources/{source}.guide.yaml"] = _guide(draw, scope, sentences)
    texts = {source: " \n\n".join(sentences) + "\n" for source, sentences in kept.items()}
    for source, text in texts.items():
        sha = hashlib.sha256(text.encode()).hexdigest()
        trees[f"sources/{source}.md"]["sha256"] = sha
    return Dossier(trees, texts)


def _owned(fewest: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(_OWN), min_size=fewest, max_size=most, unique=True)


def _filled(draw: st.DrawFn, shape: type, scope: Scope) -> Any:
    schema = schema_of(shape)
    return _Filler(draw, schema, scope).value(schema, "")


def _timeline(draw: st.DrawFn, scope: Scope) -> dict[str, Tree]:
    schema = schema_of(Timeline)
    filler = _Filler(draw, schema, scope)
    made: dict[str, Tree] = {}
    for key, field in schema["properties"].items():
        if key in scope.ids:
            (record,) = field["patternProperties"].values()
            made[key] = {one: filler.record(record, key, one) for one in scope.ids[key]}
        elif key in schema["required"] or draw(st.integers(0, 3)) == 0:
            made[key] = filler.value(field, key)
    return made


def _guide(draw: st.DrawFn, scope: Scope, sentences: Sequence[str]) -> dict[str, Tree]:
    guide: dict[str, Tree] = {}
    for number, sentence in enumerate(sentences, 1):
        said = _filled(draw, GuideSentence, scope)
        said["text"], said["finding"] = sentence, "Two accounts differ"
        claim = f"{scope.ids['events'][0]}/{scope.own['claims'][0]}"
        said["phrases"] = [{"words": draw(words(sentence)), "claim": claim}]
        guide[f"S{number}"] = said
    return guide


@dataclass(slots=True)
class _Filler:
    """Fills what a schema describes; what a rule asks for beyond it is in `_fitting`."""

    draw: st.DrawFn
    schema: Mapping[str, Any]
    scope: Scope

    def record(self, schema: Mapping[str, Any], key: str, name: str) -> Tree:
        """Return a record of the timeline."""
        self.scope.event = name if key == "events" else ""
        return self.value(schema, key)

    def value(self, schema: Mapping[str, Any], key: str) -> Tree:
        """Return any value that the schema allows under a key."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._fitting(name, self.value(self.schema["$defs"][name], key))
        if "enum" in schema:
            return self._one_of(schema["enum"])
        if "anyOf" in schema:
            return self._any_of(schema["anyOf"], key)
        kinds = {
            "object": self._object,
            "array": self._array,
            "boolean": self._flag,
            "number": self._number,
        }
        return kinds.get(str(schema.get("type")), self._leaf)(schema, key)

    def _any_of(self, choices: Sequence[Mapping[str, Any]], key: str) -> Tree:
        if any("not_before" in choice.get("properties", {}) for choice in choices):
            return self._one_of(FULL_DAYS) if key in ("on", "updated") else self._when()
        return self.value(self._one_of(choices), key)

    def _object(self, schema: Mapping[str, Any], key: str) -> Tree:
        if "properties" in schema:
            return self._fields(schema)
        (inner,) = schema.get(
            "patternProperties", {"": schema.get("additionalProperties")}
        ).values()
        named = self.scope.own.get(key) or self.scope.ids.get(_OF.get(key, ""))
        names = named or (("en", "at", "S1") if "additionalProperties" in schema else _IDS)
        fewest = 1 if schema.get("minProperties") else 0
        some = self.draw(st.lists(st.sampled_from(names), min_size=fewest, max_size=3, unique=True))
        some = [*self.scope.own["claims"]] if key == "claims" else some
        return {name: self.value(inner, key) for name in some}

    def _fields(self, schema: Mapping[str, Any]) -> dict[str, Tree]:
        required = schema.get("required", ())
        return {
            key: self.value(field, key)
            for key, field in schema["properties"].items()
            if key in required or self.draw(st.integers(0, 3)) == 0
        }

    def _array(self, schema: Mapping[str, Any], key: str) -> Tree:
        if "prefixItems" in schema:
            return [self.value(one, key) for one in schema["prefixItems"]]
        fewest = schema.get("minItems", 0)
        return [self.value(schema["items"], key) for _ in range(self.draw(st.integers(fewest, 2)))]

    def _flag(self, schema: Mapping[str, Any], key: str) -> Tree:
        return self._one_of(("true", "false"))

    def _number(self, schema: Mapping[str, Any], key: str) -> Tree:
        return f"{self.draw(st.floats(schema['minimum'], schema['maximum'])):.4f}"

    def _when(self) -> Tree:
        event = self._one_of(self.scope.ids["events"])
        question = self._one_of(self.scope.own["questions"] or ("how",))
        relative = {self._one_of(("after", "before")): event}
        ways = ({**relative, "by": self._one_of(AMOUNTS)}, relative, {"question": question})
        if self.draw(st.integers(0, 3)):
            return self._one_of((*DAYS, *SPANS))
        first, last = sorted((self._one_of(DAYS), self._one_of(DAYS)))
        two: Tree = [first, last]
        return self._one_of((*ways, {"between": two}, {"one_of": two}, {"not_before": first}))

    def _leaf(self, schema: Mapping[str, Any], key: str) -> Tree:
        pattern = schema.get("pattern", "")
        if pattern in (ID, REF):
            return self._id(key)
        if pattern == "^[A-Z]{2}$":
            return self._one_of(("KZ", "GB", "XX"))
        if key in ("language", "lang"):
            return self._one_of(LANGUAGES)
        if key == "mirror":
            return self._one_of((*self.scope.ids["sources"], "true"))
        if key in ("url", "archive"):
            return self._one_of(("https://x.example/a?b=1&c=“d”#e(f)", "https://ж.example/"))
        return self.draw(prose(self.scope.own["claims"] if self.scope.event else ()))

    def _id(self, key: str) -> Tree:
        if key in ("claim", "answers", "shown", "denies", "lead", "questions"):
            own = self.scope.own["questions" if key == "questions" else "claims"] or ("how",)
            event = self._one_of(self.scope.ids["events"])
            is_bare = key == "lead" or (self.scope.event and self.draw(st.booleans()))
            return self._one_of(own) if is_bare else f"{event}/{self._one_of(own)}"
        named = self.scope.ids.get(_OF.get(key, ""), ())
        if key == "via":
            named = (*named, "unnamed", "none")
        return self._one_of(named or [one for some in self.scope.ids.values() for one in some])

    def _fitting(self, name: str, record: Any) -> Tree:
        """Return a record as the rules want it, so that not every one of them is refused."""
        match name:
            case "Evidence":
                self._fit_evidence(record)
            case "Claim":
                record.pop("denies", None)
                record["evidence"][0].pop("stance", None)
                if record["kind"] in _SPOKEN:
                    record["by"] = self._one_of(self.scope.ids["actors"])
            case "Event":
                claim = self._one_of([*record["claims"]])
                record["summary"] = f"{self.draw(prose(())).rstrip('.')} [{claim}]."
            case "Actor" | "Place" | "Topic" | "Role":
                record["sources"] = [self._one_of(self.scope.ids["sources"])]
            case _:
                pass
        return record

    def _fit_evidence(self, record: Any) -> None:
        for key in ("quote", "prefix", "suffix", "words", "translation", "lang", "hedge"):
            record.pop(key, None)
        if (kept := self.scope.kept.get(record["source"])) and self.draw(st.booleans()):
            record["quote"] = [self.draw(words(self._one_of(kept)))]
        elif not kept and self.draw(st.booleans()):
            record["words"], record["translation"] = "das alte Haus", "the old house"
        else:
            record["reports"] = self.draw(prose(()))

    def _one_of(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))
