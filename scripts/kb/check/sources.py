"""Rules: sources are kept as they were found, and say plainly what they are."""

import hashlib
import re
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, urlsplit

from kb.check.fixes import rename, retype, without_line
from kb.check.reckoning import is_day, parsed
from kb.check.walk import evidence, named
from kb.dates.when import When
from kb.lookalikes import mixed_words
from kb.manuscript import Manuscript
from kb.model import KeptSource
from kb.nearest import near_hint
from kb.node import Path, Scalar
from kb.problems import Location, Problem

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\"'<>\\^`{|}]")
_FIRST_DIGITS = 12
_SENTENCE = re.compile(r"S[1-9][0-9]*")


def changed_text(manuscript: Manuscript) -> Iterator[Problem]:
    """The kept text of a source is, byte for byte, the one that was found."""
    for source, kept in manuscript.kept.items():
        cited = manuscript.sources[source]
        now = hashlib.sha256(kept.body.encode()).hexdigest()
        if isinstance(cited, KeptSource) and cited.sha256 != now:
            was, is_now = cited.sha256[:_FIRST_DIGITS], now[:_FIRST_DIGITS]
            message = f"the text of '{source}' has changed: its hash is '{is_now}…', not '{was}…'"
            hint = f"restore the text; if the source itself was corrected, write\nsha256: {now}"
            yield Problem(manuscript.at("sources", source, "sha256"), message, hint)


def unsafe_url(manuscript: Manuscript) -> Iterator[Problem]:
    """An address is one that a reader can follow without harm."""
    for source, cited in manuscript.sources.items():
        for key, url in (("url", cited.url), ("archive", cited.archive)):
            if url and (truth := url_fault(url)):
                hint = "write the address as a browser shows it, from https:// or http:// on"
                at = manuscript.at("sources", source, key)
                bare = url.strip("<>\"'")
                fix = retype(
                    manuscript.scalar("sources", source, key), "" if url_fault(bare) else bare
                )
                yield Problem(at, f"the address '{url}' {truth}", hint, fix=fix)


def gone_without_address(manuscript: Manuscript) -> Iterator[Problem]:
    """Only what has an address can be gone from it."""
    for source, cited in manuscript.sources.items():
        if cited.gone and not cited.url and not manuscript.is_broken("sources", source, "url"):
            message = f"'{source}' is 'gone' and has no address that it could be gone from"
            hint = "add as 'url' the address that no longer answers, or delete 'gone'"
            yield Problem(manuscript.key_at("sources", source, "gone"), message, hint)


def gone_without_day(manuscript: Manuscript) -> Iterator[Problem]:
    """Whoever finds an address dead says on which day."""
    for source, cited in manuscript.sources.items():
        if cited.gone and not is_day(cited.gone):
            message = "the day on which the address no longer answered is not given"
            hint = "write the day on which you tried it, such as 2024-03-01"
            yield Problem(manuscript.at("sources", source, "gone"), message, hint)


def gone_before_published(manuscript: Manuscript) -> Iterator[Problem]:
    """Nothing is gone before it is there."""
    for source, cited in manuscript.sources.items():
        gone = parsed(cited.gone) if cited.gone else None
        published = parsed(cited.published) if cited.published else None
        if not (isinstance(gone, When) and isinstance(published, When)):
            continue
        if gone.latest and published.earliest and gone.latest < published.earliest:
            message = f"'{source}' is gone ('{gone.typed}') before it is published"
            hint = f"it was published '{published.typed}'; which of the two is wrong?"
            yield Problem(manuscript.at("sources", source, "gone"), message, hint)


def official_and_state(manuscript: Manuscript) -> Iterator[Problem]:
    """`state` is for outlets; an official source is the state already."""
    for source, cited in manuscript.sources.items():
        if cited.state and cited.kind == "official":
            at = manuscript.at("sources", source, "state")
            message = f"'{source}' is 'official' and has 'state: true'"
            yield Problem(at, message, "delete 'state', or write what kind of outlet it is")


def unread_but_kept(manuscript: Manuscript) -> Iterator[Problem]:
    """A source whose text is kept here was read here."""
    for source in manuscript.kept:
        if manuscript.sources[source].read == "none":
            message = f"the text of '{source}' is kept here and 'read' is 'none'"
            path = ("sources", source, "read")
            fix = without_line(manuscript, path)
            yield Problem(manuscript.at(*path), message, "delete 'read'", fix=fix)


def language_tag(manuscript: Manuscript) -> Iterator[Problem]:
    """A language is written as a short code."""
    for typed, at, language in _languages(manuscript):
        if not _LANGUAGE.fullmatch(language):
            hint = "two or three small letters, such as kk, ru or en-GB; 'und' where unknown"
            fix = retype(typed, _as_code(language))
            yield Problem(at, f"'{language}' is not a language code", hint, fix=fix)


def guide_without_text(manuscript: Manuscript) -> Iterator[Problem]:
    """A guide stands beside the text that it reads."""
    for source in manuscript.guides:
        is_kept = isinstance(manuscript.sources.get(source), KeptSource)
        is_refused = source in manuscript.known["sources"] and source not in manuscript.sources
        if not is_kept and not is_refused:
            hint = near_hint(source, manuscript.kept) or f"keep the text as sources/{source}.md"
            message = f"a guide reads '{source}', whose text is not kept here"
            yield Problem(manuscript.at("guides", source), message, hint)


def sentence_number(manuscript: Manuscript) -> Iterator[Problem]:
    """Sentences of a kept text are called S1, S2 and so on."""
    places: list[tuple[Path, str]] = [
        (("guides", source, sentence), sentence)
        for source, guide in manuscript.guides.items()
        for sentence in guide
    ]
    for source, cited in manuscript.sources.items():
        excused = cited.excused if isinstance(cited, KeptSource) else {}
        places += [(("sources", source, "excused", sentence), sentence) for sentence in excused]
    for path, sentence in places:
        if not _SENTENCE.fullmatch(sentence):
            message = f"'{sentence}' is no number of a sentence"
            number = re.fullmatch(r"[sS]? ?([1-9][0-9]*)\.?", sentence)
            fix = rename(manuscript, path, f"S{number[1]}") if number else ()
            hint = "write S and the number, such as S7"
            yield Problem(manuscript.key_at(*path), message, hint, fix=fix)


def url_fault(url: str) -> str:
    """Return what is wrong with an address, or nothing."""
    if found := _UNSAFE.search(url):
        return f"holds the character U+{ord(found[0]):04X}"
    try:
        parts = urlsplit(url)
        has_port = parts.port is not None
    except ValueError:
        return "is no address"
    if parts.scheme.lower() not in ("http", "https"):
        return f"begins with '{parts.scheme}:'" if parts.scheme else "does not begin with https://"
    if has_port and not parts.port:
        return "names a port that no server has"
    return _host_fault(parts)


def _host_fault(parts: SplitResult) -> str:
    if not parts.hostname:
        return "names no host"
    if parts.username is not None or parts.password is not None:
        return "holds a user name"
    if mixed := next(mixed_words(parts.hostname), None):
        return f"names a host with '{mixed.letter}' among {mixed.script} letters"
    return ""


def site_fault(url: str) -> str:
    """Return what is wrong with an address below which others stand, or nothing."""
    found = re.search("[?#]", url)
    return url_fault(url) or (f"holds '{found[0]}', and addresses go on behind it" if found else "")


def _as_code(language: str) -> str:
    """Return the code with its capitals and hyphens set right, or nothing where it is none."""
    subtags = re.split("[-_]", language)
    cases: dict[int, Callable[[str], str]] = {2: str.upper, 4: str.title}
    code = "-".join([subtags[0].lower(), *(cases.get(len(tag), str)(tag) for tag in subtags[1:])])
    return code if _LANGUAGE.fullmatch(code) else ""


def _languages(manuscript: Manuscript) -> Iterator[tuple[Scalar | None, Location, str]]:
    """Yield each language as typed, with its place."""
    for source, cited in manuscript.sources.items():
        path: Path = ("sources", source, "language")
        yield manuscript.scalar(*path), manuscript.at(*path), cited.language
    for path, record in named(manuscript):
        for language in record.names:
            key = (*path, "names", language)
            yield manuscript.key(*key), manuscript.key_at(*key), language
    for path, _, piece in evidence(manuscript):
        if piece.lang:
            key = (*path, "lang")
            yield manuscript.scalar(*key), manuscript.at(*key), piece.lang
