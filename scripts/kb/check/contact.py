"""Rules: who is named here can write to somebody."""

import re
from collections.abc import Iterator

from kb.check.fixes import retype
from kb.manuscript import Manuscript
from kb.problems import Problem

_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_EXAMPLE = re.compile(r"@(.+\.)?example\.(com|net|org)", re.IGNORECASE)


def unfit_email(manuscript: Manuscript) -> Iterator[Problem]:
    """The address for letters is one that letters reach, as far as it can be seen."""
    email = manuscript.timeline.dossier.email
    if email and (truth := _fault(email)):
        path = ("dossier", "email")
        hint = (
            "write an address that somebody reads, or delete 'email': pages then say there is none"
        )
        bare = email.strip("<>").removeprefix("mailto:")
        fix = retype(manuscript.scalar(*path), "" if _fault(bare) else bare)
        yield Problem(manuscript.at(*path), f"'{email}' {truth}", hint, fix=fix)


def _fault(email: str) -> str:
    """Return what is wrong with an address for letters, or nothing."""
    if not _EMAIL.fullmatch(email):
        return "is no e-mail address"
    return "is an address for examples, which no letter reaches" if _EXAMPLE.search(email) else ""
