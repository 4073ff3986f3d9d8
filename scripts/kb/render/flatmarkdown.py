"""Markdown -> nothing but marked-up text: what `plaintext` reads.

This is no Markdown processor. It knows what our templates write, all of whose printed text has its
signs as numeric references, and takes what else a team may write in its own pages for text.
"""

import re

_DRAWING = re.compile(r"<svg\b[^<]*+(?:<(?!/svg>)[^<]*+)*+</svg>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"^(```+|~~~+)[^\n]*\n(.*?)^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]*)(?:[ \t]+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*]*?\S)\*\*|\*(?=[^\s*])([^*\n]*?[^\s*])\*")
_BEGIN = frozenset("#|:-+*0123456789 \t")
"""How a line may begin that is more than text, if only after spaces."""
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)$")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$")
_ROW = re.compile(r"^\|(.*)\|[ \t]*$")
_ITEM = re.compile(r"^[ \t]*([-*+]|\d{1,3}[.)])[ \t]+")


def as_markup(page: str) -> str:
    """Return the body of a page without front matter and drawings; only tags are markup."""
    text = page.replace("\r\n", "\n")
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2] or text
    text = _without(_DRAWING, "</svg>", text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(lambda found: f"<pre>{_literal(found[2])}</pre>", text)
    text = _CODE.sub(lambda found: _literal(found[2]), text) if "`" in text else text
    text = _without(_COMMENT, "-->", text)
    text = _AUTOLINK.sub(r"&lt;\1&gt;", text)
    lines = (_line(line) if line[:1] in _BEGIN else line for line in text.split("\n"))
    text = "\n".join(line for line in lines if line is not None)
    text = _LINK.sub(r'<a href="\2">\1</a>', text) if "](" in text else text
    return _STRONG.sub(lambda found: found[1] or found[2], text) if "*" in text else text


def _without(pattern: re.Pattern[str], end: str, text: str) -> str:
    """Take out all that the pattern finds; behind the last end nothing is looked for."""
    whole, last, rest = text.rpartition(end)
    return f"{pattern.sub('', whole + last)}{rest}" if last else text


def _line(line: str) -> str | None:
    """Return a line with its form as tags; None for one that only rules off a table."""
    if line[0] == "#":
        return _heading(line)
    if _RULE.match(line):
        return None
    return _ROW.sub(_row, line) if line[0] == "|" else _ITEM.sub(_item, line)


def _literal(text: str) -> str:
    """Return the text so that no sign of it is taken for markup."""
    return re.sub(r"[^\w\s]", lambda found: f"&#{ord(found[0])};", text)


def _heading(line: str) -> str:
    found = _HEADING.match(line)
    if not found:
        return line
    words, listed = found[2].rstrip(" \t"), ""
    before, brace, attributes = words.rpartition("{")
    if brace and attributes.find("}") == len(attributes) - 1:
        words, listed = before, attributes[:-1]
    level, classes = len(found[1]), re.findall(r"\.([\w-]+)", listed)
    words = words.rstrip(" \t#")
    return f'<h{level} class="{" ".join(classes)}">{words}</h{level}>'


def _row(found: re.Match[str]) -> str:
    cells = "".join(f"<td>{cell.strip()}</td>" for cell in found[1].split("|"))
    return f"<tr>{cells}</tr>"


def _item(found: re.Match[str]) -> str:
    return f"<br>{'-' if found[1] in '-*+' else found[1]} "
