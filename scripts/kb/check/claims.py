"""Rules: every claim says who claims it and what carries it."""

from collections.abc import Iterator

from kb.check.fixes import rename
from kb.check.walk import claims, evidence
from kb.manuscript import Manuscript
from kb.model import Claim, Evidence, KeptSource
from kb.problems import Problem

_MOST_WORDS = 25


def claim_without_support(manuscript: Manuscript) -> Iterator[Problem]:
    """Every claim has at least one piece of evidence that supports it."""
    for event, claim, claimed in claims(manuscript):
        if manuscript.is_broken("events", event, "claims", claim, "evidence"):
            continue
        if not any(piece.stance == "supports" for piece in claimed.evidence):
            at = manuscript.at("events", event, "claims", claim, "evidence")
            hint = "add who says so, or leave the claim out"
            yield Problem(at, f"nothing supports the claim '{claim}'", hint)


def claim_without_speaker(manuscript: Manuscript) -> Iterator[Problem]:
    """What was said or denied, and every opinion, is somebody's."""
    for event, claim, claimed in claims(manuscript):
        path = ("events", event, "claims", claim)
        needs_one = claimed.kind in ("said", "denied", "opinion")
        if needs_one and not claimed.by and not manuscript.is_broken(*path, "by"):
            message = f"the claim '{claim}' is '{claimed.kind}' and names nobody"
            hint = "write 'by' with the actor who says it"
            yield Problem(manuscript.at(*path, "kind"), message, hint)


def stray_denial(manuscript: Manuscript) -> Iterator[Problem]:
    """Only a denial denies a claim."""
    for event, claim, claimed in claims(manuscript):
        if claimed.denies and claimed.kind != "denied":
            at = manuscript.at("events", event, "claims", claim, "denies")
            message = f"the claim '{claim}' is '{claimed.kind}' and has 'denies'"
            yield Problem(at, message, "write 'kind: denied', or leave 'denies' out")


def same_evidence(manuscript: Manuscript) -> Iterator[Problem]:
    """Two claims of one event do not rest on exactly the same evidence."""
    first: dict[tuple[str, frozenset[object]], str] = {}
    for event, claim, claimed in claims(manuscript):
        path = ("events", event, "claims", claim, "evidence")
        if manuscript.is_broken(*path):
            continue
        other = first.setdefault((event, _pieces(claimed)), claim)
        if other != claim:
            message = f"the claims '{other}' and '{claim}' rest on exactly the same evidence"
            hint = "one claim is enough, or give each the words that carry it"
            yield Problem(manuscript.at(*path), message, hint)


def empty_evidence(manuscript: Manuscript) -> Iterator[Problem]:
    """Every piece of evidence holds a quote, words or a report."""
    for path, _, piece in evidence(manuscript):
        is_refused = any(manuscript.is_broken(*path, key) for key in ("quote", "words", "reports"))
        if not (piece.quote or piece.words or piece.reports or is_refused):
            at = manuscript.at(*path, "source")
            message = f"the evidence from '{piece.source}' says nothing"
            yield Problem(at, message, "add 'quote', 'words' or 'reports'")


def quote_not_kept(manuscript: Manuscript) -> Iterator[Problem]:
    """A quote is from a source whose text is kept, where it can be found again."""
    for path, _, piece in evidence(manuscript):
        source = manuscript.sources.get(piece.source)
        if piece.quote and source and not isinstance(source, KeptSource):
            message = f"the text of '{piece.source}' is not kept here, so no quote can be checked"
            yield Problem(
                manuscript.at(*path, "quote"), message, "write 'words' instead of 'quote'"
            )


def words_from_kept(manuscript: Manuscript) -> Iterator[Problem]:
    """Words from a kept source are quoted, so that they are checked."""
    for path, _, piece in evidence(manuscript):
        if piece.words and isinstance(manuscript.sources.get(piece.source), KeptSource):
            message = f"the text of '{piece.source}' is kept here, and these words are not checked"
            fix = rename(manuscript, (*path, "words"), "quote")
            hint = "write 'quote' instead of 'words'"
            yield Problem(manuscript.at(*path, "words"), message, hint, fix=fix)


def words_not_read(manuscript: Manuscript) -> Iterator[Problem]:
    """Words are given only from what was read here."""
    for path, _, piece in evidence(manuscript):
        source = manuscript.sources.get(piece.source)
        if piece.words and source and source.read == "none":
            message = f"'{piece.source}' was not read here, and these are its words"
            hint = "name the source that was read, with 'via', or write 'reports'"
            yield Problem(manuscript.at(*path, "words"), message, hint)


def long_words(manuscript: Manuscript) -> Iterator[Problem]:
    """Words from a source that is not kept are at most 25."""
    for path, _, piece in evidence(manuscript):
        count = _count(piece.words or "")
        if count > _MOST_WORDS:
            message = f"'words' has {count} words, and {_MOST_WORDS} are the most"
            yield Problem(manuscript.at(*path, "words"), message, "mark what is left out with '…'")


def untranslated_words(manuscript: Manuscript) -> Iterator[Problem]:
    """Words in another language have our translation beside them."""
    for path, _, piece in evidence(manuscript):
        language = language_of(manuscript, piece)
        is_refused = manuscript.is_broken(*path, "translation")
        is_foreign = bool(language) and language.split("-")[0].lower() != "en"
        if piece.words and is_foreign and not (piece.translation or is_refused):
            message = f"these words are in '{language}' and have no translation"
            yield Problem(manuscript.at(*path, "words"), message, "add 'translation'")


def context_without_quote(manuscript: Manuscript) -> Iterator[Problem]:
    """`prefix` and `suffix` stand beside a quote."""
    for path, _, piece in evidence(manuscript):
        if piece.quote or manuscript.is_broken(*path, "quote"):
            continue
        for key in ("prefix", "suffix"):
            if getattr(piece, key):
                message = f"'{key}' stands without a quote"
                yield Problem(manuscript.key_at(*path, key), message, "add 'quote', or delete it")


def language_of(manuscript: Manuscript, piece: Evidence) -> str:
    """Return the language of a piece of evidence, its own or its source's; nothing if unknown."""
    source = manuscript.sources.get(piece.source)
    return piece.lang or (source.language if source else "")


def _pieces(claim: Claim) -> frozenset[object]:
    """Return what the claim rests on; stance and speaker make a piece another one."""
    return frozenset(
        (piece.source, piece.quote, piece.words, piece.reports, piece.stance, piece.speaker)
        for piece in claim.evidence
    )


def _count(words: str) -> int:
    return sum(1 for word in words.replace("…", " ").split() if any(map(str.isalnum, word)))
