"""What the site promises to people who are named on it can be held, with what is there."""

import re
import shutil
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.render.pages import render_pages
from kb.site import problems_in, read_dossier

ROOT = Path(__file__).parent.parent
MINIMAL = ROOT / "tests" / "problems" / "minimal"
NOBODY = "No e-mail address has been set for this site"


def example() -> tuple[str, str]:
    """The letter and the claims of the guide's example of a reply."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    people = guide.split("\n### People\n")[1].split("\n## ")[0]
    (letter,) = re.findall(r"```text\n(.*?)```", people, re.DOTALL)
    (claims,) = re.findall(r"```yaml\n(.*?)```", people, re.DOTALL)
    return letter, claims


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier in which the mayor has replied as the guide says."""
    letter, claims = example()
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sources/letter-mayor.md").write_text(letter, "utf-8")
    with (tmp_path / "timeline.yaml").open("a", encoding="utf-8") as timeline:
        timeline.write(claims)
    return tmp_path


def page(dossier: Dossier, path: str) -> str:
    (found,) = (file.text for file in render_pages(dossier) if file.path == path)
    return found


def test_a_reply_as_the_guide_has_it_passes_the_check(folder: Path) -> None:
    assert problems_in(folder) == []


def test_what_it_disputes_is_disputed_and_the_two_lead_to_each_other(folder: Path) -> None:
    claims = {claim.id: claim for claim in read_dossier(folder).claims}
    statement, reply = claims["on-the-quay"], claims["mayor-replies"]

    assert statement.standing.mark == "disputed"
    assert reply.denies == [statement]
    assert statement.denied_by == [reply]


def test_statement_and_reply_stand_on_one_page_in_one_form(folder: Path) -> None:
    event = page(read_dossier(folder), "events/fire.md")
    forms = {
        tag.replace(claim, "")
        for claim in ("on-the-quay", "mayor-replies")
        for tag in re.findall(rf'<[^>]* id="{claim}"[^>]*>', event)
    }

    assert len(forms) == 1


def test_the_letter_is_kept_word_for_word(folder: Path) -> None:
    words = example()[0].rpartition("---\n")[2].strip()
    kept = re.sub(r"<[^>]*>", "", page(read_dossier(folder), "sources/letter-mayor.md"))

    assert words in kept


def test_a_statement_that_is_looked_at_says_so(folder: Path) -> None:
    line = "The mayor says that this is wrong; we have been looking at it since 3 June 1911."
    assert line in " ".join((ROOT / "CONTRIBUTING.md").read_text("utf-8").split())
    timeline = (folder / "timeline.yaml").read_text("utf-8")
    under = "        kind: happened\n        about: [mayor]\n"
    (folder / "timeline.yaml").write_text(
        timeline.replace(under, f"{under}        unverified: {line}\n"), "utf-8"
    )

    assert line in page(read_dossier(folder), "events/fire.md")


def test_without_an_address_the_page_says_that_there_is_none(folder: Path) -> None:
    reply = page(read_dossier(folder), "reply.md")

    assert NOBODY in reply
    assert "mailto:" not in reply


def test_an_address_stands_on_the_page_and_nothing_says_that_there_is_none(folder: Path) -> None:
    timeline = (folder / "timeline.yaml").read_text("utf-8")
    heading = "dossier:\n"
    (folder / "timeline.yaml").write_text(
        timeline.replace(heading, f"{heading}  email: desk@quay.example\n"), "utf-8"
    )

    reply = page(read_dossier(folder), "reply.md")

    assert '<a href="mailto:desk&#64;quay.example">' in reply
    assert NOBODY not in reply


def test_the_page_of_everybody_leads_to_it(folder: Path) -> None:
    assert '<a href="../../reply/">Reply, or ask for a correction</a>' in page(
        read_dossier(folder), "actors/mayor.md"
    )
