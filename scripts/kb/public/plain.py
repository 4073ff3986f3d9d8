"""Prose -> its words, for whatever shows neither marks nor links."""

from kb.dossier import ClaimMark, CrossLink, Prose, Text


def plain(prose: Prose) -> str:
    """Return the words of the prose, without its marks."""
    return " ".join("".join(map(_words, prose)).split())


def _words(span: Text | ClaimMark | CrossLink) -> str:
    match span:
        case Text(text):
            return text
        case CrossLink(words):
            return words
        case ClaimMark():
            return ""
