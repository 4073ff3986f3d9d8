"""Copies of a dossier to try things on."""

import shutil
from pathlib import Path


def without_pages(folder: str, names: list[str]) -> set[str]:
    """Leave out what the build wrote into `docs/`: an `ignore` of `shutil.copytree`."""
    return set(names) - {"published.jsonl"} if Path(folder).name == "docs" else set()


def unpublish(dossier: Path) -> None:
    """Make a dossier one of which nothing was published yet."""
    (dossier / "docs/published.jsonl").unlink()
    timeline = dossier / "timeline.yaml"
    before, _, rest = timeline.read_bytes().decode("utf-8").partition("\nretired:\n")
    timeline.write_bytes(f"{before}\n\n{rest[rest.index('avoid_words') :]}".encode())


def copy_dossier(dossier: Path, target: Path) -> Path:
    """Copy what a dossier is made of, and nothing of what stands around it; return the copy."""
    shutil.copytree(dossier / "sources", target / "sources")
    shutil.copy(dossier / "timeline.yaml", target)
    if (ledger := dossier / "docs/published.jsonl").exists():
        (target / "docs").mkdir()
        shutil.copy(ledger, target / "docs")
    return target
