"""The site that the gates look at: built twice, from clean copies that have little in common."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://github.com/example/remark"
"""Where the site says that it is edited; nothing there is asked for."""
BASE = "remark/"
"""A site at an address of its own hides links that lose the folder; Pages serves from one."""

ANOTHER_DAY = Path(__file__).parent / "elsewhere"
ELSEWHERE = ("unshare", "--user", "--map-user=4242", "--map-group=4242", "--net")
"""What runs behind it is another user, in a network without any connection, where Linux allows."""


def can_be_elsewhere() -> bool:
    """Tell whether this machine lets a program be another user without a network."""
    if not shutil.which(ELSEWHERE[0]):
        return False
    return subprocess.run([*ELSEWHERE, "true"], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where, when and as whom a site is built: nothing of it may show."""

    settings: tuple[tuple[str, str], ...] = ()
    umask: int = 0o022
    behind: tuple[str, ...] = ()

    def run(self, command: Sequence[str], **options: Any) -> "subprocess.CompletedProcess[str]":
        """Run a program there."""
        return subprocess.run(
            [*self.behind, *command],
            env=os.environ | dict(self.settings) | options.pop("env", {}),
            umask=self.umask,
            check=False,
            **options,
        )


HERE = Surroundings(
    (
        ("PYTHONHASHSEED", "1"),
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "C.UTF-8"),
        ("KB_WORKERS", "2"),
    )
)
THERE = Surroundings(
    (
        ("PYTHONHASHSEED", "4242"),
        ("TZ", "America/Los_Angeles"),
        ("LC_ALL", "POSIX"),
        ("KB_WORKERS", "1"),
        ("PYTHONPATH", str(ANOTHER_DAY)),
        ("SOURCE_DATE_EPOCH", "1"),
        ("USER", "somebody"),
        ("LOGNAME", "somebody"),
        ("HOME", "/nonexistent"),
    ),
    umask=0o077,
    behind=ELSEWHERE if can_be_elsewhere() else (),
)
LONG_AGO = 1_000_000_000
"""The time of every file of the second clone, in seconds: it was September 2001."""


@dataclass(frozen=True, slots=True)
class Clone:
    """A copy of the checkout and the surroundings in which its site was built."""

    root: Path
    surroundings: Surroundings

    @property
    def www(self) -> Path:
        """The folder to serve; the site stands in it as `remark/`."""
        return self.root.parent / "www"

    @property
    def site(self) -> Path:
        return self.www / BASE


def make_clone(root: Path, surroundings: Surroundings) -> Clone:
    """Return a copy of what git knows or would take."""
    copy_checkout(root)
    if surroundings is THERE:
        for path in root.rglob("*"):
            os.utime(path, (LONG_AGO, LONG_AGO))
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
    done = clone.surroundings.run(
        command,
        cwd=clone.root,
        env={"SITE_URL": site_url, "REPO_URL": REPOSITORY},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"the strict build failed:\n{done.stdout}"


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
