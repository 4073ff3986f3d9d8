"""What the gates need beside Python: found, fetched where that is allowed, or named in one line."""

import hashlib
import os
import shutil
import subprocess
from ctypes.util import find_library
from pathlib import Path

TESTS = Path(__file__).parents[1]
NODE_MODULES = TESTS / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
HTML_CHECKER = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

BROWSERS = (
    "chromium-headless-shell",  # the same engine, and it opens a window in a third of the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
DEBIAN = {
    "chromium-headless-shell": BROWSERS,
    "curl": ("curl",),
    "default-jre-headless": ("java",),
    "git": ("git",),
    "libatomic1": ("atomic",),  # what drives the browser is linked to it
    "nodejs": ("node", "nodejs"),
    "npm": ("npm",),
}
"""Debian's package and the programs, or the library, one of which it must bring."""


def fetch_tools() -> tuple[str, ...]:
    """Install what the gates lack, where we may; return a sentence for each lack that stays."""
    if lacking() and os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(lacking())
    if packages := lacking():
        return (f"install {' '.join(packages)} (Debian: apt-get install, as root)",)
    return () if npm_install() else ("npm could not install what tests/package-lock.json pins",)


def browser() -> str:
    """Return the path of the system's Chromium, the leanest that is here."""
    return next(filter(None, map(shutil.which, BROWSERS)))


def lacking() -> list[str]:
    """Return the Debian packages that bring what is not here."""
    return [package for package, names in DEBIAN.items() if not any(map(is_here, names))]


def is_here(name: str) -> bool:
    """Tell whether the PATH has this program, or the linker this library."""
    return bool(shutil.which(name) or find_library(name))


def apt_install(packages: list[str]) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", *words], env=quiet, stdout=subprocess.DEVNULL, check=False
        )


def npm_install() -> bool:
    """Make node_modules hold what the lock pins; tell whether it does."""
    stamp = NODE_MODULES / "lock.stamp"
    wanted = hashlib.sha256((TESTS / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return True
    # No package's own install script runs: one of them would fetch a Java from elsewhere.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=TESTS, check=False).returncode:
        return False
    stamp.write_text(wanted, "utf-8")
    return True
