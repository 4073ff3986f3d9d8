"""The report as Markdown for people, and as JSON for machines."""

import json
from dataclasses import asdict

from kb.edit.diff.report import Report
from kb.edit.posting import GITHUB_LIMIT, ROOM, posted


def as_markdown(report: Report, most: int = GITHUB_LIMIT - ROOM) -> str:
    """Return the report in at most `most` characters; it says what it leaves out."""
    return posted("changes.md", report, most)


def as_json(report: Report) -> str:
    """Return the report with `changed` in front; the keys are those of `report` and `changes`."""
    whole = {"changed": report.changed, **asdict(report)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
