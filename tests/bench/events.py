"""An event of an invented dossier, by its number: claims, evidence, and where accounts part."""

from tests.bench.size import Size
from tests.bench.sources import KEPT, entry, is_quoting, is_russian, publisher
from tests.bench.speech import name_of, speech
from tests.bench.yaml_lines import Record, Value

_ROLES = ("speaker", "host", "witness", "guest")


def event(number: int, size: Size) -> Record:
    """Return an event; accounts part about one in eight, and one in three follows another."""
    parting = number % 8 == 0
    record: dict[str, Value] = {
        "title": speech("title", number, 7),
        "when": size.when(number),
        "place": f"place-{number % size.places}",
        "actors": {f"actor-{n}": role for n, role in zip(size.cast(number), _ROLES, strict=True)},
        "topics": [f"topic-{number % size.topics}"],
        "summary": _summary(number, size),
        "claims": _claims(number, size) | (_rivals(number, size) if parting else {}),
    }
    if parting:
        record["questions"] = {"which": _question(number, size)}
    if number % 3 == 1:
        record["follows"] = {"earlier": {"event": f"event-{number - 1}", "how": "next"}}
    return record


def _summary(number: int, size: Size) -> str:
    told = f"{speech('first', number, 14)} [took-place]."
    speaker = name_of(size.cast(number)[0])
    return f"{told} {speaker} said {speech('then', number, 12).lower()} [statement]."


def _claims(number: int, size: Size) -> dict[str, Value]:
    first, second = size.pair(number)
    return {
        "took-place": {
            "text": f"{speech('claim', number, 12)}.",
            "kind": "happened",
            "evidence": [_report(first, "reports", number), _report(second, "confirms", number)],
        },
        "statement": {
            "text": f"{speech('said', number, 12)}.",
            "kind": "said",
            "by": f"actor-{size.cast(number)[0]}",
            "evidence": [_quote(number) if is_quoting(number) else _words(first, number)],
        },
    }


def _rivals(number: int, size: Size) -> dict[str, Value]:
    return {
        claim: {
            "text": f"{speech(claim, number, 9)}.",
            "kind": "happened",
            "evidence": [_report(reference, f"{claim} holds", number)],
        }
        for claim, reference in zip(
            ("one-account", "another-account"), size.pair(number), strict=True
        )
    }


def _question(number: int, size: Size) -> Record:
    voice = publisher(size.pair(number)[0])
    return {
        "ask": f"{speech('ask', number, 7)}?",
        "answers": ["one-account", "another-account"],
        "exclusive": True,
        "shown": "one-account",
        "because": f"{speech('because', number, 8)}.",
        "settle": f"{speech('settle', number, 8)}.",
        "cite": f"{voice} holds that {speech('cite', number, 8).lower()} [one-account].",
    }


def _report(reference: int, use: str, number: int) -> Record:
    return {"source": f"reference-{reference}", "reports": f"{speech(use, number, 12)}."}


def _words(reference: int, number: int) -> Record:
    cyrillic = is_russian(reference)
    words = speech("words", number, 14, cyrillic=cyrillic)
    translation = {"translation": speech("translation", number, 14)} if cyrillic else {}
    return {"source": f"reference-{reference}", "words": words, **translation}


def _quote(number: int) -> Record:
    return {"source": KEPT, "quote": entry(number)}
