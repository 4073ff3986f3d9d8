"""Text from people -> Markdown that GitHub shows as exactly that text, whoever wrote it.

A report is posted where names are pinged and numbers become links, and its text may come from
strangers. So what Markdown or HTML would read is written by number, and an invisible space stands
where GitHub looks for names, issues, commits, addresses and emoji, once numbers were read.
"""

import re
from textwrap import wrap

from markupsafe import Markup

from kb.unseen import UNSEEN

_ACTIVE = re.compile(
    r"""[\\`*_{}\[\]<>#|&~^$@"]"""  # marks, links, tables, raw HTML
    r"|^[-+=:]|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)|(?<=^\d{3})[.)](?=\s|$)"  # lists
)
_UNSEEN = re.compile(rf"[{UNSEEN}\s]+")
_LINKED = re.compile(
    r"(?<=[@#])(?=\w)"  # @name, #12
    r"|(?<=\b[Gg][Hh]-)(?=\d)"  # GH-12
    r"|(?<=:)(?=[A-Za-z/_+-]|\d+\w*:)"  # https://…, :smile:
    r"|(?<=\b[Ww][Ww][Ww])(?=\.)"
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,40}\b")
"""Six digits name no commit."""
_MARK = "\u200b"
_ESCAPED_MARK = "&#8203;"


def shown(text: str) -> Markup:
    """Return the text on one line, so that it pings nobody, links nothing and ends no markup."""
    line = _COMMIT.sub(lambda found: _MARK.join(wrap(found[0], 6)), _UNSEEN.sub(" ", text))
    marked = _LINKED.sub(_MARK, line)
    return Markup(_escaped(marked).replace(_MARK, _ESCAPED_MARK))


def code(text: str) -> Markup:
    """Return an id or an address as code, in which GitHub looks for nothing."""
    return Markup(f"<code>{_escaped(_UNSEEN.sub(' ', text))}</code>")


def link(words: str, address: str) -> Markup:
    """Return words that lead to an address; the words alone where there is none."""
    if not address:
        return shown(words)
    return Markup(f'<a href="{_escaped(_UNSEEN.sub("", address))}">{shown(words)}</a>')


def cut(text: str, length: int) -> str:
    """Return the text, or as much of it as `length` characters hold, in whole words."""
    if len(text) <= length:
        return text
    return f"{text[:length].rpartition(' ')[0] or text[:length]} …"


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda found: "".join(f"&#{ord(each)};" for each in found[0]), text)
