"""What every measure starts from: the site, built from a clean copy and served as a host would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.host import host
from tests.gates.browser import started_browser
from tests.gates.clones import BASE, Clone, Surroundings, build, copy_checkout
from tests.gates.site import PAGE_TYPES, Site


@dataclass(frozen=True, slots=True)
class Stage:
    """The served site, a browser, and a folder for what a measure has to write."""

    site: Site
    browser: Browser
    scratch: Path

    def richest_pages(self) -> list[str]:
        """Return the richest page of each type, each page once."""
        return list(dict.fromkeys(self.site.richest(kind) for kind in PAGE_TYPES))


@contextmanager
def stage(scratch: Path) -> Iterator[Stage]:
    """Build and serve the site as long as the block lasts."""
    clone = Clone(scratch / "site" / "checkout", Surroundings())
    copy_checkout(clone.root)
    clone.www.mkdir()
    with host(clone.www) as address, started_browser() as browser:
        build(clone, address + BASE)
        yield Stage(Site(address + BASE, clone.site), browser, scratch)
