"""Prose: text, marks and links, cut without loss; sentences end at their stops."""

from hypothesis import given
from hypothesis import strategies as st

from kb.prose import Link, Mark, Words, closing_marks, outside_quotes, plain, sentences, spans


def test_marks_and_links_are_found() -> None:
    text = "He spoke [not-recognised], and [a reply](putin-historical-russia) came [a/b]."

    assert spans(text) == (
        Words("He spoke "),
        Mark("not-recognised", "[not-recognised]"),
        Words(", and "),
        Link("a reply", "putin-historical-russia", "[a reply](putin-historical-russia)"),
        Words(" came "),
        Mark("a/b", "[a/b]"),
        Words("."),
    )


def test_anything_else_is_text() -> None:
    for text in ("[Not an id]", "[a b]", "*x* <b> [", "[]", "a ] b"):
        assert spans(text) == (Words(text),)


def test_sentences_end_at_their_stops_and_not_at_abbreviations() -> None:
    text = "In St. Petersburg J. Smith spoke [a]. “Did he?” He did [b] [c]! Nobody replied"

    assert sentences(text) == (
        "In St. Petersburg J. Smith spoke [a].",
        "“Did he?”",
        "He did [b] [c]!",
        "Nobody replied",
    )


def test_closing_marks_stand_before_the_stop() -> None:
    assert closing_marks("He said it [a] [b/c].") == ("a", "b/c")
    assert closing_marks("He [a] said it.") == ()
    assert closing_marks("He said [it](a).") == ()


def test_plain_text_has_no_marks() -> None:
    assert plain("He said it [a] [b], and [so](c) on.") == "He said it, and so on."


def test_our_own_voice_is_what_stands_outside_quotation_marks() -> None:
    assert "blatant" not in outside_quotes("It saw “blatant disrespect” there.")
    assert "there" in outside_quotes("It saw “blatant disrespect” there.")


@given(st.text(alphabet="ab-[]()/. “”\n", max_size=60))
def test_spans_lose_nothing(text: str) -> None:
    written = (span.text if isinstance(span, Words) else span.written for span in spans(text))

    assert "".join(written) == text


@given(st.text(alphabet="abA.!? “”[]", max_size=60))
def test_sentences_lose_no_word(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
