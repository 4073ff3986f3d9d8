"""A guide and its kept text -> where each sentence and each of its phrases stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.manuscript import PhrasePath, SentencePath
from kb.model import GuideSentence
from kb.node import Node, locate
from kb.passage import Kept, Piece
from kb.problems import Problem
from kb.read.passages import occurrences


@dataclass(slots=True)
class Found:
    """What the guides name in the kept texts, and what is not there."""

    sentences: dict[SentencePath, Piece] = field(default_factory=dict)
    phrases: dict[PhrasePath, Piece] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def find_guides(
    guides: Mapping[str, Mapping[str, GuideSentence]],
    kept: Mapping[str, Kept],
    nodes: Mapping[str, Node],
) -> Found:
    """Find every sentence once in its text, and every phrase once in its sentence."""
    found = Found()
    for source in sorted(guides.keys() & kept.keys()):
        root = nodes[f"guides/{source}"]
        for number, sentence in guides[source].items():
            places = occurrences(kept[source], sentence.text)
            if len(places) == 1:
                found.sentences[source, number] = places[0]
                found.problems += _find_phrases(found, kept[source], number, sentence, root)
            else:
                count = "nowhere" if not places else f"{len(places)} times"
                message = f"sentence '{number}' stands {count} in '{source}'"
                hint = "copy the sentence from the kept text, from its first letter to its stop"
                at = locate(root, (number, "text"))
                found.problems.append(Problem(at, message, hint, "guide-sentence"))
    return found


def _find_phrases(
    found: Found, kept: Kept, number: str, sentence: GuideSentence, root: Node
) -> Iterator[Problem]:
    within = found.sentences[kept.source, number]
    for place, phrase in enumerate(sentence.phrases):
        pieces = occurrences(kept, phrase.words, within)
        if len(pieces) == 1:
            found.phrases[kept.source, number, place] = pieces[0]
        else:
            count = "nowhere" if not pieces else f"{len(pieces)} times"
            message = f"'{phrase.words}' stands {count} in sentence '{number}'"
            hint = "copy the words from the sentence; they must occur in it exactly once"
            at = locate(root, (number, "phrases", place, "words"))
            yield Problem(at, message, hint, "guide-phrase")
