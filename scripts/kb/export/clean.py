"""Any text -> what XML and calendars can hold: neither has a way to write a control character."""

import re

_UNHELD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0 holds none of C0, RFC 5545 no control character at all; C1 is in nobody’s text."""
_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """Return the text with its line breaks as line feeds, and U+FFFD for what cannot be held.

    A text that holds neither control characters nor other breaks comes out as it is.
    """
    return _UNHELD.sub(_REPLACED, _BREAK.sub("\n", text))
