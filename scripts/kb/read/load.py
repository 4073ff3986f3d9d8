"""A dossier's folder -> Manuscript: read every file, validate its structure, find every quote."""

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.collector import paused_collector
from kb.fields import Id
from kb.manuscript import EvidencePath, Manuscript
from kb.model import Evidence, GuideSentence, KeptSource, Source, Timeline
from kb.node import Mapping, Node, Scalar
from kb.passage import Kept, Passage
from kb.problems import Problem
from kb.read.guide import find_guides
from kb.read.ledger import read_ledger
from kb.read.memory import Memory
from kb.read.passages import BadQuote, find_passage, keep
from kb.read.quote_fixes import quote_fix
from kb.read.sources import REFERENCES, SourceFiles, read_sources
from kb.read.structure import Refusals, validated
from kb.read.timeline import TimelineFiles, read_timeline
from kb.read.yaml_file import read_yaml

_HEADING = ("title", "lede", "focus", "contact")
_COLLECTIONS = ("topics", "places", "actors", "events")


@paused_collector()
def load_manuscript(
    folder: Path, memory: Memory | None = None
) -> tuple[Manuscript | None, list[Problem]]:
    """Return what `folder` holds and every problem of its text, structure and quotes.

    The manuscript is None when no file of the timeline can be read at all. Whoever reads a folder
    again and again gives the same `memory`, and what has not changed is not read again.
    """
    written = read_timeline(folder, memory.read if memory else read_yaml)
    files = read_sources(folder / "sources", memory.read_whole if memory else read_yaml)
    problems = written.problems + files.problems
    if written.root is None:
        return None, problems
    manuscript, more = _assemble(written, written.root, files, memory)
    ledger, places, bad_lines = read_ledger(folder)
    if manuscript:
        manuscript = replace(manuscript, ledger=ledger, ledger_places=places)
    return manuscript, problems + more + bad_lines


def _assemble(
    written: TimelineFiles, root: Mapping, files: SourceFiles, memory: Memory | None
) -> tuple[Manuscript | None, list[Problem]]:
    known = {name: frozenset(_ids(root.entries.get(name))) for name in _COLLECTIONS}
    known["sources"] = frozenset(_source_ids(files))
    timeline, refusals = _timeline(written, root, memory.records if memory else {})
    if memory:
        memory.keep(root, timeline, refusals.broken)
    refusals.mentioned |= written.lost
    refusals.broken |= {("events", event) for event in written.lost - known["events"]}
    refusals.broken |= {()} if written.is_any_unseen else set()
    sources = _sources(files, refusals)
    if timeline is None:
        return None, refusals.problems
    kept = {source: keep(source, body) for source, body in files.bodies.items()}
    passages, problems = _find_passages(timeline, kept, {"timeline": root})
    guide = find_guides(sources.guides, kept, sources.nodes)
    manuscript = Manuscript(
        timeline,
        sources.records,
        {source: text for source, text in kept.items() if source in sources.records},
        sources.guides,
        {path: found for path, found in passages.items() if found.source in sources.records},
        {"timeline": root, **sources.nodes},
        known,
        frozenset(refusals.broken),
        frozenset(refusals.mentioned),
        guide.sentences,
        guide.phrases,
        is_whole=not (written.lost or written.is_any_unseen or files.problems),
    )
    return manuscript, refusals.problems + problems + guide.problems


def _timeline(
    written: TimelineFiles, root: Mapping, made: abc.Mapping[int, object]
) -> tuple[Timeline | None, Refusals]:
    """Validate the timeline; a broken heading does not keep the rest from being checked."""
    if written.is_main_lost:
        return _without_heading(root)
    timeline, refusals = validated(Timeline, root, made=made)
    if timeline is None and "dossier" not in root.entries and "events" in root.entries:
        return _without_heading(root, refusals)
    return timeline, refusals


def _without_heading(
    root: Mapping, refusals: Refusals | None = None
) -> tuple[Timeline | None, Refusals]:
    """Validate the timeline with a heading that stands in for the missing one."""
    stand_in = Scalar("0001", *root.at)  # does for a text and for a date
    keys = dict.fromkeys(_HEADING, stand_in)
    for key, node in (
        ("dossier", Mapping({**keys}, keys, root.at)),
        ("events", Mapping({}, {}, root.at)),
    ):
        root.entries.setdefault(key, node)
        root.keys.setdefault(key, stand_in)
    timeline, refusals = validated(Timeline, root, refusals)
    refusals.broken.add(("dossier",))
    return timeline, refusals


@dataclass(slots=True)
class _Sources:
    """The sources as they are validated."""

    refusals: Refusals
    records: dict[str, Source] = field(default_factory=dict)
    guides: dict[str, dict[str, GuideSentence]] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def take(self, shape: type[Source], source: str, node: Node) -> None:
        """Validate one source; a refused one stays known by its id."""
        record, more = validated(shape, node)
        self.refusals.add(more, ("sources", source))
        self.nodes[f"sources/{source}"] = node
        if record is None:
            self.refusals.broken.add(("sources", source))
        else:
            self.records[source] = record

    def take_guide(self, source: str, node: Node) -> None:
        """Validate the guide of a kept source."""
        guide, more = validated(dict[str, GuideSentence], node)
        self.refusals.add(more, ("guides", source))
        self.nodes[f"guides/{source}"] = node
        self.guides[source] = guide or {}


def _sources(files: SourceFiles, refusals: Refusals) -> _Sources:
    sources = _Sources(refusals)
    for source, front_matter in files.front_matter.items():
        sources.take(KeptSource, source, front_matter)
    for source, node in _references(files, refusals):
        sources.take(Source, source, node)
    for source, guide in files.guides.items():
        sources.take_guide(source, guide)
    return sources


def _references(files: SourceFiles, refusals: Refusals) -> Iterator[tuple[str, Node]]:
    if files.references is None:
        if any(problem.at.file in ("sources", REFERENCES) for problem in files.problems):
            refusals.broken.add(("sources",))
        return
    ids, more = validated(dict[Id, object], files.references)
    refusals.add(more, ("sources",))
    for source in ids or {}:
        if source in files.front_matter:
            at = files.references.keys[source].at
            hint = f"it is kept in sources/{source}.md; delete one of the two"
            message = f"the source '{source}' is defined twice"
            refusals.problems.append(Problem(at, message, hint, "id-twice"))
        else:
            yield source, files.references.entries[source]


def _find_passages(
    timeline: Timeline, kept: dict[str, Kept], nodes: dict[str, Node]
) -> tuple[dict[EvidencePath, Passage], list[Problem]]:
    """Return the passage of every quote from a kept text; other sources' quotes are not ours."""
    written = Manuscript(timeline, {}, kept, {}, {}, nodes, {})
    quoted = dict(_quoted(timeline, kept))
    by_source = sorted(quoted.items(), key=lambda one: one[1].source)
    found = {path: _find_passage(written, path, evidence) for path, evidence in by_source}
    in_order = [(path, found[path]) for path in quoted]
    return (
        {path: passage for path, passage in in_order if isinstance(passage, Passage)},
        [problem for _, problem in in_order if isinstance(problem, Problem)],
    )


def _find_passage(
    written: Manuscript, place: EvidencePath, evidence: Evidence
) -> Passage | Problem:
    kept = written.kept[evidence.source]
    try:
        return find_passage(kept, evidence.quote, evidence.prefix or "", evidence.suffix or "")
    except BadQuote as bad:
        event, claim, number = place
        path = ("events", event, "claims", claim, "evidence", number, "quote", bad.piece)
        fix = quote_fix(kept, evidence, bad, written.scalar(*path))
        return Problem(written.at(*path), bad.message, bad.hint, "quote", fix)


def _quoted(timeline: Timeline, kept: dict[str, Kept]) -> Iterator[tuple[EvidencePath, Evidence]]:
    for event, record in timeline.events.items():
        for claim, claimed in record.claims.items():
            for number, evidence in enumerate(claimed.evidence):
                if evidence.quote and evidence.source in kept:
                    yield (event, claim, number), evidence


def _ids(node: Node | None) -> Iterator[str]:
    return iter(node.keys if isinstance(node, Mapping) else ())


def _source_ids(files: SourceFiles) -> Iterator[str]:
    yield from files.front_matter
    yield from _ids(files.references)
    yield from (
        problem.at.file[8:-3] for problem in files.problems if problem.at.file[-3:] == ".md"
    )
