"""One build of a site: what it may leave as it stands, and how it ends."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from faster.standing import (
    ENGINE,
    Standing,
    fingerprint,
    mark_whole,
    stamps_in,
    standing_in,
    whole,
)
from faster.swap import aside, mend, renew_site, replace_site
from kb.problems import InvalidDossier
from kb.still import Looks, changes, looks
from kb.write import Draft, discard

_OWN_PAGES = "pages"


class Build:
    """A build of the dossier in `folder` to `site`, by the engine at `root`.

    It is made beside the site and put in its place once it has ended well: whatever happens before
    leaves the last good one. With `is_stock` MkDocs makes all of it alone. Only one is made at a
    time; what one that was killed has left is mended by the next.
    """

    def __init__(
        self, root: Path, folder: Path, site: Path, *, is_zipped: bool, is_stock: bool
    ) -> None:
        mend(site)
        self._root, self._folder = root, folder
        self._docs, self._site = folder / "docs", site
        self._is_zipped, self._is_stock = is_zipped, is_stock
        self._inputs, self._used = looks(folder), self._looks()
        self._made_of = fingerprint(root, folder, site, ["zip"] if is_zipped else [])
        self._made_of_last = whole(self._docs)
        self.aside = aside(site)
        """Where MkDocs is to write."""

    @property
    def is_done(self) -> bool:
        """Tell whether the last build was of the same, and stands as it was left."""
        is_same = self._made_of == self._made_of_last and not self._is_stock
        return is_same and self._last is not None and self._last.docs == stamps_in(self._docs)

    def begin(self) -> dict[str, str]:
        """Return what the hook is to find in its environment; until the end nothing stands."""
        settings = {"KB_ZIP": "yes"} if self._is_zipped else {}
        settings |= {"KB_STOCK": "yes"} if self._is_stock else {"KB_STANDING": self._standing}
        mark_whole(self._docs, "")
        if self.aside.is_symlink():  # MkDocs would empty the folder that it leads to
            self.aside.unlink()
        return settings

    def drop(self) -> None:
        """Remove what came of it."""
        Draft(self._docs).drop()
        with suppress(OSError):  # why it was not made has been said already
            discard(self.aside)

    def publish(self) -> None:
        """Put the site in its place, or raise InvalidDossier and remove it.

        A template that was replaced meanwhile may have made some of the pages and not the others.
        """
        used = self._looks()
        if changed := list(changes(self._used, used, "the site was being made")):
            self.drop()
            raise InvalidDossier(changed)
        if self._standing and (now := standing_in(self._docs)):
            renew_site(self.aside, self._site, now.site)
        else:
            replace_site(self.aside, self._site)
        if not self._is_stock and looks(self._folder) == self._inputs:
            mark_whole(self._docs, self._made_of)

    def _looks(self) -> Looks:
        """Return how all looks that is used again and again while a site is made."""
        own = looks(self._folder, [_OWN_PAGES])
        return {
            f"{self._root}/{file}": look for file, look in looks(self._root, ENGINE).items()
        } | own

    @cached_property
    def _last(self) -> Standing | None:
        """What the last build left, if the same engine made it and the site is as it was left."""
        is_same_engine = self._made_of.splitlines()[0] == self._made_of_last.partition("\n")[0]
        last = standing_in(self._docs) if is_same_engine else None
        return last if last and last.fits(self._site) else None

    @cached_property
    def _standing(self) -> str:
        """Empty where all is to be made again."""
        return "yes" if self._last and not self._is_zipped and not self._is_stock else ""
