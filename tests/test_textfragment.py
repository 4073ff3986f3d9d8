"""Text fragments: a browser that follows the draft finds the passage, and nothing else."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.passage import Kept, Piece, piece_at
from kb.public.cite import evidence_address
from kb.public.textfragment import Directive, at_publisher, directive
from kb.read.passages import find_passage, keep
from kb.site import read_dossier

ROOT = Path(__file__).parent.parent
SOME_WORDS = st.sampled_from(
    ["mine", "well-known", "“oil,”", "R&D", "50%", "Қазақ", "a", "=", "the"]
)
PARAGRAPHS = st.lists(st.lists(SOME_WORDS, min_size=1, max_size=30), min_size=1, max_size=4)
SIGNS = re.compile(r"[-,&#\s]|%(?![0-9A-F]{2})")


@dataclass(frozen=True)
class Written:
    """A directive taken apart as the draft says."""

    prefix: str
    start: str
    end: str
    suffix: str


def read(text: str) -> Written:
    """What a browser reads, by the grammar of the draft and by none of our own code."""
    parts = text.removeprefix("text=").split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, *end = parts
    assert len(end) <= 1
    for part in (prefix, start, *end, suffix):
        assert not SIGNS.search(part), part
    return Written(*(unquote(part) for part in (prefix, start, "".join(end), suffix)))


def found(text: str, kept: Kept) -> tuple[int, int] | None:
    """Where a browser first finds the directive: from where to where."""
    written = read(text)
    before = rf"(?:^|(?<=\s)){spaced(written.prefix)}\s+" if written.prefix else r"(?:^|(?<=\s))"
    after = rf"(?=\s+{spaced(written.suffix)})" if written.suffix else r"(?=\s|$)"
    middle = rf".*?(?<=\s){spaced(written.end)}" if written.end else ""
    pattern = rf"{before}(?P<found>{spaced(written.start)}(?=\s|$){middle}){after}"
    match = re.search(pattern, kept.body, re.DOTALL)
    return match.span("found") if match else None


def spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


@given(PARAGRAPHS, st.data())
def test_what_occurs_once_is_found_and_nothing_else(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    kept = keep("text", "\n".join(map(" ".join, paragraphs)))
    piece = data.draw(st.sampled_from(pieces(kept)))
    assume(len(places(piece, kept)) == 1)
    assume(piece.paragraph == piece.last_paragraph)

    assert found(str(directive(piece, kept)), kept) == (piece.start, piece.end)


@given(PARAGRAPHS, st.data())
def test_start_and_end_are_the_very_words_of_the_passage(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    kept = keep("text", "\n".join(map(" ".join, paragraphs)))
    piece = data.draw(st.sampled_from(pieces(kept)))

    written = read(str(directive(piece, kept)))

    words = piece.exact(kept).split()
    start, end = written.start.split(), written.end.split()
    assert words[: len(start)] == start
    assert words[len(words) - len(end) :] == end
    assert end or start == words


@given(st.text(min_size=1), st.text(), st.text(), st.text())
def test_no_word_can_be_taken_for_a_sign(start: str, end: str, prefix: str, suffix: str) -> None:
    written = read(str(Directive(start, end, prefix, suffix)))

    assert (written.start, written.end) == (start, end)
    assert (written.prefix, written.suffix) == (prefix, suffix)


def test_a_passage_that_occurs_twice_is_told_by_its_neighbour() -> None:
    kept = keep("text", "The port was closed on Monday.\nLater the port was closed again.")
    second = kept.body.rindex("the port was closed")
    piece = piece_at(kept, second, second + len("the port was closed"))

    assert str(directive(piece, kept)) == "text=Later-,the%20port%20was%20closed"


def test_each_piece_of_a_quote_has_a_directive() -> None:
    kept = keep("text", "On 17 June, at the forum, the president said that it was not so.")
    passage = find_passage(kept, ["On 17 June, at the forum", "said that it was not so"])

    address = at_publisher("https://paper.example/story", passage, kept)

    assert address == (
        "https://paper.example/story#:~:"
        "text=On%2017%20June%2C%20at%20the%20forum&text=said%20that%20it%20was%20not%20so"
    )


def test_an_address_with_a_fragment_keeps_it() -> None:
    kept = keep("text", "The port was closed on Monday.")
    passage = find_passage(kept, ["The port was closed"])

    assert at_publisher("https://paper.example/#top", passage, kept).startswith(
        "https://paper.example/#top:~:text=The%20port"
    )


@pytest.mark.parametrize("name", ["golden", "real"])
def test_every_quote_of_a_kept_source_that_has_an_address_leads_to_its_publisher(
    golden: Dossier, name: str
) -> None:
    dossier = golden if name == "golden" else read_dossier(ROOT)
    quotes = [piece for claim in dossier.claims for piece in claim.evidence if piece.passage]

    assert quotes
    for quote in quotes:
        assert bool(evidence_address(quote)) == bool(quote.source.url)


def pieces(kept: Kept) -> list[Piece]:
    """Every piece of whole words."""
    borders = [match.span() for match in re.finditer(r"\S+", kept.body)]
    return [
        piece_at(kept, start, end)
        for first, (start, _) in enumerate(borders)
        for _, end in borders[first:]
    ]


def places(piece: Piece, kept: Kept) -> list[int]:
    pattern = rf"(?:^|(?<=\s)){spaced(piece.exact(kept))}(?=\s|$)"
    return [match.start() for match in re.finditer(rf"(?={pattern})", kept.body)]
