"""What an editor answers, by flag, by JSON or in the dialogue: the words of `./run add`."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Given = str | None
"""None was not asked yet; the empty text was left out on purpose."""


class BadAnswers(ValueError):
    """What was given cannot be read as answers; says why."""


def _listed(given: object) -> object:
    return (given,) if isinstance(given, str) else given


def _pairs(given: object) -> object:
    """Read `id=role` as a mapping; what has no `=` keeps an empty role, which the check refuses."""
    if isinstance(given, Mapping) or given is None:
        return given
    listed = (given,) if isinstance(given, str) else given
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        return given
    return {key.strip(): role.strip() for key, _, role in (one.partition("=") for one in listed)}


Many = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Pairs = Annotated[dict[str, str], BeforeValidator(_pairs)]


class _Asked(BaseModel):
    """Keys are as the flags, with hyphens."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
    )


class SourceAnswers(_Asked):
    """A source that is cited."""

    url: Given = Field(default=None, description="its address")
    publisher: Given = Field(default=None, description="who published it")
    title: Given = Field(default=None, description="as the source prints it")
    published: Given = Field(default=None, description="the date that it shows")
    language: Given = Field(default=None, description="its language code; und where unknown")
    kind: Given = Field(default=None, description="newspaper, agency, official …")
    read: Given = Field(default=None, description="how much of it was read: full, excerpt, none")
    speaker: Given = Field(default=None, description="the actor whose own word it is")
    via: Many | None = Field(default=None, description="the source that it only repeats; repeats")
    id: Given = Field(default=None, description="its permanent id; proposed where not given")


class Answers(_Asked):
    """An event with a claim and a piece of evidence, or a part of them."""

    title: Given = Field(default=None, description="what happened, as a sentence")
    when: Given = Field(default=None, description="as precise as the source and no more")
    wording: Given = Field(default=None, description="the source’s own words for the date")
    place: Many | None = Field(default=None, description="where; repeats")
    actor: Pairs | None = Field(default=None, description="who took part, id=role; repeats")
    topic: Many | None = Field(default=None, description="the thread it belongs to; repeats")
    id: Given = Field(default=None, description="its permanent id; proposed where not given")
    claim_text: Given = Field(default=None, description="the claim, one neutral sentence")
    kind: Given = Field(default=None, description="happened, said, denied, planned or opinion")
    by: Many | None = Field(default=None, description="who says it; repeats")
    denies: Many | None = Field(default=None, description="the claim it denies, event/claim")
    claim_id: Given = Field(default=None, description="the claim’s id; proposed where not given")
    source: Given = Field(default=None, description="a source’s id, or the address of a new one")
    quote: Many | None = Field(default=None, description="verbatim, from a kept source; repeats")
    prefix: Given = Field(default=None, description="words before a quote that occurs twice")
    suffix: Given = Field(default=None, description="words after a quote that occurs twice")
    words: Given = Field(default=None, description="at most 25 words of a source not kept")
    translation: Given = Field(default=None, description="ours, of words that are not English")
    reports: Given = Field(default=None, description="what it says, in our own words")
    stance: Given = Field(default=None, description="supports, disputes, qualifies or silent")
    speaker: Given = Field(default=None, description="the actor whose word the source carries")
    via: Many | None = Field(default=None, description="what the source repeats; repeats")
    publisher: Given = Field(default=None, description="of a new source")
    source_title: Given = Field(default=None, description="of a new source")
    published: Given = Field(default=None, description="of a new source")
    language: Given = Field(default=None, description="of a new source")
    source_kind: Given = Field(default=None, description="of a new source")
    read: Given = Field(default=None, description="of a new source: full, excerpt or none")
    source_id: Given = Field(default=None, description="of a new source; proposed where not given")
    new_actor: Pairs | None = Field(default=None, description="a new actor, id=kind: name; repeats")
    new_place: Pairs | None = Field(default=None, description="a new place, id=KZ: name; repeats")
    distinct_from: Pairs | None = Field(
        default=None, description="an event that looks like it, id=why they are two; repeats"
    )
    note: Given = Field(default=None, description="for editors only; never published")
    draft: bool = Field(default=False, description="check it, but do not publish it")

    def new_source(self) -> SourceAnswers:
        """Return what was answered about a new source; its address may be unknown."""
        source = self.source or ""
        return SourceAnswers(
            url=source if is_address(source) else "",
            publisher=self.publisher,
            title=self.source_title,
            published=self.published,
            language=self.language,
            kind=self.source_kind,
            read=self.read,
            id=self.source_id,
        )


def is_address(source: str) -> bool:
    """Tell an address from an id."""
    return "://" in source or source.startswith("www.")
