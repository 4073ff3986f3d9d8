"""What was added, told to the editor who added it."""

from collections.abc import Iterator

from kb.dossier import Dossier
from kb.edit.add import Addition
from kb.edit.explain import changed, claims_of, named_origin, shared_origins

_PREVIEW = "http://127.0.0.1:8000"
"""Where `./run serve` shows the site unless it is told otherwise."""


def told(addition: Addition, before: Dossier | None, folder: str) -> Iterator[str]:
    """Yield where it stands, its page, and what has become of the claim.

    `folder` is the dossier's folder as seen from where the editor stands.
    """
    at = addition.at
    yield f"written: {at.file if folder == '.' else f'{folder}/{at.file}'}:{at.line}"
    dossier = addition.tried.dossier
    claims = claims_of(dossier, addition.event, addition.claim) if dossier else []
    if not claims:
        yield "it is a draft: checked, and not published while 'draft: true' stands there"
        return
    page = f"/events/{addition.event}/"
    yield f"page: {page} ({_PREVIEW}{page} while ./run serve runs)"
    earlier = claims_of(before, addition.event, addition.claim) if before else []
    yield changed(claims[0], earlier[0].standing if earlier else None)
    piece = claims[0].evidence[-1]
    if piece.speaker or piece.via:
        return
    for origin, question in shared_origins(piece):
        key, value = named_origin(origin)
        yield f"{question}\n    if so, write '{key}: {value}' beside it"
