"""Hedges: which words hedge in which language, and in which texts they are looked for."""

import hashlib
from pathlib import Path

import pytest

from kb.check import check, hedges
from kb.problems import Problem
from kb.read.load import load_manuscript

TEXT = (
    "The store burnt to the ground, it is said, by lightning. Nobody was hurt in the fire. "
    "The watchman, a J. Smith, was reportedly asleep when the flames broke out. The roof fell in."
)
HEADER = "publisher: Log\nurl: https://example.org/\nlanguage: en\nkind: newspaper\n"
TIMELINE = """\
dossier: {{title: T, lede: L, focus: 1911, contact: C}}
actors: {{mayor: {{name: Mayor, kind: person}}}}
events:
  fire:
    title: A fire
    when: 1911
    claims:
      burnt:
        text: It burnt.
        kind: {kind}
        by: mayor
        evidence:
          - {{source: gazette, reports: It burnt.}}
          - {piece}
"""
GAZETTE = "gazette: {{publisher: G, language: {language}, kind: newspaper, read: full}}\n"


def problems(
    folder: Path, piece: str, kind: str = "happened", language: str = "en"
) -> list[Problem]:
    """What the rules about hedges say of one piece of evidence."""
    (folder / "sources").mkdir()
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    log = f"---\n{HEADER}sha256: {sha256}\n---\n{TEXT}"
    (folder / "sources" / "log.md").write_text(log, "utf-8")
    references = GAZETTE.format(language=language)
    (folder / "sources" / "references.yaml").write_text(references, "utf-8")
    text = TIMELINE.format(kind=kind, piece=piece)
    (folder / "timeline.yaml").write_text(text, "utf-8")
    manuscript, refused = load_manuscript(folder)
    assert refused == []
    assert manuscript is not None
    return check(manuscript, [hedges.hedged_passage, hedges.stray_hedge])


def told(found: list[Problem]) -> list[str]:
    return [problem.message.partition(" hedges")[0] for problem in found]


@pytest.mark.parametrize(
    ("language", "words", "hedge"),
    [
        ("en", "The store Reportedly burnt", "Reportedly"),
        ("en-GB", "It is understood to have burnt", "understood to have"),
        ("en", "The fire was said to have begun at night", "said to have"),
        ("en", "According to unconfirmed reports, it burnt", "unconfirmed"),
        ("en", "The alleged fire", "alleged"),
        ("ru", "Склад якобы сгорел", "якобы"),
        ("ru", "По неподтверждённым данным, сгорел", "неподтверждённым"),
        ("ru", "По неподтвержденной информации", "неподтвержденной"),
        ("ru", "Склад, по-видимому, сгорел", "по-видимому"),
        ("ru-KZ", "Предположительно, сгорел склад", "Предположительно"),
        ("kk", "Қойма болжам бойынша өртенді", "болжам бойынша"),
        ("kk", "Бұл дәлелденбегендіктен", "дәлелденбегендіктен"),
        ("kk", "Айтылуынша, қойма өртенді", "Айтылуынша"),
        ("uk", "Склад нібито згорів", "нібито"),
        ("uk", "Ймовірно, склад згорів", "Ймовірно"),
        ("uk", "За непідтвердженими даними", "непідтвердженими"),
        ("uk", "Склад начебто згорів", "начебто"),
    ],
)
def test_a_word_that_hedges_is_named(language: str, words: str, hedge: str, tmp_path: Path) -> None:
    piece = f'{{source: gazette, words: "{words}"}}'
    assert told(problems(tmp_path, piece, language=language)) == [f"'{hedge}'"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "It may, and could, have been about a fire; he said it was unlikely"),
        ("en", "The theft was reported to the police, which was said at the time"),
        ("ru", "Маловероятно, что стало возможно нечто похожее; вероятностная модель"),
        ("uk", "Неймовірно: пожежа могла статися приблизно о пів на другу"),
        ("kk", "Қойма шамамен түнде өртенуі мүмкін"),
        ("de", "Das Lager brannte angeblich; reportedly"),
        ("und", "reportedly якобы"),
        ("uk", "якобы"),
    ],
)
def test_other_words_and_other_languages_are_left_alone(
    language: str, words: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, f'{{source: gazette, words: "{words}"}}', language=language) == []


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("{source: gazette, words: Сгорел, lang: ru, translation: It supposedly burnt}", 1),
        ("{source: gazette, words: Якобы сгорел, lang: ru, translation: It burnt}", 1),
        ("{source: gazette, words: Якобы сгорел, translation: It burnt}", 0),
        ("{source: gazette, reports: Says that it perhaps burnt.}", 1),
        ("{source: gazette, reports: 'Says [so](perhaps) [probably].'}", 0),
        ("{source: log, quote: 'burnt to the ground, it is said'}", 1),
        ("{source: log, quote: The store burnt to the ground}", 1),
        ("{source: log, quote: [The store burnt to the, by lightning. Nobody]}", 1),
        ("{source: log, quote: Nobody was hurt in the fire}", 0),
        ("{source: log, quote: asleep when the flames broke out}", 1),
        ("{source: log, quote: 'out. The roof fell in.'}", 1),
    ],
)
def test_a_hedge_is_found_in_what_is_quoted_told_and_translated(
    piece: str, found: int, tmp_path: Path
) -> None:
    assert len(problems(tmp_path, piece)) == found


def test_a_hedge_beside_the_quote_is_told_at_the_quote(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "{source: log, quote: The store burnt to the ground}")

    assert problem.message == (
        "beside the quote, in its sentence, 'it is said' hedges, "
        "and the claim 'burnt' is 'happened'"
    )
    assert str(problem.at) == "timeline.yaml:14:34"


def test_a_hedge_in_a_piece_of_the_quote_is_told_at_the_word(tmp_path: Path) -> None:
    (problem,) = problems(
        tmp_path, "{source: log, quote: [The store burnt to the, 'ground, it is said, by']}"
    )

    assert str(problem.at) == "timeline.yaml:14:68"


@pytest.mark.parametrize("kind", ["said", "denied", "planned", "opinion"])
def test_only_what_happened_needs_a_plain_passage(kind: str, tmp_path: Path) -> None:
    assert problems(tmp_path, "{source: gazette, words: Allegedly burnt}", kind) == []


@pytest.mark.parametrize("stance", ["disputes", "qualifies", "silent"])
def test_only_what_supports_needs_to_be_plain(stance: str, tmp_path: Path) -> None:
    piece = f"{{source: gazette, words: Allegedly burnt, stance: {stance}}}"
    assert problems(tmp_path, piece) == []


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("{source: gazette, words: Reportedly burnt, hedge: Of the hour.}", 0),
        ("{source: log, quote: The store burnt to the ground, hedge: Of the cause.}", 0),
        ("{source: gazette, words: It burnt, hedge: Of the hour.}", 1),
        ("{source: gazette, words: Perhaps, hedge: Of the hour., stance: disputes}", 1),
    ],
)
def test_a_reason_stands_only_where_a_word_hedges(piece: str, found: int, tmp_path: Path) -> None:
    rules = [problem.rule for problem in problems(tmp_path, piece)]
    assert rules == ["stray-hedge"] * found
