"""Markdown -> nothing but marked-up text: what `plaintext` reads.

This is no Markdown processor. It knows what our templates write, all of whose printed text has its
signs as numeric references, and takes what else a team may write in its own pages for text.
"""

import re

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_FENCE = re.compile(r"^(```+|~~~+)[^\n]*\n(.*?)^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t#]*(?:\{([^{}\n]*)\})?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$\n?", re.MULTILINE)
_ROW = re.compile(r"^\|(.*)\|[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*([-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]*)(?:[ \t]+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*]*?\S)\*\*|\*(?=[^\s*])([^*\n]*?[^\s*])\*")


def as_markup(page: str) -> str:
    """Return the body of a page without front matter and drawings; only tags are markup."""
    text = page.replace("\r\n", "\n")
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2] or text
    text = _DRAWING.sub("", text) if "<svg" in text else text
    text = _FENCE.sub(lambda found: f"<pre>{_literal(found[2])}</pre>", text)
    text = _CODE.sub(lambda found: _literal(found[2]), text)
    text = _AUTOLINK.sub(r"&lt;\1&gt;", text)
    text = _HEADING.sub(_heading, text)
    text = _ROW.sub(_row, _RULE.sub("", text))
    text = _ITEM.sub(_item, text)
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    return _STRONG.sub(lambda found: found[1] or found[2], text)


def _literal(text: str) -> str:
    """Return the text so that no sign of it is taken for markup."""
    return re.sub(r"[^\w\s]", lambda found: f"&#{ord(found[0])};", text)


def _heading(found: re.Match[str]) -> str:
    level, classes = len(found[1]), re.findall(r"\.([\w-]+)", found[3] or "")
    return f'<h{level} class="{" ".join(classes)}">{found[2]}</h{level}>'


def _row(found: re.Match[str]) -> str:
    cells = "".join(f"<td>{cell.strip()}</td>" for cell in found[1].split("|"))
    return f"<tr>{cells}</tr>"


def _item(found: re.Match[str]) -> str:
    return f"<br>{'-' if found[1] in '-*+' else found[1]} "
