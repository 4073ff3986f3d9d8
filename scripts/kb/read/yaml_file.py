"""A file -> its tree and every problem of its text: slips with one certain mending are read over.

So that one slip does not hide what else is wrong, the text is mended in memory and read on.
"""

from math import inf

from kb.node import Node, plain
from kb.problems import Location, Problem
from kb.read.mended import Mended
from kb.read.slips.likeliest import likely_slips
from kb.read.slips.lines import Broken, Piece, Slip, indent_of, keyed, preceding
from kb.read.yaml_text import TAB_WIDTHS, normal, not_utf8, text_problems, untabbed
from kb.read.yaml_tree import Tree, parsed

_MOST_SLIPS = 50


def read_yaml(content: bytes, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """Return the tree of one YAML document and every problem of its text.

    `first_line` is the line of `file` on which `content` begins. The tree is None when there is
    nothing to read or the syntax is broken.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [not_utf8(content, error.start, file, first_line)]
    tree, tab_width = _read_tabs(Mended.of(normal(text)), file, first_line)
    tree, slips = _read_on(tree)
    return tree.root, [*text_problems(text, file, first_line, tab_width), *slips, *tree.problems]


def _read_tabs(text: Mended, file: str, first_line: int) -> tuple[Tree, int]:
    """Read the text, each tab as the width that makes YAML of it, and return that width.

    Where several do, the line before says how deep a line with a tab stands. Where that leaves
    more than one meaning, nothing is read and the width is 0.
    """
    if "\t" not in text.text:
        return parsed(text, file, first_line), 1
    pieces = {width: untabbed(text.lines, width) for width in TAB_WIDTHS}
    trees = {width: parsed(text.with_pieces(pieces[width]), file, first_line) for width in pieces}
    whole = {width: tree for width, tree in trees.items() if tree.root}
    if not whole:
        return max(trees.values(), key=_reach), 0
    meant = {n: tree for n, tree in whole.items() if _follows_on(tree.text, pieces[n])}
    (width, tree), *others = (meant or whole).items()
    if len({repr(plain(one.root)) for _, one in (*others, (width, tree)) if one.root}) == 1:
        return tree, width
    return Tree(file, text, first_line), 0


def _follows_on(text: Mended, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether the first line with tabs in its indent stands as the line before lets expect.

    That is deeper than a key without a value, and else as deep as the line before.
    """
    number = next((p.line for p in pieces if not text.lines[p.line][: p.column].strip()), 0)
    before = next(preceding(text.lines, number), None)
    if before is None:
        return True
    here, above, of = indent_of(text.lines[number]), text.lines[before], keyed(text.lines[before])
    is_opened = of is not None and bool(of.key) and not of.value
    return here > indent_of(above) if is_opened else here == indent_of(above)


def _read_on(tree: Tree) -> tuple[Tree, list[Problem]]:
    """Mend each slip in memory that has one certain mending, and read on behind it."""
    slips: list[Problem] = []
    while tree.broken and len(slips) < _MOST_SLIPS:
        slip, better = _likeliest(tree, tree.broken)
        slips.append(_slipped(tree, slip) if slip else _not_yaml(tree, tree.broken))
        if better is None:
            break
        tree = better
    return tree, slips


def _likeliest(tree: Tree, broken: Broken) -> tuple[Slip | None, Tree | None]:
    """Return the slip that broke the text, and the text as it reads with it mended."""
    unsure = None
    for slip in likely_slips(tree.text.lines, broken):
        if slip.pieces:
            mended = tree.text.with_pieces(slip.pieces)
            better = parsed(mended, tree.file, tree.first_line)
            if _is_further(slip, better, tree):
                return slip, better
        elif unsure is None and slip.line <= broken.line:
            unsure = slip
    return unsure, None


def _is_further(slip: Slip, now: Tree, was: Tree) -> bool:
    """Tell whether mending the slip lets the text be read on."""
    if slip.swallows and now.broken:
        return now.broken.line > max(piece.line for piece in slip.pieces)
    return _reach(now) > _reach(was) or (slip.is_plain and _reach(now) == _reach(was))


def _reach(tree: Tree) -> tuple[float, int]:
    """Return how far a text could be read, as typed: what mending puts in brings nobody on."""
    broken = tree.broken
    return (broken.line, tree.text.column(broken.line, broken.column)) if broken else (inf, 0)


def _slipped(tree: Tree, slip: Slip) -> Problem:
    at = _place(tree, slip.line, slip.column)
    fix = tree.text.fix(slip.pieces, tree.file, tree.first_line)
    return Problem(at, slip.message, slip.hint, "yaml-syntax", fix)


def _not_yaml(tree: Tree, broken: Broken) -> Problem:
    marked = (line for line in (broken.context_line, broken.line) if _is_mark(tree, line))
    if (line := next(marked, None)) is not None:
        hint = "keep the lines that are right; delete the others, and <<<<<<<, ======= and >>>>>>>"
        message = "here git could not join two changes, and left both"
        return Problem(_place(tree, line, 0), message, hint, "yaml-syntax")
    if "simple key" in broken.words:
        at = _place(tree, broken.context_line, broken.context_column)
        hint = "write 'key: value'; the further lines of a text are indented deeper than its key"
        return Problem(at, "this line is no key with a value", hint, "yaml-syntax")
    at = _place(tree, broken.line, broken.column)
    hint = "compare it with a record above: colons, hyphens, indent, and quotes around odd texts"
    message = f"YAML cannot be read on from here: {broken.words}"
    return Problem(at, message, hint, "yaml-syntax")


def _is_mark(tree: Tree, line: int) -> bool:
    text = tree.text.lines[line] if 0 <= line < len(tree.text.lines) else ""
    return text.startswith(("<<<<<<< ", "=======", ">>>>>>> "))


def _place(tree: Tree, line: int, column: int) -> Location:
    """Return a place of the text as it was typed; behind the end there is none."""
    if line >= len(tree.text.lines):
        line, column = len(tree.text.lines) - 1, len(tree.text.lines[-1])
    return Location(tree.file, line + tree.first_line, tree.text.column(line, column) + 1)
