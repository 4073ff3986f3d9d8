"""What a template may ask of a dossier: values by name, and filters. It knows no Jinja."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from babel import Locale
from markupsafe import Markup

from kb.dossier import Dossier, Retired, tally
from kb.hosting.policy import policy_of_card
from kb.output import Exported
from kb.public import attribution, cite, dates, known
from kb.public.addresses import (
    beside,
    card_of,
    known_page,
    page_at,
    page_of,
    paragraph_page,
    permalink,
)
from kb.public.jsonld import of_page
from kb.public.licence import LICENCE, NAME
from kb.public.plain import plain
from kb.public.voices import parties, voices
from kb.render import document, part_pages, sheets, ways
from kb.render.around import Surroundings, by_event
from kb.render.chains import chains_of
from kb.render.coverage import covered_on, is_by_text, text_page
from kb.render.drawing import columns
from kb.render.drawing.counts import leading
from kb.render.drawing.map import map_of, places_listed
from kb.render.drawing.neighbourhood import neighbourhood_of
from kb.render.drawing.network import network_of
from kb.render.drawing.overview import overviews_of
from kb.render.drawing.plane import XY
from kb.render.drawing.spots import country_name
from kb.render.drawing.strip import strip_of
from kb.render.facets import (
    choices_of_claims,
    choices_of_events,
    pairs,
    values_of_claim,
    values_of_event,
)
from kb.render.findable import kind
from kb.render.framing import height_of
from kb.render.gaps import empty_days
from kb.render.guide import guides_of, sentences_by_claim
from kb.render.home import days_of, opening_questions
from kb.render.known import days_beside, listed_events, lists_turns
from kb.render.listing import months_of
from kb.render.long_lists import list_of
from kb.render.markdown import inside_quotes, preformatted, typeset, yaml_text
from kb.render.marked import claims_on, differing, readings, text_parts
from kb.render.most import Most

Filter: TypeAlias = Callable[..., object]
_ENGLISH = Locale("en", "GB")
_KILO, _MEGA = 1000, 1_000_000


def values_of(dossier: Dossier, exported: Exported, most: Most) -> dict[str, object]:
    """Return what templates know by name."""
    return {
        "dossier": dossier,
        "guides": guides_of(dossier, most),
        "strip": strip_of(dossier),
        "days": days_of(dossier),
        "opening_questions": opening_questions(dossier),
        "printed": document.printed_places(dossier, most),
        "exported": exported,
        "licence": {"name": NAME, "url": LICENCE},
    }


def filters_of(
    dossier: Dossier, site_url: str, linked: Mapping[str, str], most: Most
) -> dict[str, Filter]:
    """Return the filters whose answer turns on the dossier, its site, or how much a page lists."""
    read_in = sentences_by_claim(guides_of(dossier, most))
    by_text = cache(lambda: is_by_text(dossier, most))
    on_map = cache(lambda: places_listed(dossier))
    retired = _retired_parts(dossier)
    return {
        "covered_on": lambda source: covered_on(source, by_text=by_text()),
        "on_map": lambda place: f"map.md#_place-{place.id}" if place in on_map() else "map.md",
        "around": Surroundings(dossier).around,
        "jsonld": lambda page: (
            linked.get(page) or of_page(permalink(page, site_url), site_url, dossier.title)
        ),
        "choices_of_events": lambda events: choices_of_events(events, dossier),
        "choices_of_claims": lambda claims: choices_of_claims(claims, dossier),
        "days_beside": lambda day: days_beside(dossier, day),
        "permalink": lambda target: Markup(permalink(target, site_url)),
        "read_in": lambda claim: read_in.get(claim, ()),
        "file_permalink": lambda name: Markup(f"{site_url}{name}"),
        "retired": lambda page: retired.get(page, ()),
        "cited_as": lambda page, title: cite.of_page(page, title, dossier, site_url),
        "cited_passages": lambda source, part: cite.of_passages(source, site_url, part),
        "mention_list": lambda entity: part_pages.mentions_of(entity, most),
        "use_list": lambda source: part_pages.uses_of(source, most),
        "back_list": lambda source: part_pages.backs_of(source, most),
        "entry_list": lambda collection: part_pages.entries_of(dossier, collection, most),
        "long_list": lambda dossier, name: list_of(dossier, name, most),
        "is_by_text": lambda _: by_text(),
        "is_big_tree": lambda chain: sheets.is_big(chain, most),
        "listed_events": lambda day: listed_events(day, most),
        "lists_turns": lambda known: lists_turns(known, most),
        "company": lambda actor: part_pages.company_of(actor, most),
        "lists_company": lambda actor: part_pages.lists_company(actor, most),
    }


def _retired_parts(dossier: Dossier) -> Mapping[str, list[Retired]]:
    """Return by page the parts that were published on it and stand there no longer."""
    found: dict[str, list[Retired]] = {}
    for one in dossier.retired:
        if "#" in one.address:
            found.setdefault(page_at(one.address).partition("#")[0], []).append(one)
    return found


def _language(code: str) -> str:
    return str(_ENGLISH.languages.get(code.partition("-")[0], code))


def _units(measure: float | XY) -> Markup:
    """Return a length, or the two of a point, as a drawing has them."""
    lengths = measure if isinstance(measure, tuple) else (measure,)
    return Markup(" ".join(f"{length:g}" for length in lengths))


def _share(covered: int, letters: int) -> int:
    """Return a share in whole per cent, rounded down, so that 100 means all."""
    return covered * 100 // letters if letters else 0


def _size(count: int) -> str:
    """Return a number of bytes as readers know it: `872 KB`, `1.4 MB`."""
    if count >= _MEGA:
        return f"{count / _MEGA:.1f} MB"
    return f"{max(1, round(count / _KILO))} KB"


OF_A_RECORD: dict[str, Filter] = {
    "voices": voices,
    "taking": lambda evidence, stance: [piece for piece in evidence if piece.stance == stance],
    "named": attribution.named,
    "lead_in": attribution.lead_in,
    "counts": attribution.counts,
    "page_title": attribution.page_title,
    "headline": attribution.headline,
    "kind": kind,
    "voices_then": known.voices_then,
    "lead_in_then": known.lead_in_then,
    "is_other_today": known.is_other_today,
    "known_page": known_page,
    "day": dates.day_in_words,
    "parties": parties,
    "by_event": by_event,
    "chains": chains_of,
    "spelt_column": columns.spelt,
    "coverage_page": text_page,
    "chain_page": sheets.chain_page,
    "steps_in": sheets.steps_in,
    "events_on_tree": sheets.events_in,
    "sentences_in": sheets.sentences_in,
    "paragraphs_in": sheets.paragraphs_in,
    "places_drawn": map_of,
    "network": network_of,
    "neighbourhood": neighbourhood_of,
    "empty_days": empty_days,
    "readings": readings,
    "text_parts": text_parts,
    "events": part_pages.events_in,
    "overviews": overviews_of,
    "by_month": months_of,
    "values_of_event": values_of_event,
    "values_of_claim": values_of_claim,
    "pairs": pairs,
    "differing": differing,
    "claims_on": claims_on,
    "tally": tally,
    "leading": leading,
    "typeset": typeset,
    "words": plain,
    "inside_quotes": inside_quotes,
    "block": lambda text: Markup(preformatted(text)),
    "print_page": document.print_page,
    "page_of": page_of,
    "paragraph": paragraph_page,
    "beside": beside,
    "card_of": card_of,
    "card_height": height_of,
    "card_policy": lambda style: Markup(policy_of_card(style)),
    "page_at": page_at,
    "size": _size,
    "original": cite.of_original,
    "bibtex": cite.bibtex,
    "csl": cite.csl,
    "at_publisher": cite.evidence_address,
    "as_is": Markup,
    "yaml": lambda text: Markup(yaml_text(text)),
    "human": dates.human,
    "short": dates.short,
    "year_first": dates.year_first,
    "iso": dates.iso,
    "month": dates.month,
    "part": ways.in_words,
    "period": dates.period,
    "derived": dates.derived,
    "language": _language,
    "country": country_name,
    "share": _share,
    "units": _units,
}
"""Filters whose answer turns on what they are given alone."""
