"""What is offered as safe to quote must be: rules that need the computed statuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.dossier import Actor, Claim, ClaimMark, CrossLink, Dossier, Prose, Text
from kb.manuscript import Manuscript
from kb.node import Path
from kb.problems import Problem


@dataclass(frozen=True, slots=True)
class Cite:
    """A sentence that is offered as safe to quote."""

    path: Path
    prose: Prose

    @property
    def text(self) -> str:
        """The sentence without its marks."""
        return "".join(
            span.text if isinstance(span, Text) else span.words
            for span in self.prose
            if isinstance(span, Text | CrossLink)
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it rests on."""
        return tuple(span.claim for span in self.prose if isinstance(span, ClaimMark))


def cite_of_contradicted(manuscript: Manuscript, dossier: Dossier) -> Iterator[Problem]:
    """What is safe to quote does not rest on a contradicted claim."""
    for cite in _cites(dossier):
        for claim in cite.claims:
            if claim.standing.mark == "contradicted":
                message = f"this rests on '{claim.ref}', which is contradicted"
                hint = "rest it on what contradicts the claim, or say what was denied"
                yield Problem(manuscript.word_at(cite.path, f"{claim.id}]"), message, hint)


def cite_without_voice(manuscript: Manuscript, dossier: Dossier) -> Iterator[Problem]:
    """What is safe to quote names who says what rests on one source or is disputed."""
    for cite in _cites(dossier):
        for claim in cite.claims:
            guarded = claim.standing.mark in ("single-source", "disputed")
            if guarded and not any(name in cite.text for name in _names(claim)):
                message = f"'{claim.ref}' is {claim.standing.mark}, and nobody is named who says it"
                hint = "name who says it: " + ", ".join(sorted(_voices(claim)))
                yield Problem(manuscript.word_at(cite.path, f"{claim.id}]"), message, hint)


def _cites(dossier: Dossier) -> Iterator[Cite]:
    for question in dossier.questions:
        path = ("events", question.event.id, "questions", question.id, "cite")
        yield Cite(path, question.cite)
    for source in dossier.sources:
        for sentence in source.guide:
            yield Cite(("guides", source.id, sentence.id, "cite"), sentence.cite)


def _names(claim: Claim) -> set[str]:
    """Return every form under which somebody who says it may be named."""
    names = _voices(claim)
    for actor in (*claim.by, *(piece.speaker for piece in claim.evidence if piece.speaker)):
        names.update((actor.name, *actor.also), _family_name(actor))
    return names


def _family_name(actor: Actor) -> set[str]:
    return {actor.name.split()[-1]} if actor.kind == "person" else set()


def _voices(claim: Claim) -> set[str]:
    publishers = {piece.source.publisher.split(" (")[0] for piece in claim.evidence}
    speakers = {piece.speaker.name for piece in claim.evidence if piece.speaker}
    return publishers | speakers | {actor.name for actor in claim.by}
