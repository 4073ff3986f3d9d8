"""Every address and every `#id` in the built site leads somewhere; nothing is asked of the net."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.site import Site

pytestmark = pytest.mark.site
LYCHEE = Path(sys.executable).with_name("lychee")


def test_every_link_and_fragment_resolves(site: Site) -> None:
    assert broken_links(site, site.folder.parent) == []


def broken_links(site: Site, root: Path) -> list[str]:
    """Return a line for each link of the site that leads nowhere."""
    command = [str(LYCHEE), "--offline", "--include-fragments", "--index-files", "index.html"]
    command += ["--root-dir", str(root), "--remap", f"{site.url} {site.folder.as_uri()}/"]
    command += ["--no-progress", "--format", "json", str(site.folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(ended.stdout or ended.stderr)
    assert report["total"] > len(site.pages()), "the link checker read no links"
    return [
        f"{Path(page).relative_to(site.folder)}: {fault['url']} ({fault['status']['text']})"
        for page, faults in report["error_map"].items()
        for fault in faults
    ]
