"""A template and a record -> the text of a page; with `compiled` the only module that knows Jinja.

Whatever a template prints is escaped as it is printed (`md`), so that text from people stays text
without anybody having to remember it; only what a macro or one of the few markup filters made is
let through.
"""

import re
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from kb.dossier import (
    Dossier,
    KnownDay,
    Retired,
    Target,
)
from kb.output import NOTHING, Exported
from kb.problems import InvalidDossier, Location, Problem
from kb.render import github
from kb.render.compiled import TEMPLATES, environment
from kb.render.here import Here
from kb.render.markdown import md
from kb.render.most import MOST, Most
from kb.render.vocabulary import OF_A_RECORD, Filter, filters_of, values_of
from kb.render.ways import PartPage, Placed

_BLANK_LINES = re.compile(r"\n\n\n+")  # `\n{3,}` takes seventy times as long
Record = Target | Dossier | Retired | KnownDay | PartPage[Any] | Placed[Any]
"""What a template may be filled from."""


class Templates:
    """The templates of one dossier, with all that they may ask of it."""

    def __init__(
        self, dossier: Dossier, site_url: str, exported: Exported = NOTHING, most: Most = MOST
    ) -> None:
        self._jinja, self._here = environment(_as_text), Here()
        self._jinja.globals |= values_of(dossier, exported, most)
        told = filters_of(dossier, site_url, exported.linked, most) | self._here.filters()
        asked = {name: _each_time(answer) for name, answer in told.items()}
        self._jinja.filters |= OF_A_RECORD | asked

    def fill(self, name: str, page: str, record: Record) -> str:
        """Return the text of `page` from the template `name`, ended by one line break.

        A template that is broken is a problem at its line.
        """
        try:
            self._jinja.globals |= self._here.on(page, record)
            text = self._jinja.get_template(f"{name}.jinja").render()
        except TemplateError as error:
            raise InvalidDossier([problem_of(error)]) from error
        return _BLANK_LINES.sub("\n\n", text.strip()) + "\n"


def fill_plain(name: str, facts: dict[str, object]) -> str:
    """Return HTML from a template that knows no dossier; all that it prints is escaped."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return jinja.get_template(f"{name}.jinja").render(facts)


def problem_of(error: BaseException) -> Problem:
    """Return what failed, at the innermost line of a template that had to do with it."""
    frames = [(f.filename, f.lineno or 1) for f in traceback.extract_tb(error.__traceback__)]
    lines = [frame for frame in frames if not frame[0].endswith(".py")] or frames[-1:]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        lines.append((error.filename, error.lineno))
    file, line = next((one for one in reversed(lines) if Path(one[0]).is_file()), ("mkdocs.yml", 1))
    if isinstance(error, TemplateError):
        said = f"the template does not work: {error.message or type(error).__name__}"
        return Problem(Location(file, line), said, "", "broken-template")
    return Problem(Location(file, line), f"{type(error).__name__}: {error}", "", "failure")


def fill_for_github(name: str, report: object, limit: int) -> str:
    """Return a report from the template `name`, with at most `limit` items in each of its lists.

    What it prints is escaped for GitHub, where text from strangers must neither ping nor link.
    """
    jinja = environment(_as_text_for_github)
    jinja.filters |= {"code": github.code, "cut": github.cut, "link": github.link}
    text = jinja.get_template(f"{name}.jinja").render(report=report, limit=limit).strip()
    return _BLANK_LINES.sub("\n\n", text) + "\n"


def _each_time(told: Filter) -> Filter:
    """Return a filter that is asked whenever a page is filled, never when a template is compiled.

    What it says of a constant, such as a page’s address, would be kept for the next dossier.
    """

    @pass_context
    def asked(_: Context, *given: object) -> object:
        return told(*given)

    return asked


def _as_text(printed: object) -> Markup:
    return printed if isinstance(printed, Markup) else _escaped(str(printed))


@lru_cache(maxsize=2**16)
def _escaped(text: str) -> Markup:
    """Escape each text once: names and titles stand on many pages."""
    return Markup(md(text))


def _as_text_for_github(printed: object) -> Markup:
    return printed if isinstance(printed, Markup) else github.shown(str(printed))
