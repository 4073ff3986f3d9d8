"""Every page of the built site is HTML as the standard has it."""

import json
import subprocess
from collections.abc import Iterator

import pytest

from tests.gates.findings import Finding, assert_only_ignored
from tests.gates.site import Site
from tests.gates.tools import HTML_CHECKER

pytestmark = pytest.mark.site


def test_html_checker_finds_nothing(site: Site) -> None:
    assert_only_ignored("html", html_findings(site))


def html_findings(site: Site) -> Iterator[Finding]:
    command = ["java", "-jar", str(HTML_CHECKER), "--format", "json", "--stdout"]
    files = [str(site.file(page)) for page in [*site.pages(), "404.html"]]
    ended = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert ended.stdout, ended.stderr
    for said in json.loads(ended.stdout)["messages"]:
        page = said["url"].removeprefix(f"file:{site.folder}/").removesuffix("index.html")
        yield Finding(said["message"], said.get("extract", "").strip(), page)
