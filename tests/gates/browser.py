"""The system's Chromium, started the one way that works in a container too."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.gates.tools import browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


@contextmanager
def started_browser() -> Iterator[Browser]:
    """Run a browser as long as the block lasts."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=list(FLAGS))
        yield started
        started.close()
