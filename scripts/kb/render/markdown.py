"""Text from people -> Markdown that renders as that text, in a page or its front matter."""

import json
import re
from collections.abc import Iterator

from kb.dossier import ClaimMark, CrossLink, Prose, Text

_SIGN = re.compile(r"""[\\`*_{}\[\]<>#|!&~^=$@"]""")
"""Of inline marks, links, tables, attributes, raw HTML."""
_COLON = re.compile(r":(?=[^\s\d])")
"""Of `:smile:` and whatever else one starts."""
_BEGIN = re.compile(r"(\d{1,4}(?=[.)])|(?=[-+?])).")
"""Of lists, rules and underlines."""
_UNSHOWN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""What no page can show, or what turns the text after it round; a kept source may hold it."""
_SPACES = re.compile(r"\s+")
_BROKEN_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_as_json = json.JSONEncoder(ensure_ascii=False).encode
_INNER_QUOTES = str.maketrans("“”", "‘’")
_STOP = re.compile(r"[.,;:!?…”’»)]+")


def md(text: str) -> str:
    """Return Markdown, good in raw HTML and attributes too, that renders as exactly `text`.

    Backslashes would not do: Python-Markdown leaves many of them standing. White space becomes
    one space; what cannot be shown, or makes a reader read otherwise, is named as in ⟨U+202E⟩.
    """
    if "  " in text or not text.isprintable():  # as no white space is but the plain one
        text = _UNSHOWN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", _SPACES.sub(" ", text))
    if _SIGN.search(text):
        text = _SIGN.sub(_reference, text)
    if ":" in text:
        text = _COLON.sub("&#58;", text)
    if begun := _BEGIN.match(text):
        text = f"{begun[1]}{_reference(begun)}{text[begun.end() :]}"
    return text


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0][-1])};"


def preformatted(text: str) -> str:
    """Return Markdown, good in a `pre` of raw HTML, that renders as `text` line for line."""
    lines = ((line, line.lstrip(" ")) for line in text.splitlines())
    return "\n".join(f"{' ' * (len(line) - len(words))}{md(words)}" for line, words in lines)


def inside_quotes(text: str) -> str:
    """Return a title as it stands within “ ”: the quotation marks of its own are single."""
    return text.translate(_INNER_QUOTES)


def yaml_text(text: str) -> str:
    """Return `text` on one line as a quoted scalar that is the same in JSON and YAML."""
    quoted = _as_json(" ".join(text.split()))
    if quoted.isprintable():  # as nothing is that breaks it
        return quoted
    return _BROKEN_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def typeset(prose: Prose) -> tuple[Text | ClaimMark | CrossLink, ...]:
    """Return the prose with raised numbers after the stop that follows, as printers set them."""
    return tuple(_typeset(prose))


def _typeset(prose: Prose) -> Iterator[Text | ClaimMark | CrossLink]:
    marks: list[ClaimMark] = []
    for span in prose:
        if isinstance(span, ClaimMark):
            marks.append(span)
            continue
        if marks and isinstance(span, Text):
            if not span.text.strip():
                continue
            stop = _STOP.match(span.text.lstrip())
            if stop:
                yield Text(stop[0])
                span = Text(span.text.lstrip()[stop.end() :])  # noqa: PLW2901
        yield from marks
        marks.clear()
        yield span
    yield from marks
