"""The site that the gates look at: built twice, from clean copies that have little in common."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://github.com/example/remark"
"""Where the site says that it is edited; nothing there is asked for."""
BASE = "remark/"
"""A site at an address of its own hides links that lose the folder; Pages serves from one."""

HERE = (("PYTHONHASHSEED", "1"), ("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C.UTF-8"))
THERE = (("PYTHONHASHSEED", "4242"), ("TZ", "America/Los_Angeles"), ("LC_ALL", "POSIX"))


@dataclass(frozen=True, slots=True)
class Clone:
    """A copy of the checkout and the surroundings in which its site was built."""

    root: Path
    surroundings: tuple[tuple[str, str], ...]

    @property
    def www(self) -> Path:
        """The folder to serve; the site stands in it as `remark/`."""
        return self.root.parent / "www"

    @property
    def site(self) -> Path:
        return self.www / BASE


def make_clone(root: Path, surroundings: tuple[tuple[str, str], ...]) -> Clone:
    """Return a copy of what git knows or would take."""
    copy_checkout(root)
    return Clone(root, surroundings)


def copy_checkout(target: Path) -> None:
    for name in tracked_files():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def tracked_files() -> Iterator[str]:
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    listing = subprocess.run(
        [*git, "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    yield from listing.decode("utf-8").split("\0")[:-1]


def build(clone: Clone, site_url: str) -> None:
    """Build a clone in its surroundings; show what a failing build said."""
    command = [sys.executable, "scripts/build.py", "build", "--site-dir", str(clone.site)]
    done = subprocess.run(
        command,
        cwd=clone.root,
        env=os.environ | dict(clone.surroundings) | {"SITE_URL": site_url, "REPO_URL": REPOSITORY},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"the strict build failed:\n{done.stdout}"


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
