"""Whose status changed and why: which origins came, went, changed sides or became rivals."""

from collections.abc import Iterator, Mapping

from kb.dossier import Actor, Claim, Dossier, Origin, Source, Standing
from kb.edit.diff.changes import Cause, Kind, OriginChange, Side, StatusChange
from kb.public.plain import plain

Was = Mapping[tuple[Kind, str], str]
"""The old id of what was renamed, by kind and new id."""
_Root = tuple[str, str]
_Roots = tuple[_Root, ...]
_Sided = dict[_Roots, Origin]
_Sides = tuple[_Sided, _Sided]
"""For, and against."""
_CAUSES: tuple[tuple[Cause, Cause, Cause], ...] = (
    ("new-for", "now-for", "gone-for"),
    ("new-against", "now-against", "gone-against"),
)
_NOBODY = "reports that name nobody"


def status_changes(before: Dossier, after: Dossier, was: Was) -> tuple[StatusChange, ...]:
    """Return each claim of both sides whose status or counts are not the same, with the causes."""
    old = {claim.ref: claim for claim in before.claims}
    pairs = ((old.get(_old_ref(claim.ref, was)), claim) for claim in after.claims)
    return tuple(
        StatusChange(
            claim.ref,
            plain(claim.text),
            _side(earlier.standing),
            _side(claim.standing),
            tuple(_causes(earlier, claim, was)),
        )
        for earlier, claim in pairs
        if earlier and _counts(earlier.standing) != _counts(claim.standing)
    )


def _counts(standing: Standing) -> tuple[str, int, int]:
    """Return what the page prints; opinions are not rated, so they have no counts."""
    if standing.mark == "opinion":
        return standing.mark, 0, 0
    return standing.mark, standing.supporting, standing.disputing


def _side(standing: Standing) -> Side:
    return Side(standing.mark, _counted(standing.support), _counted(standing.dispute))


def _counted(origins: tuple[Origin, ...]) -> tuple[str, ...]:
    return tuple(name_of(origin) for origin in origins if origin.is_counted)


def name_of(origin: Origin) -> str:
    """Return an origin as readers know it: the actor, the outlet, or nobody."""
    names = [_NOBODY if root is None else _name(root) for root in origin.roots]
    return " or ".join(dict.fromkeys(names))


def _name(root: Actor | Source) -> str:
    return root.name if isinstance(root, Actor) else root.publisher


def _causes(old: Claim, new: Claim, was: Was) -> Iterator[OriginChange]:
    if old.kind != new.kind:
        yield _about("kind", f"{old.kind} → {new.kind}")
    yield from _rivals(old, new, was)
    yield from _origins(_sides(old.standing, {}), _sides(new.standing, was))


def _sides(standing: Standing, was: Was) -> _Sides:
    return _sided(standing.support, was), _sided(standing.dispute, was)


def _origins(old: _Sides, new: _Sides) -> Iterator[OriginChange]:
    """Yield what became of each origin, those for it first; one that changed sides once."""
    for at, (came, crossed, gone) in enumerate(_CAUSES):
        for key, origin in new[at].items():
            has_crossed = key in old[1 - at] and key not in new[1 - at]
            if key not in old[at]:
                yield _told(crossed if has_crossed else came, origin)
            else:
                yield from _weighed(old[at][key], origin)
        for key, origin in old[at].items():
            has_crossed = key in new[1 - at] and key not in old[1 - at]
            if key not in new[at] and not has_crossed:
                yield _told(gone, origin, _into(origin, new[at]))


def _weighed(old: Origin, new: Origin) -> Iterator[OriginChange]:
    if old.is_rival != new.is_rival:
        yield _told("now-rival" if new.is_rival else "no-longer-rival", new)
    elif old.is_counted != new.is_counted:
        yield _told("now-counted" if new.is_counted else "no-longer-counted", new)


def _into(gone: Origin, side: _Sided) -> str:
    """Return the origin as which every source of one that is gone is counted now, if it is one."""
    sources = {source.id for source in gone.sources}
    found = [name_of(o) for o in side.values() if sources <= {source.id for source in o.sources}]
    return found[0] if len(found) == 1 else ""


def _about(how: Cause, what: str) -> OriginChange:
    return OriginChange(how, what, "", (), is_rival=False, is_counted=True)


def _told(how: Cause, origin: Origin, into: str = "") -> OriginChange:
    sources = tuple(dict.fromkeys(source.publisher for source in origin.sources))
    return OriginChange(
        how, name_of(origin), into, sources, is_rival=origin.is_rival, is_counted=origin.is_counted
    )


def _rivals(old: Claim, new: Claim, was: Was) -> Iterator[OriginChange]:
    before, after = _rivals_of(old), {_old_ref(ref, was): ref for ref in _rivals_of(new)}
    for ref in before:
        if ref not in after:
            yield _about("rival-removed", ref)
    for known, ref in after.items():
        if known not in before:
            yield _about("rival-added", ref)


def _rivals_of(claim: Claim) -> dict[str, None]:
    """Return the answers of which one alone can be true beside the claim."""
    exclusive = (question for question in claim.questions if question.is_exclusive)
    answers = (answer for question in exclusive for answer in question.answers)
    return {answer.ref: None for answer in answers if answer is not claim}


def _sided(origins: tuple[Origin, ...], was: Was) -> _Sided:
    return {tuple(_key(root, was) for root in origin.roots): origin for origin in origins}


def _key(root: Actor | Source | None, was: Was) -> _Root:
    if root is None:
        return "", ""
    kind: Kind = "actor" if isinstance(root, Actor) else "source"
    return kind, was.get((kind, root.id), root.id)


def _old_ref(ref: str, was: Was) -> str:
    owner, _, claim = was.get(("claim", ref), ref).partition("/")
    return f"{was.get(('event', owner), owner)}/{claim}"
