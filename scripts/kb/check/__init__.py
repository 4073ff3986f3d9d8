"""Manuscript -> problems: what no single record can know; every rule is one short function."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kb.check import (
    cites,
    claims,
    contact,
    corrections,
    dates,
    duplicates,
    guide,
    hedges,
    ids,
    letters,
    places,
    prose,
    published,
    questions,
    references,
    sources,
    ties,
    unused,
    voice,
)
from kb.dossier import Dossier
from kb.manuscript import Manuscript
from kb.problems import Problem

Rule = Callable[[Manuscript], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ids.reserved_id,
    ids.id_in_two_collections,
    ids.id_twice_in_event,
    ids.draft_named,
    references.unknown_id,
    references.wrong_collection,
    references.unknown_claim,
    references.unknown_question,
    references.unknown_opening_question,
    references.unknown_mark,
    references.origin_beside_none,
    references.named_twice,
    dates.bad_date,
    dates.date_ring,
    dates.uncountable_date,
    dates.stray_question,
    dates.question_without_date,
    dates.wording_without_date,
    dates.backward_role,
    claims.claim_without_support,
    claims.claim_without_speaker,
    claims.stray_denial,
    claims.same_evidence,
    claims.empty_evidence,
    claims.quote_not_kept,
    claims.words_from_kept,
    claims.words_not_read,
    claims.long_words,
    claims.untranslated_words,
    claims.context_without_quote,
    questions.unfit_answer,
    questions.mixed_answers,
    questions.answer_twice,
    questions.shown_no_answer,
    questions.shown_without_reason,
    questions.cite_without_claim,
    ties.tie_without_claim,
    ties.tie_ring,
    ties.origin_ring,
    ties.via_own_source,
    ties.speaker_ring,
    prose.sentence_without_claim,
    prose.stray_bracket,
    prose.summary_without_source,
    prose.role_without_source,
    prose.role_without_date,
    prose.coordinates_without_source,
    places.outside_country,
    sources.changed_text,
    sources.unsafe_url,
    sources.gone_without_address,
    sources.gone_without_day,
    sources.gone_before_published,
    contact.unfit_email,
    sources.official_and_state,
    sources.unread_but_kept,
    sources.language_tag,
    sources.guide_without_text,
    sources.sentence_number,
    guide.letters_outside_sentences,
    guide.phrase_beside_passage,
    guide.long_finding,
    guide.sentence_without_claim_or_excuse,
    unused.unused_record,
    duplicates.same_event,
    published.published_and_gone,
    published.retired_and_there,
    published.retired_and_unpublished,
    published.retired_without_fate,
    published.moved_nowhere,
    published.move_ring,
    corrections.changed_fact,
    corrections.correction_without_day,
    corrections.update_without_day,
    corrections.correction_without_change,
    voice.loaded_word,
    letters.mixed_letters,
    hedges.hedged_passage,
    hedges.stray_hedge,
)

RINGS: tuple[Rule, ...] = (
    dates.date_ring,
    ties.tie_ring,
    ties.origin_ring,
    ties.speaker_ring,
    published.move_ring,
)
"""Rules without which a manuscript may not even be tried to connect: it might never end."""

StatusRule = Callable[[Manuscript, Dossier], Iterator[Problem]]

STATUS_RULES: tuple[StatusRule, ...] = (
    cites.cite_of_contradicted,
    cites.cite_without_voice,
    published.published_and_kept_back,
)
"""Rules that need the computed statuses, and so run once the manuscript is connected."""


def check(manuscript: Manuscript, rules: Iterable[Rule] = RULES) -> list[Problem]:
    """Return every problem that the rules find, each under its rule's name."""
    return [replace(problem, rule=name_of(rule)) for rule in rules for problem in rule(manuscript)]


def check_statuses(
    manuscript: Manuscript, dossier: Dossier, rules: Iterable[StatusRule] = STATUS_RULES
) -> list[Problem]:
    """Return every problem that shows only once the statuses are computed."""
    return [
        replace(problem, rule=name_of(rule))
        for rule in rules
        for problem in rule(manuscript, dossier)
    ]


def name_of(rule: Rule | StatusRule) -> str:
    """Return the rule's name as problems carry it, such as `unknown-id`."""
    return rule.__name__.replace("_", "-")
