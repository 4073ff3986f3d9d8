"""A word that mixes letters that look alike is told, and no word that people write is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.fields import malformed_slug
from kb.lookalikes import mixed_words

ALPHABETS = (
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ӘҒҚҢӨҰҮҺІәғқңөұүһіАаЕеОоРрСсХхУу",
    "ҐЄІЇґєії’АаЕеОоРрСсХхУуЎў",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßçğışñéàæœåøłżćěřůžâ",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψως",
)


@given(st.one_of(*(st.text(f"{letters} -.") for letters in ALPHABETS)))
def test_a_text_of_one_alphabet_mixes_nothing(text: str) -> None:
    assert list(mixed_words(text)) == []


@pytest.mark.parametrize(
    "text", ["COVIDом", "IT-компания", "iPhone’ы", "5 μm", "кВт·h", "VIPы", "Σigma", "Wi-Fiем"]
)
def test_a_word_that_no_one_script_can_write_is_left_alone(text: str) -> None:
    assert list(mixed_words(text)) == []


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Tоkayev", "Tokayev"),
        ("Тоkayev", "Tokayev"),
        ("Тoкaeв", "Токаев"),
        ("Қaзақcтан", "Қазақстан"),
        ("Κiev", "Kiev"),
    ],
)
def test_a_mixed_word_is_read_as_it_looks(text: str, likely: str) -> None:
    assert [mixed.likely for mixed in mixed_words(f"x {text}, y")] == [likely]


def test_an_id_in_the_letters_of_another_script_is_read_as_it_looks() -> None:
    assert malformed_slug("tоkayev") == "tokayev"
    assert malformed_slug("токаев") == ""
