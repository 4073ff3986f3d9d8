"""Quotes find exactly their passage, or say exactly why not; the kept text is never changed."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kb.passage import Coverage, Kept, Passage, Piece, coverage, covered, piece_at, segments
from kb.read.normalise import normalise
from kb.read.passages import BadQuote, find_passage, keep
from kb.read.searched import searched

FILE = Path(__file__).parents[1] / "sources" / "kyivpost-2022-06.md"
BODY = FILE.read_bytes().decode("utf-8").split("\n---\n", 1)[1]
ARTICLE = keep("kyivpost-2022-06", BODY)
WORDS = list(re.finditer(r"\S+", BODY))

HOSTILE = st.text(
    st.sampled_from(
        "aAe1 .,-'\"\n\r\t\u00a0\u2009\u2028\u00ad\u200b\u200d\ufeff\u0301\u0308\u0323\u0345\ufe0f"
        "éќйЙ\u0438\u0306\u212b\u0958\u1100\u1161\u11a8\uac00“”„«»‘’‹›′″‐–—−שָׁ\u202bعَر\u202c中か\u3099"
        "😀👩\U0001f3fd🇰🇿"
    ),
    max_size=40,
)


def exact(kept: Kept, *quote: str, prefix: str = "", suffix: str = "") -> list[str]:
    passage = find_passage(kept, quote, prefix, suffix)
    return [piece.exact(kept) for piece in passage.pieces]


def refusal(kept: Kept, *quote: str, prefix: str = "", suffix: str = "") -> BadQuote:
    with pytest.raises(BadQuote) as raised:
        find_passage(kept, quote, prefix, suffix)
    return raised.value


def test_the_article_has_thirteen_paragraphs() -> None:
    assert [paragraph.number for paragraph in ARTICLE.paragraphs] == list(range(1, 14))
    assert BODY[slice(ARTICLE.paragraphs[1].start, ARTICLE.paragraphs[1].end)] == (
        "Tokayev responded to a question from Russian propagandist Margarita Simonyan about "
        "Russia’s war against Ukraine."
    )


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    kept = keep("x", "\r\n one \r\n\u00a0\t\n\ntwo\rthree")

    assert [kept.body[p.start : p.end] for p in kept.paragraphs] == [" one ", "two", "three"]


def test_a_quote_is_found_whatever_its_quotation_marks_dashes_and_spaces() -> None:
    typed = 'he does not  recognize "quasi\u2011state\nform\u00adations" in the Donbas'

    passage = find_passage(ARTICLE, [typed])

    assert passage.exact(ARTICLE) == (
        "he does not recognize “quasi-state formations” in the Donbas"
    )
    assert passage.pieces == (Piece(1, passage.start, passage.end, 1),)
    assert BODY.startswith(passage.exact(ARTICLE), passage.start)


def test_a_quote_may_cross_a_paragraph() -> None:
    (piece,) = find_passage(ARTICLE, ["it will be chaos. Therefore, we do not"]).pieces

    assert (piece.paragraph, piece.last_paragraph) == (3, 4)
    assert piece.exact(ARTICLE) == "it will be chaos.\nTherefore, we do not"


def test_pieces_are_found_in_order() -> None:
    found = exact(ARTICLE, "the shipment of Kazakh oil", "torpedoes and mines from the Second")

    assert found == ["the shipment of Kazakh oil", "torpedoes and mines from the Second"]


def test_what_stands_beside_a_passage_is_kept_for_exports() -> None:
    passage = find_passage(ARTICLE, ["the shipment of Kazakh oil"])

    assert passage.prefix(ARTICLE, 9) == "ext day, "
    assert passage.suffix(ARTICLE, 12) == " through the"
    assert passage.suffix(ARTICLE, 10**6).endswith("at home and abroad.")


def test_context_for_exports_cuts_no_character() -> None:
    kept = keep("x", "cafe\u0301 is the place of four words e\u0301 end")
    passage = find_passage(kept, ["is the place of four words"])

    assert passage.prefix(kept, 2) == "e\u0301 "
    assert passage.suffix(kept, 2) == " "


@settings(deadline=None)
@given(st.integers(0, len(WORDS) - 1), st.integers(4, 60))
def test_words_of_the_article_find_themselves(first: int, count: int) -> None:
    last = WORDS[min(first + count, len(WORDS)) - 1]
    words = BODY[WORDS[first].start() : last.end()]
    assume(len(words.split()) >= 4 and BODY.count(words) == 1)

    passage = find_passage(ARTICLE, [words])

    assert (passage.start, passage.end) == (WORDS[first].start(), last.end())


@settings(deadline=None)
@given(st.integers(0, len(WORDS) - 5), st.integers(4, 30), st.integers(0), st.sampled_from("xжé"))
def test_changing_any_letter_of_a_passage_loses_it(
    first: int, count: int, place: int, letter: str
) -> None:
    start, end = WORDS[first].start(), WORDS[min(first + count, len(WORDS)) - 1].end()
    words = BODY[start:end]
    letters = [at for at in range(start, end) if BODY[at].isalpha() and BODY[at] != letter]
    at = letters[place % len(letters)]
    changed = keep("changed", BODY[:at] + letter + BODY[at + 1 :])
    assume(BODY.count(words) == 1)

    assert "is not in" in refusal(changed, words).message


@settings(deadline=None)
@given(HOSTILE)
def test_normalised_text_is_stable_and_leads_back_to_the_text_as_found(text: str) -> None:
    normalised = normalise(text)

    assert normalise(normalised.text).text == normalised.text
    assert unicodedata.is_normalized("NFC", normalised.text)
    assert len(normalised.starts) == len(normalised.ends) == len(normalised.text)
    assert list(normalised.starts) == sorted(normalised.starts)
    for at, character in enumerate(normalised.text):
        start, end = normalised.stretch(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert character in normalise(text[start:end]).text


@settings(deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_a_found_passage_says_the_quote_and_cuts_no_character(
    ahead: str, inside: str, behind: str
) -> None:
    body = f"{ahead}in four plain words {inside}and four more words{behind}"
    quote = f"in four plain words {inside}and four more words"
    try:
        passage = find_passage(keep("x", body), [quote])
    except BadQuote as bad:
        # A mark after the quote makes another letter of its last one.
        assert re.search("inside|occurs|is not in", bad.message)  # noqa: PT017
        return

    found = passage.exact(keep("x", body))
    assert normalise(found).text == normalise(quote).text
    assert not unicodedata.combining(body[passage.end : passage.end + 1] or " ")


@pytest.mark.parametrize(
    ("body", "quote", "found"),
    [
        ("Он сказа\u0301л им всё, что зна\u0301л, и ушёл", "им всё, что знал\u0301, и ушёл", None),
        ("Он все\u0308 и\u0306м сказал, что знал", "всё ӣм сказал, что знал", None),
        ("Он все\u0308 им сказал, что знал", "всё им сказал, что", "все\u0308 им сказал, что"),
        (
            "так\u00a0ска\u00adзал он это\ufeff вчера",
            "так сказал он это",
            "так\u00a0ска\u00adзал он это",
        ),
        (
            "אמר \u202bשָׁלוֹם לכל העולם\u202c אתמול",
            "שָׁלוֹם לכל העולם אתמול",
            "שָׁלוֹם לכל העולם\u202c אתמול",
        ),
        (
            "他说他不承认这些准国家实体的独立地位和主权要求等等",
            "他不承认这些准国家实体的独立地位和主权要求",
            "他不承认这些准国家实体的独立地位和主权要求",
        ),
        ("in four \u200b plain words", "in four plain words", "in four \u200b plain words"),
        ("see 👩\u200d👩\u200d👧 at the port today", "👧 at the port today", None),
        ("look at the port 👍\U0001f3fd today", "look at the port 👍", None),
        ("flags of both states 🇰🇿🇷🇺", "flags of both states 🇰", None),
        ("in four plain words of -\u1161\u200b", "in four plain words of -", None),
    ],
)
def test_writing_systems(body: str, quote: str, found: str | None) -> None:
    kept = keep("x", body)
    if found is None:
        assert refusal(kept, quote).message.startswith("the quote ")
    else:
        assert exact(kept, quote) == [found]


def test_a_short_quote_is_refused_with_its_counts() -> None:
    bad = refusal(ARTICLE, "DPR – and LPR")

    assert bad.message == "the quote is too short: 13 characters and 3 words"
    assert bad.hint == "quote at least 20 characters or 4 words"
    assert exact(ARTICLE, "since he supported Tokayev’s") == ["since he supported Tokayev’s"]
    assert exact(ARTICLE, "it will be chaos") == ["it will be chaos"]


@pytest.mark.parametrize("quote", [[], [""], [" \u200b "], ["– – – – – – – – – – – – – –"]])
def test_an_empty_quote_is_refused(quote: list[str]) -> None:
    assert refusal(ARTICLE, *quote).message == "the quote is empty"


def test_the_piece_at_fault_is_named() -> None:
    bad = refusal(ARTICLE, "the shipment of Kazakh oil", "mines")

    assert (bad.piece, bad.message) == (
        1,
        "piece 2 of the quote is too short: 5 characters and 1 word",
    )


def test_a_quote_that_is_not_there_shows_the_nearest_passage() -> None:
    bad = refusal(
        ARTICLE,
        "The very next day, the shipment of Kazak oil through the Russian port in the city of "
        "Novorossiysk was stopped",
    )

    assert bad.message == ("the quote is not in 'kyivpost-2022-06'; the nearest passage is in ¶7")
    assert bad.hint == (
        "there: … day, the shipment of [Kazakh] oil through the Russian port in [ ] Novorossiysk "
        "was [suspended]\n"
        "here:  … day, the shipment of [Kazak] oil through the Russian port in [the city of] "
        "Novorossiysk was [stopped]"
    )


def test_words_left_out_of_a_quote_are_shown() -> None:
    bad = refusal(ARTICLE, "He compared the unrest with a terrorist threat")

    assert bad.hint == (
        "there: He compared the unrest [in the country] with a terrorist threat\n"
        "here:  He compared the unrest [ ] with a terrorist threat"
    )


def test_a_quote_that_is_near_nothing_says_so() -> None:
    bad = refusal(ARTICLE, "Квазигосударственных территорий мы не признаём")

    assert bad.message == "the quote is not in 'kyivpost-2022-06', and nothing in it is near"
    assert refusal(keep("empty", ""), "four words of nothing").message.endswith(
        "nothing in it is near"
    )


def test_other_capital_letters_are_told() -> None:
    bad = refusal(ARTICLE, "the very next day, the shipment")

    assert bad.message == (
        "the quote is in ¶7 of 'kyivpost-2022-06' only with other capital letters"
    )
    assert bad.hint == (
        "there: [The] very next day, the shipment\nhere:  [the] very next day, the shipment"
    )


def test_pieces_out_of_order_are_told() -> None:
    bad = refusal(ARTICLE, "torpedoes and mines from the Second", "the shipment of Kazakh oil")

    assert bad.message == (
        "piece 2 of the quote stands in ¶7 of 'kyivpost-2022-06', before the end of piece 1"
    )
    assert bad.hint.startswith("the pieces are out of order")


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("nsequence that follows from it", "begins inside the word “consequence”"),
        ("The consequence that follow", "ends inside the word “follows”"),
        ("blocked 1,700 wagons in 2022 for 1", "ends inside the word “1.5”"),
        ("700 wagons in 2022 for", "begins inside the word “1,700”"),
    ],
)
def test_a_quote_that_cuts_a_word_is_told(quote: str, message: str) -> None:
    kept = keep(
        "x", "The consequence that follows from it.\nThey blocked 1,700 wagons in 2022 for 1.5 h."
    )

    assert message in refusal(kept, quote).message


def test_a_quote_that_occurs_twice_names_both_places() -> None:
    kept = keep(
        "x", "First he said that it was so, and left.\n\nThen he said that it was so again."
    )

    bad = refusal(kept, "he said that it was so")

    assert bad.message == (
        "the quote occurs twice in 'x': in ¶1 after “First” and before “, and left. Then”, "
        "and in ¶2 after “so, and left. Then” and before “again.”"
    )
    assert bad.hint == "add prefix or suffix, the words directly before or after it"


def test_prefix_or_suffix_settles_which_place_is_meant() -> None:
    kept = keep(
        "x", "First he said that it was so, and left.\n\nThen he said that it was so again."
    )
    words = "he said that it was so"
    start = kept.body.rindex(words)
    second = piece_at(kept, start, start + len(words))

    assert find_passage(kept, [words], prefix="Then ").pieces == (second,)
    assert find_passage(kept, [words], prefix="left. Then").pieces == (second,)
    assert find_passage(kept, [words], suffix="again").pieces == (second,)
    assert find_passage(kept, [words], suffix=", and").start == 6
    bad = refusal(kept, words, prefix="When")
    assert bad.message == "the quote is in 'x', but not directly beside its prefix"
    assert bad.hint.startswith("it stands in ¶1 after “First”")


def test_a_piece_counts_only_after_the_piece_before_it() -> None:
    kept = keep("x", "he said that it was so; she left in the evening; he said that it was so")

    passage = find_passage(kept, ["she left in the evening", "he said that it was so"])

    assert passage.end == len(kept.body)


STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=3)


@settings(deadline=None)
@given(st.lists(STRETCHES.filter(bool), max_size=5))
def test_segments_join_to_the_paragraph_and_name_exactly_who_covers_them(
    drawn: list[list[tuple[int, int]]],
) -> None:
    kept = keep("x", "One line that has many letters.\n\nAnother line that has even more letters.")
    last = len(kept.body)
    passages = [
        Passage("x", tuple(piece_at(kept, a, min(a + n, last)) for a, n in sorted(stretches)))
        for stretches in drawn
    ]

    for paragraph in kept.paragraphs:
        cut = segments(paragraph, passages)
        assert (
            "".join(kept.body[s.start : s.end] for s in cut)
            == (kept.body[paragraph.start : paragraph.end])
        )
        for segment in cut:
            for at in range(segment.start, segment.end):
                assert segment.users == tuple(
                    user
                    for user, passage in enumerate(passages)
                    if any(piece.start <= at < piece.end for piece in passage.pieces)
                )
    cited = {at for p in passages for piece in p.pieces for at in range(piece.start, piece.end)}
    assert coverage(kept, covered(passages)) == Coverage(
        sum(map(str.isalpha, kept.body)), sum(kept.body[at].isalpha() for at in cited)
    )


def test_a_million_characters_are_searched_in_time() -> None:
    filler = "The port was quiet, and nobody on the quay would say why it was so.\n"
    kept = keep("long", filler * 15_000 + BODY)

    assert exact(kept, "the shipment of Kazakh oil") == ["the shipment of Kazakh oil"]
    assert "nearest passage is in ¶15007" in refusal(kept, "the shipment of Kazak oil").message


@settings(max_examples=300)
@given(
    st.text("ab .", max_size=60).map(lambda text: normalise(text).text),
    st.text("ab .", min_size=1, max_size=9).map(lambda text: normalise(text).text.strip()),
    st.integers(0, 20),
)
def test_a_text_is_searched_by_its_words_as_if_from_end_to_end(
    text: str, piece: str, after: int
) -> None:
    assume(piece)
    everywhere = [at for at in range(after, len(text)) if text.startswith(piece, at)]

    assert list(searched(text).places(piece, after)) == everywhere
