"""Rule: a word is written in the letters of one script, as it looks."""

from collections.abc import Iterator

from kb.check.voice import own_voice
from kb.check.walk import named
from kb.lookalikes import mixed_words
from kb.manuscript import Manuscript
from kb.node import Path
from kb.problems import Edit, Problem


def mixed_letters(manuscript: Manuscript) -> Iterator[Problem]:
    """No word of ours and no name mixes letters of different scripts that look alike."""
    for path, text in _texts(manuscript):
        for mixed in mixed_words(text):
            at = manuscript.word_at(path, mixed.word, text[: mixed.start].count(mixed.word))
            letter = f"'{mixed.letter}' (U+{ord(mixed.letter):04X})"
            message = f"'{mixed.word}' looks {mixed.script}, and its {letter} is not"
            hint = f"write '{mixed.likely}', all in {mixed.script} letters"
            yield Problem(at, message, hint, fix=(Edit(at, mixed.word, mixed.likely),))


def _texts(manuscript: Manuscript) -> Iterator[tuple[Path, str]]:
    for own in own_voice(manuscript):
        yield own.path, own.text
    for path, record in named(manuscript):
        for language, name in record.names.items():
            yield (*path, "names", language), name
        for number, name in enumerate(record.also):
            yield (*path, "also", number), name
    for source, cited in manuscript.sources.items():
        yield ("sources", source, "publisher"), cited.publisher
