"""Kept results -> one page of HTML: each promise in a row, each revision in a column. No script."""

from collections.abc import Iterator, Sequence
from html import escape

from tests.bench.figures import Figure, limit_of, measured
from tests.bench.results import Result

_NEWEST = 12
"""Results are shown; older ones stay in their files."""
_PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Speed and weight, by revision</title>
<style>
:root {{ color-scheme: light dark; --line: color-mix(in srgb, currentcolor 20%, transparent) }}
body {{ font: 1rem/1.4 system-ui, sans-serif; margin: 2rem }}
.scroll {{ overflow-x: auto }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums }}
th, td {{ border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left }}
th, td {{ vertical-align: top }}
th[scope=row] {{ font-weight: normal; min-width: 9rem }}
td {{ min-width: 7rem }}
small {{ display: block; font-weight: normal }}
.bar {{ background: var(--line); display: block; height: .4rem; position: relative }}
.bar i {{ background: #2a7d4f; display: block; height: 100% }}
.missed .bar i {{ background: #c0392b }}
.bar::after {{ border-left: 1px solid; content: ""; inset: -.15rem auto -.15rem 50% }}
.bar::after {{ position: absolute }}
</style>
</head>
<body>
<h1>Speed and weight, by revision</h1>
{body}
</body>
</html>
"""
_TABLE = """\
<p>A time is told as its ratio to a plain build in the same run, since machines differ. The line
across the middle of a bar is the limit.</p>
<div class="scroll" role="region" aria-label="Promises by revision" tabindex="0">
<table>
<thead><tr><th scope="col">Promise</th>{columns}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>"""


def trend_page(results: Sequence[Result]) -> str:
    """Return a page of the newest results; a figure without a limit is no promise and not on it."""
    if not (shown := results[-_NEWEST:]):
        return _PAGE.format(body="<p>No result is kept yet.</p>")
    columns, rows = "".join(map(_column, shown)), "\n".join(_rows(shown))
    return _PAGE.format(body=_TABLE.format(columns=columns, rows=rows))


def promises(results: Sequence[Result]) -> list[str]:
    """Return what was promised in any of the results, in the order of the newest that has it."""
    newest_first = [figure for result in reversed(results) for figure in result.figures]
    return list(dict.fromkeys(figure.measure for figure in newest_first if figure.verdict))


def filled(value: float, limit: float) -> float:
    """Return the part of a bar that is filled, in per cent: half of it at the limit."""
    return max(0.0, min(100.0, 50 * value / limit)) if limit else 100.0 * bool(value)


def _rows(results: Sequence[Result]) -> Iterator[str]:
    known = [{figure.measure: figure for figure in result.figures} for result in results]
    for promise in promises(results):
        found = [figures.get(promise) for figures in known]
        limit = next(limit_of(figure) for figure in reversed(found) if figure)
        cells = "".join(_cell(figure) if figure else "<td>–</td>" for figure in found)
        head = f"{escape(promise)}<small>{escape(limit)}</small>"
        yield f'<tr><th scope="row">{head}</th>{cells}</tr>'


def _cell(figure: Figure) -> str:
    limit = figure.at_most if figure.at_most is not None else figure.at_least
    width = f"width: {filled(figure.value, limit or 0):.0f}%"
    bar = f'<span class="bar"><i style="{width}"></i></span>'
    missed = " missed" if figure.verdict == "missed" else ""
    told = f"<b>{escape(measured(figure))}{missed}</b>{bar}"
    return f'<td class="{figure.verdict}">{told}</td>'


def _column(result: Result) -> str:
    day, minute = result.taken.split("T")
    shown = f'<time datetime="{result.taken}">{day}</time> {escape(result.revision)}'
    machine = escape(f"{minute}, {result.machine}, load {result.load}")
    return f'<th scope="col">{shown}<small>{machine}</small></th>'
