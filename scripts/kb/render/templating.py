"""A template and a record -> the text of a page; the only module that knows Jinja.

Whatever a template prints is escaped as it is printed (`md`), so that text from people stays text
without anybody having to remember it; only what a macro or one of the few markup filters made is
let through.
"""

import re
import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from babel import Locale
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from kb.dossier import (
    Claim,
    Dossier,
    Entity,
    Event,
    Evidence,
    Question,
    Retired,
    Source,
    Target,
    tally,
)
from kb.problems import InvalidDossier, Location, Problem
from kb.render import cite, dates, document, github
from kb.render.addresses import address_of, href, page_at, page_of, passage_page, permalink
from kb.render.around import around, by_event, most_contested_first
from kb.render.chains import chains_of
from kb.render.document import Document
from kb.render.drawing.map import map_of
from kb.render.drawing.neighbourhood import neighbourhood_of
from kb.render.drawing.network import network_of
from kb.render.drawing.overview import overviews_of
from kb.render.drawing.plane import XY
from kb.render.drawing.spots import country_name
from kb.render.drawing.strip import events_in_focus, strip_of
from kb.render.facets import (
    choices_of_claims,
    choices_of_events,
    pairs,
    values_of_claim,
    values_of_event,
)
from kb.render.feed import feed_updated, midnight
from kb.render.findable import kind
from kb.render.gaps import empty_days, kept_alone, single_origin, unheard, unread_originals
from kb.render.guide import guides_of, sentences_by_claim
from kb.render.home import days_of, opening_questions
from kb.render.jsonld import jsonld
from kb.render.listing import months_of
from kb.render.markdown import inside_quotes, md, plain, preformatted, typeset, yaml_text
from kb.render.marked import claims_on, differing, readings
from kb.render.voices import parties, voices

_BLANK_LINES = re.compile(r"\n{3,}")
_TEMPLATES = Path(__file__).parent / "templates"
_ENGLISH = Locale("en", "GB")


class _Compiled(BytecodeCache):
    """What templates were compiled to, by name and text, so that a next build does it only once."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Bucket] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if held := self._held.get((bucket.key, bucket.checksum)):
            bucket.code = held.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._held[bucket.key, bucket.checksum] = bucket


_COMPILED = _Compiled()


class Templates:
    """The templates of one dossier, with all that they may ask of it."""

    def __init__(self, dossier: Dossier, site_url: str) -> None:
        self._jinja = _environment(_as_text)
        self._jinja.globals |= _globals(dossier)
        self._jinja.filters |= {**_STATELESS, **_bound(dossier, site_url)}

    def fill(self, name: str, page: str, record: Target | Dossier | Document | Retired) -> str:
        """Return the text of `page` from the template `name`, ended by one line break.

        A template that is broken is a problem at its line.
        """
        try:
            text = self._jinja.get_template(f"{name}.jinja").render(page=page, record=record)
        except TemplateError as error:
            raise InvalidDossier([problem_of(error)]) from error
        return _BLANK_LINES.sub("\n\n", text.strip()) + "\n"


def fill_plain(name: str, facts: dict[str, object]) -> str:
    """Return HTML from a template that knows no dossier; all that it prints is escaped."""
    jinja = Environment(
        loader=FileSystemLoader(_TEMPLATES),
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
    jinja = _environment(_as_text_for_github)
    jinja.filters |= {"code": github.code, "cut": github.cut}
    text = jinja.get_template(f"{name}.jinja").render(report=report, limit=limit).strip()
    return _BLANK_LINES.sub("\n\n", text) + "\n"


def _environment(finalize: Callable[[object], Markup]) -> Environment:
    # Markdown, not HTML: `finalize` escapes more than autoescape would, and autoescape is on
    # only so that what macros return is known as finished markup.
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=_COMPILED,
        auto_reload=False,  # templates do not change while one dossier is rendered
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _globals(dossier: Dossier) -> dict[str, object]:
    return {
        "dossier": dossier,
        "guides": guides_of(dossier),
        "strip": strip_of(dossier),
        "days": days_of(dossier),
        "opening_questions": opening_questions(dossier),
        "contested": most_contested_first(dossier.claims),
        "printed": frozenset(events_in_focus(dossier)),
    }


def _retired_on(dossier: Dossier, page: str) -> tuple[Retired, ...]:
    """Return the parts that were published on a page and stand there no longer."""
    found = (one for one in dossier.retired if "#" in one.address)
    return tuple(one for one in found if page_at(one.address).partition("#")[0] == page)


def _bound(dossier: Dossier, site_url: str) -> dict[str, Callable[..., object]]:
    """Return the filters that look at the whole dossier."""
    read_in = sentences_by_claim(guides_of(dossier))
    return {
        "around": lambda event: around(event, dossier),
        "permalink": lambda target: Markup(permalink(target, site_url)),
        "read_in": lambda claim: read_in.get(claim, ()),
        "file_permalink": lambda name: Markup(f"{site_url}{name}"),
        "retired": lambda page: _retired_on(dossier, page),
        "cited_as": lambda page, title: cite.of_page(page, title, dossier, site_url),
        "cited_passages": lambda source: cite.of_passages(source, site_url),
    }


def _as_text(printed: object) -> Markup:
    return printed if isinstance(printed, Markup) else _escaped(str(printed))


@lru_cache(maxsize=2**16)
def _escaped(text: str) -> Markup:
    """Escape each text once: names and titles stand on many pages."""
    return Markup(md(text))


def _as_text_for_github(printed: object) -> Markup:
    return printed if isinstance(printed, Markup) else github.shown(str(printed))


@pass_context
def _href(context: Context, target: Target | Question | str) -> Markup:
    record = context["record"]
    if isinstance(record, Document) and (anchor := document.anchor_in(record, target)):
        return Markup(f"#{anchor}")
    return Markup(href(target, context["page"]))


@pass_context
def _file_href(context: Context, name: str) -> Markup:
    """Return the relative address of a file that is no page, at the site's root."""
    return Markup(f"{'../' * address_of(context['page']).count('/')}{name}")


@pass_context
def _numbered(context: Context, claim: Claim) -> str:
    """Return the number of a claim: in its event, or in the document that is printed."""
    record = context["record"]
    return record.numbers[claim] if isinstance(record, Document) else str(claim.number)


@pass_context
def _passage_href(context: Context, piece: Evidence) -> Markup:
    return Markup(href(passage_page(piece), context["page"]))


@pass_context
def _jsonld(context: Context, record: Event | Entity | Source | Dossier) -> str:
    return jsonld(record, context["page"])


def _language(code: str) -> str:
    return str(_ENGLISH.languages.get(code.partition("-")[0], code))


def _units(measure: float | XY) -> Markup:
    """Return a length, or the two of a point, as a drawing has them."""
    lengths = measure if isinstance(measure, tuple) else (measure,)
    return Markup(" ".join(f"{length:g}" for length in lengths))


def _share(covered: int, letters: int) -> int:
    """Return a share in whole per cent, rounded down, so that 100 means all."""
    return covered * 100 // letters if letters else 0


_STATELESS: dict[str, Callable[..., object]] = {
    "href": _href,
    "passage": _passage_href,
    "voices": voices,
    "kind": kind,
    "parties": parties,
    "by_event": by_event,
    "chains": chains_of,
    "single_origin": single_origin,
    "kept_alone": kept_alone,
    "unread_originals": unread_originals,
    "unheard": unheard,
    "places_drawn": map_of,
    "network": network_of,
    "neighbourhood": neighbourhood_of,
    "empty_days": empty_days,
    "readings": readings,
    "overviews": overviews_of,
    "by_month": months_of,
    "choices_of_events": choices_of_events,
    "choices_of_claims": choices_of_claims,
    "values_of_event": values_of_event,
    "values_of_claim": values_of_claim,
    "pairs": pairs,
    "differing": differing,
    "claims_on": claims_on,
    "tally": tally,
    "typeset": typeset,
    "words": plain,
    "inside_quotes": inside_quotes,
    "block": lambda text: Markup(preformatted(text)),
    "numbered": _numbered,
    "print_place": document.print_place,
    "print_page": document.print_page,
    "page_of": page_of,
    "page_at": page_at,
    "file_href": _file_href,
    "midnight": midnight,
    "feed_updated": feed_updated,
    "original": cite.of_original,
    "bibtex": cite.bibtex,
    "csl": cite.csl,
    "at_publisher": cite.evidence_address,
    "as_is": Markup,
    "yaml": lambda text: Markup(yaml_text(text)),
    "jsonld": _jsonld,
    "human": dates.human,
    "short": dates.short,
    "year_first": dates.year_first,
    "iso": dates.iso,
    "month": dates.month,
    "derived": dates.derived,
    "language": _language,
    "country": country_name,
    "share": _share,
    "units": _units,
}
