"""What a checker says of a page, and the one committed list of what it may say."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

IGNORED = Path(__file__).with_name("ignored.toml")


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint: which rule, about what, on which page."""

    rule: str
    where: str
    page: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A complaint that we accept, by parts of its rule and of the place, and why."""

    checker: str
    rule: str
    where: str
    because: str

    def covers(self, finding: Finding) -> bool:
        return self.rule in finding.rule and self.where in finding.where


def assert_only_ignored(checker: str, findings: Iterable[Finding]) -> None:
    """Fail on a finding that the list does not hold, and on an entry that nothing needs."""
    accepted = [entry for entry in read_ignored() if entry.checker == checker]
    found = list(findings)
    fresh = [f for f in found if not any(entry.covers(f) for entry in accepted)]
    idle = [entry for entry in accepted if not any(entry.covers(f) for f in found)]
    assert not fresh, f"{checker} finds:\n{told_once(fresh)}"
    assert not idle, f"{IGNORED.name} holds what no longer occurs: {idle}"


def told_once(findings: list[Finding]) -> str:
    """Return each finding with the first page that has it and the number of the others."""
    pages: dict[tuple[str, str], list[str]] = {}
    for found in findings:
        pages.setdefault((found.rule, found.where), []).append(found.page or "home")
    return "\n".join(
        f"{on[0]} and {len(on) - 1} more: {rule}\n    {where}"
        for (rule, where), on in pages.items()
    )


def read_ignored() -> list[Ignored]:
    """Return the committed list; an entry without a reason is refused."""
    entries = tomllib.loads(IGNORED.read_text("utf-8")).get("ignored", [])
    return [Ignored(**entry) for entry in entries]
