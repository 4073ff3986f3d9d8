"""All kinds of slips, the plainest first, looked for around the place where YAML broke."""

from collections.abc import Iterator, Sequence
from itertools import islice

from kb.read.slips import brackets, indents, keys, texts
from kb.read.slips.lines import Broken, Slip, preceding

_KINDS = (
    texts.bad_escape,
    keys.no_space,
    keys.no_dash,
    keys.list_beside_key,
    texts.unclosed_quote,
    texts.quote_inside,
    brackets.brackets,
    texts.reserved_start,
    texts.text_behind_block,
    texts.unindented_block,
    keys.no_colon,
    indents.bad_indent,
    texts.colon_inside,
)
_LINES_BEFORE = 3


def likely_slips(lines: Sequence[str], broken: Broken) -> Iterator[Slip]:
    """Yield what may have broken the text, the likeliest first."""
    near = [broken.line, *islice(preceding(lines, broken.line), _LINES_BEFORE)]
    if broken.context_line not in near:
        near.append(broken.context_line)
    for kind in _KINDS:
        for number in near:
            if 0 <= number < len(lines):
                yield from kind(lines, number, broken)
