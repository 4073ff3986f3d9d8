"""Why a claim has its status, in words for the terminal; the site says the same in its own."""

from collections.abc import Iterable, Iterator, Sequence

from kb.connect.status import Reason
from kb.dossier import Actor, Claim, ClaimMark, Dossier, Evidence, Origin, Prose, Source, Standing

REASONS: dict[Reason, str] = {
    "two-named-origins": "two or more named origins support it and none disputes it",
    "one-origin": "one origin supports it and none disputes it",
    "only-unnamed": "only reports that name nobody support it; together they are one origin",
    "unnamed-adds-nothing": "one named origin supports it; reports that name nobody add nothing",
    "outweighed": "at least two origins dispute it, twice as many as support it",
    "both-sides": "origins stand on both sides",
    "support-withdrawn": "whoever supports it also disputes it, and so counts against it",
    "opinion": "an opinion is attributed and never rated",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CARRIERS = ("aggregator", "blog", "post", "unknown")
"""Kinds of sources that mostly repeat what others found out."""
Root = Actor | Source | None


def explained(claims: Iterable[Claim]) -> str:
    """Return, for each claim, its status, the rule behind it and the evidence as it counts."""
    return "\n\n".join("\n".join(_explained(claim)) for claim in claims)


def verdict(standing: Standing) -> str:
    """Return the status with its counts: `disputed: 2 for (names), 1 against (name)`."""
    if standing.mark == "opinion":
        return "opinion: attributed, not rated"
    sides = (("for", standing.support), ("against", standing.dispute))
    return f"{standing.mark}: " + ", ".join(_count(word, origins) for word, origins in sides)


def changed(claim: Claim, before: Standing | None) -> str:
    """Return what the status of a claim is now, and what it was."""
    now = f"{claim.ref}: this claim is now {verdict(claim.standing)}"
    return f"{now}\n    (was: {verdict(before)})" if before else now


def shared_origins(piece: Evidence) -> Iterator[tuple[Origin, str]]:
    """Yield each origin of the claim that a new piece may only repeat, with the question."""
    standing = piece.claim.standing
    for origin in (*standing.support, *standing.dispute):
        if origin.is_rival or piece.source in origin.sources:
            continue
        count, names = len(origin.sources), _either(origin.roots)
        if count > 1:
            number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
            yield (
                origin,
                f"these {number} sources already share an origin ({names}): is this one of them?",
            )
        elif piece.source.kind in _CARRIERS:
            yield origin, f"'{piece.source.id}' may repeat another source: does it repeat {names}?"


def named_origin(origin: Origin) -> tuple[str, str]:
    """Return the key and the value by which a piece of evidence names that origin."""
    root = origin.roots[0]
    if isinstance(root, Actor):
        return "speaker", root.id
    return "via", root.id if root else "unnamed"


def claims_of(dossier: Dossier, event: str, claim: str = "") -> list[Claim]:
    """Return the claims of a published event, or the one that is named."""
    found = [record for record in dossier.events if record.id == event]
    claims = [one for record in found for one in record.claims.values()]
    return [one for one in claims if claim in ("", one.id)]


def name(root: Root) -> str:
    """Return the name of an origin."""
    if root is None:
        return "reports that name nobody"
    return root.name if isinstance(root, Actor) else root.publisher


def words(prose: Prose) -> str:
    """Return prose as plain text."""
    spans = (span for span in prose if not isinstance(span, ClaimMark))
    return "".join(s.words if hasattr(s, "words") else s.text for s in spans).strip()


def _explained(claim: Claim) -> Iterator[str]:
    standing = claim.standing
    yield f"{claim.ref}  {claim.file}:{claim.line}"
    yield f"  {words(claim.text)}"
    yield f"  {verdict(standing)}"
    yield f"  The rule: {REASONS[_reason(standing)]}."
    yield from _side("for", claim, standing.support)
    yield from _side("against", claim, standing.dispute)
    if standing.both_sides:
        yield f"  on both sides, and so counted against: {_list(map(name, standing.both_sides))}"
    for piece in claim.evidence:
        if piece.stance in ("qualifies", "silent"):
            what = "qualifies the claim" if piece.stance == "qualifies" else "is silent on it"
            yield f"  not counted: {_carrier(piece.source)} {what}"
    yield from _rivals(claim)


def _reason(standing: Standing) -> Reason:
    return next(reason for reason in REASONS if reason == standing.reason)


def _side(word: str, claim: Claim, origins: Sequence[Origin]) -> Iterator[str]:
    if origins:
        yield f"  {word}:"
    for origin in origins:
        yield f"    {_voiced(origin)}{_uncounted(origin, claim.standing)}"
        for source in origin.sources:
            yield f"      {_carrier(source)}{_repeats(claim, source, origin)}"


def _voiced(origin: Origin) -> str:
    voices = f"{_list(map(name, origin.voices))}, speaking for " if origin.voices else ""
    rival = " (by supporting a rival answer)" if origin.is_rival else ""
    return f"{voices}{_either(origin.roots)}{rival}"


def _uncounted(origin: Origin, standing: Standing) -> str:
    if origin.is_counted:
        return ""
    if set(origin.roots) & set(standing.both_sides):
        return " · not counted: it also stands on the other side"
    return " · not counted again: it may have an origin that is counted already"


def _repeats(claim: Claim, source: Source, origin: Origin) -> str:
    pieces = [p for p in claim.evidence if p.source is source and p.roots == origin.roots]
    told = {
        **{_repeated(via): None for piece in pieces for via in piece.via},
        **{f"{p.speaker.name} speaking": None for p in pieces if p.speaker},
    }
    return f": {', '.join(told)}" if told else ""


def _repeated(source: Source | None) -> str:
    return f"repeats {_carrier(source)}" if source else "says neither who told it nor what it read"


def _rivals(claim: Claim) -> Iterator[str]:
    for question in claim.questions:
        exclusive = ", of which one alone can be true" if question.is_exclusive else ""
        rivals = [answer for answer in question.answers if answer is not claim]
        yield f"  rival answers to “{question.ask}”{exclusive}:"
        yield from (f"    {rival.ref} is {verdict(rival.standing)}" for rival in rivals)


def _count(word: str, origins: Sequence[Origin]) -> str:
    counted = [_either(origin.roots) for origin in origins if origin.is_counted]
    return f"{len(counted)} {word}" + (f" ({', '.join(counted)})" if counted else "")


def _carrier(source: Source) -> str:
    return f"{source.publisher} [{source.id}]"


def _either(roots: Sequence[Root]) -> str:
    return " or ".join(map(name, roots))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
