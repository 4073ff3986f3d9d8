"""Dossier -> OutputFile for each page; the only module that knows Jinja.

Whatever a template prints is escaped as it is printed (`md`), so that text from people stays text
without anybody having to remember it; only what a macro or one of the few markup filters made is
let through.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kb.dossier import Dossier, Entity, Event, Question, Source, Target
from kb.output import OutputFile
from kb.problems import InvalidDossier, Location, Problem
from kb.render import dates
from kb.render.addresses import href, page_of, passage_href
from kb.render.around import around, by_event, most_contested_first
from kb.render.chains import chains_of
from kb.render.gaps import empty_days, kept_alone, single_origin, unheard, unread_originals
from kb.render.guide import guides_of, sentences_by_claim
from kb.render.home import days_of, opening_questions
from kb.render.jsonld import jsonld
from kb.render.markdown import md, plain, typeset, yaml_text
from kb.render.marked import readings
from kb.render.strip import strip_of
from kb.render.voices import parties, voices

_BLANK_LINES = re.compile(r"\n{3,}")
_TEMPLATES = Path(__file__).parent / "templates"
_ENGLISH = Locale("en", "GB")
_SINGLE_PAGES = ("guide", "timeline", "claims", "coverage", "gaps", "chains")
_REPLACEABLE = ("method", "contribute")
"""Written by people for one dossier; a team may put its own in `pages/`."""


def render_pages(dossier: Dossier, pages: Path | None = None) -> Iterator[OutputFile]:
    """Yield every page; `pages` may hold Markdown in place of method and contribute."""
    templates = _environment(dossier)
    yield _page(templates, "home", "index.md", dossier)
    for name in _SINGLE_PAGES:
        yield _page(templates, name, f"{name}.md", dossier)
    for name in _REPLACEABLE:
        own = pages / f"{name}.md" if pages else None
        if own and own.is_file():
            yield OutputFile(f"{name}.md", _own_text(own))
        else:
            yield _page(templates, name, f"{name}.md", dossier)
    for collection in ("actors", "places", "topics", "sources"):
        yield _page(templates, collection, f"{collection}/index.md", dossier)
    records: tuple[Target, ...] = (
        *dossier.events,
        *dossier.actors,
        *dossier.places,
        *dossier.topics,
        *dossier.sources,
    )
    for record in records:
        yield _page(templates, _template_of(record), page_of(record), record)


def _own_text(own: Path) -> str:
    try:
        return own.read_text("utf-8")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        at = Location(f"pages/{own.name}", error.object[: error.start].count(b"\n") + 1)
        raise InvalidDossier([Problem(at, message, "save the file as UTF-8", "not-utf8")]) from None


def _template_of(record: Target) -> str:
    match record:
        case Source():
            return "kept_source" if record.kept else "source"
        case _:
            return type(record).__name__.lower()


def _page(templates: Environment, name: str, page: str, record: Target | Dossier) -> OutputFile:
    template = templates.get_template(f"{name}.md.jinja")
    text = template.render(page=page, record=record).strip()
    return OutputFile(page, _BLANK_LINES.sub("\n\n", text) + "\n")


def _environment(dossier: Dossier) -> Environment:
    # Markdown, not HTML: `finalize` escapes more than autoescape would, and autoescape is on only
    # so that what macros return is known as finished markup.
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_as_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.globals |= _globals(dossier)
    templates.filters |= {**_STATELESS, **_bound(dossier)}
    return templates


def _globals(dossier: Dossier) -> dict[str, object]:
    return {
        "dossier": dossier,
        "guides": guides_of(dossier),
        "strip": strip_of(dossier),
        "days": days_of(dossier),
        "opening_questions": opening_questions(dossier),
        "contested": most_contested_first(dossier.claims),
    }


def _bound(dossier: Dossier) -> dict[str, Callable[..., object]]:
    """Return the filters that look at the whole dossier."""
    read_in = sentences_by_claim(guides_of(dossier))
    return {
        "around": lambda event: around(event, dossier),
        "read_in": lambda claim: read_in.get(claim, ()),
    }


def _as_text(printed: object) -> Markup:
    return printed if isinstance(printed, Markup) else Markup(md(str(printed)))


@pass_context
def _href(context: Context, target: Target | Question | str) -> Markup:
    return Markup(href(target, context["page"]))


@pass_context
def _passage_href(context: Context, source: Source, mark: int) -> Markup:
    return Markup(passage_href(source, mark, context["page"]))


@pass_context
def _jsonld(context: Context, record: Event | Entity | Source | Dossier) -> str:
    return jsonld(record, context["page"])


def _language(code: str) -> str:
    return str(_ENGLISH.languages.get(code.partition("-")[0], code))


def _country(code: str) -> str:
    return str(_ENGLISH.territories.get(code, code))


def _share(covered: int, letters: int) -> int:
    """Return a share in whole per cent, rounded down, so that 100 means all."""
    return covered * 100 // letters if letters else 0


_STATELESS: dict[str, Callable[..., object]] = {
    "href": _href,
    "passage": _passage_href,
    "voices": voices,
    "parties": parties,
    "by_event": by_event,
    "chains": chains_of,
    "single_origin": single_origin,
    "kept_alone": kept_alone,
    "unread_originals": unread_originals,
    "unheard": unheard,
    "empty_days": empty_days,
    "readings": readings,
    "typeset": typeset,
    "words": plain,
    "as_is": Markup,
    "yaml": lambda text: Markup(yaml_text(text)),
    "jsonld": _jsonld,
    "human": dates.human,
    "short": dates.short,
    "iso": dates.iso,
    "derived": dates.derived,
    "language": _language,
    "country": _country,
    "share": _share,
}
