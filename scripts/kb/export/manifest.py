"""What a reader needs to check a copy of the site alone: sums, passages, and the program for it."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.export.json_bytes import json_bytes
from kb.export.shapes import FORMAT, Evidence, Published
from kb.output import BinaryFile, OutputFile

MANIFEST, CHECKSUMS, VERIFIER = "data/manifest.json", "data/SHA256SUMS", "data/verify.py"
_PROGRAM = Path(__file__).with_name("verify.py")


def verifier_files() -> Iterator[OutputFile]:
    """Yield the program that checks a copy of the site; it needs Python and nothing else."""
    yield OutputFile(VERIFIER, _PROGRAM.read_text("utf-8"))


def manifest_file(published: Published, sums: Mapping[str, str]) -> BinaryFile:
    """Return the manifest of a rendered site; `sums` has the SHA-256 of each file of it by path."""
    whole = {
        "format": FORMAT,
        "url": published.url,
        "as_of": published.as_of,
        "sources": _kept(published),
        "passages": _passages(published),
        "statements": _statements(published),
        "files": dict(sorted(sums.items())),
    }
    return BinaryFile(MANIFEST, json_bytes(whole))


def checksums_file(sums: Mapping[str, str], manifest: BinaryFile) -> BinaryFile:
    """Return the same sums and that of the manifest as `sha256sum --check` reads them."""
    whole = {**sums, manifest.path: hashlib.sha256(manifest.data).hexdigest()}
    lines = (f"{sum_}  {path}\n" for path, sum_ in sorted(whole.items()))
    return BinaryFile(CHECKSUMS, "".join(lines).encode("utf-8"))


def _kept(published: Published) -> dict[str, str]:
    """Return where the text of each kept source stands in the site."""
    return {
        source.id: source.text.removeprefix(published.url)
        for source in published.sources
        if source.text
    }


def _passages(published: Published) -> list[dict[str, object]]:
    """Return each passage once, in the order of the texts, with the claims that rest on it."""
    quoting: dict[tuple[str, tuple[tuple[int, int], ...]], list[Evidence]] = {}
    for piece in published.evidence:
        if piece.passage:
            quoting.setdefault((piece.source, piece.passage.ranges), []).append(piece)
    return [
        {
            "source": source,
            "ranges": ranges,
            "sha256": hashlib.sha256("\n".join(pieces[0].quote).encode("utf-8")).hexdigest(),
            "statements": list(dict.fromkeys(piece.claim for piece in pieces)),
            "pages": list(dict.fromkeys(_page(piece.claim) for piece in pieces)),
        }
        for (source, ranges), pieces in sorted(quoting.items())
    ]


def _statements(published: Published) -> dict[str, dict[str, object]]:
    """Return for each claim the event and the sources in whose files it stands."""
    return {
        claim.id: {
            "event": [claim.event],
            "source": list(dict.fromkeys(piece.source for piece in claim.evidence)),
        }
        for claim in published.claims
    }


def _page(claim: str) -> str:
    return f"events/{claim.partition('/')[0]}/index.html"
