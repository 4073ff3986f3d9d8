"""security.txt is one that programs can read (RFC 9116), or is not there."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from dressing_hook import _expires

TEMPLATE = Path(__file__).parent.parent / "overrides/.well-known/security.txt"
UNSET = "https://example.org/repository"
REPOSITORY = "https://github.com/example/remark"
EMAIL = "desk@quay.example"
NEWEST = date(2024, 2, 29)
LINE = re.compile(r"([A-Za-z-]+): (\S[^\r\n]*)")
ONCE = ("Expires", "Preferred-Languages")
WEB = ("Canonical", "Policy", "Acknowledgments", "Encryption", "Hiring")


def rendered(
    email: str = "",
    repository: str = UNSET,
    site: str = "https://quay.example/",
    newest: date | None = NEWEST,
) -> str:
    extra = {"email": email, "expires": _expires(newest)}
    config = SimpleNamespace(site_url=site, repo_url=repository, extra=extra)
    return Environment().from_string(TEMPLATE.read_text("utf-8")).render(config=config)


def fields(text: str) -> dict[str, list[str]]:
    """Read a security.txt as RFC 9116 has it, or fail."""
    assert text.endswith("\n")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        field = LINE.fullmatch(line)
        assert field, f"no field: {line!r}"
        found.setdefault(field[1], []).append(field[2])
    assert found["Contact"]
    assert all(len(found.get(name, ["-"])) == 1 for name in ONCE)
    assert all(re.match(r"https://|mailto:", address) for address in found["Contact"])
    assert all(address.startswith("https://") for name in WEB for address in found.get(name, []))
    return found


def test_whom_to_write_to_first_and_where_it_stands() -> None:
    assert fields(rendered(EMAIL, REPOSITORY)) == {
        "Contact": [f"mailto:{EMAIL}", f"{REPOSITORY}/security/advisories/new"],
        "Expires": ["2025-02-23T00:00:00Z"],
        "Preferred-Languages": ["en"],
        "Canonical": ["https://quay.example/.well-known/security.txt"],
        "Policy": [f"{REPOSITORY}/security/policy"],
    }


@pytest.mark.parametrize(
    ("email", "repository", "contacts"),
    [
        (EMAIL, UNSET, [f"mailto:{EMAIL}"]),
        ("", REPOSITORY, [f"{REPOSITORY}/security/advisories/new"]),
        (EMAIL, "http://git.quay.example/remark", [f"mailto:{EMAIL}"]),
        (EMAIL, "", [f"mailto:{EMAIL}"]),
    ],
)
def test_only_who_is_there_is_named(email: str, repository: str, contacts: list[str]) -> None:
    assert fields(rendered(email, repository))["Contact"] == contacts


@pytest.mark.parametrize(
    "nothing",
    [rendered("", UNSET), rendered("", ""), rendered(EMAIL, REPOSITORY, newest=None)],
    ids=["nobody", "no repository", "not yet published"],
)
def test_without_anybody_to_report_to_or_a_date_there_is_no_file(nothing: str) -> None:
    assert nothing.strip() == ""  # which MkDocs does not write


def test_a_site_without_tls_does_not_say_where_it_stands() -> None:
    assert "Canonical" not in fields(rendered(EMAIL, site="http://127.0.0.1:8000/"))


@pytest.mark.parametrize("newest", [date.min, NEWEST, date(9998, 12, 31)])
def test_it_expires_within_a_year_of_the_newest_data(newest: date) -> None:
    expires = datetime.fromisoformat(_expires(newest))

    assert expires.tzinfo == UTC
    assert timedelta() < expires.date() - newest < timedelta(days=366)


def test_data_of_the_last_day_of_all_never_expire() -> None:
    assert _expires(date.max) == ""
