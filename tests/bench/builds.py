"""The builds of one size: in each round the plain one, and ours from nothing and after each edit.

A round is measured as a whole, ours right beside the plain build that it is compared with, since
what else a machine does changes from minute to minute.
"""

import compileall
import shutil
import sys
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from tests.bench.clock import NotMeasured, Ran, clocked
from tests.bench.edits import change_letter, edit_event, override_theme, rename_actor
from tests.bench.plain import ENVIRONMENT, plain_command, write_plain
from tests.bench.progress import tell
from tests.bench.size import Size
from tests.gates.clones import copy_checkout

NO_INDEX = {"KB_SEARCH": "off"}
"""Leaves out the search index, whose time is told apart."""
STOCK = {"KB_STOCK": "1"}
"""Renders our pages with MkDocs as it comes."""
PLAIN, COLD, INDEXED, UNAIDED = "plain", "cold", "indexed", "unaided"
CHECK, SAME, EVENT, ACTOR = "check", "same", "event", "actor"
LETTER, THEME = "letter", "theme"
NAMES = {
    PLAIN: "plain mkdocs build",
    COLD: "cold build",
    SAME: "nothing changed",
    EVENT: "one edited event",
    ACTOR: "one edited actor name",
    LETTER: "one letter of the source",
    THEME: "theme override changed",
    CHECK: "check alone",
    INDEXED: "cold build with its index",
    UNAIDED: "cold build, stock MkDocs",
}
"""What is measured, in the order of the table."""
USUAL = tuple(name for name in NAMES if name != UNAIDED)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one size is measured: a copy of the checkout, a dossier, the plain site."""

    size: Size
    scratch: Path
    limit: float
    """Seconds that one command may take."""

    @property
    def checkout(self) -> Path:
        """A copy, so that its theme can be changed."""
        return self.scratch / "checkout"

    @property
    def dossier(self) -> Path:
        return self.scratch / "dossier"

    @property
    def site(self) -> Path:
        return self.dossier / "site"

    @property
    def plain(self) -> Path:
        return self.scratch / "plain"

    def prepare(self) -> None:
        """Copy the checkout, compiled, and invent the dossier."""
        copy_checkout(self.checkout)
        compileall.compile_dir(self.checkout / "scripts", quiet=2)
        here = Path(__file__).parents[2]
        invent = ["-m", "tests.bench.dossiers", str(self.size.events), str(self.dossier)]
        clocked([sys.executable, *invent], limit=self.limit, cwd=here)

    def put_away(self, *names: str) -> None:
        """Move folders of the dossier away, since what they hold is to be made again.

        They are not deleted: a disk is slow to take many files right after it gave up as many.
        """
        for path in (self.dossier / name for name in names):
            if path.exists():
                path.rename(Path(mkdtemp(dir=self.scratch), path.name))

    def ours(self, command: str, **env: str) -> Ran:
        """Run a command of the copy on the dossier."""
        words = ["scripts/build.py", command, "--dossier", str(self.dossier)]
        return clocked([sys.executable, *words], limit=self.limit, cwd=self.checkout, env=env)


@dataclass(slots=True)
class Series:
    """What was measured at one size, as far as it came."""

    ground: Ground
    pages: int = 0
    """Of Markdown, which are the plain site's too."""
    rounds: list[dict[str, Ran]] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)
    """By what could not be measured: why."""

    @property
    def events(self) -> int:
        return self.ground.size.events

    def all_of(self, name: str) -> list[Ran]:
        """Return each time that something was measured."""
        return [done[name] for done in self.rounds if name in done]

    def pairs(self, name: str, beside: str = PLAIN) -> Iterator[tuple[Ran, Ran]]:
        """Yield what was measured with what it is compared with, of the same round."""
        for done in self.rounds:
            if name in done and beside in done:
                yield done[name], done[beside]

    def run_rounds(self, rounds: int, wanted: Container[str]) -> None:
        """Measure what is wanted so many times; what fails is noted, and the rest goes on."""
        for turn in range(1, rounds + 1):
            self.rounds.append({})
            for name, measure in self._measures(turn).items():
                if name in wanted:
                    self.run(name, measure)

    def run(self, name: str, measure: Callable[[], Ran]) -> None:
        """Measure one thing in the newest round."""
        about = f"{self.events:,} events, round {len(self.rounds)}: {NAMES[name]}"
        tell(f"{about} …")
        try:
            ran = self.rounds[-1][name] = measure()
            tell(f"{about}: {ran.seconds:.1f} s, {ran.peak / 1e6:,.0f} MB")
        except NotMeasured as failed:
            self.lost[name] = str(failed)
            tell(f"{about}: {failed}")

    def cold(self, **env: str) -> Ran:
        """Build from nothing: neither pages nor site are there."""
        self.ground.put_away("docs", "site")
        return self.ground.ours("build", **env)

    def _measures(self, turn: int) -> dict[str, Callable[[], Ran]]:
        """Return what a round measures, in order: after a build from nothing come the edits."""
        ground = self.ground
        again = partial(ground.ours, "build", **NO_INDEX)
        edits = {EVENT: edit_event, ACTOR: rename_actor, LETTER: change_letter}
        return {
            INDEXED: self.cold,
            UNAIDED: partial(self.cold, **NO_INDEX, **STOCK),
            COLD: partial(self.cold, **NO_INDEX),
            PLAIN: self._plain,
            SAME: again,
            **{
                name: _after(partial(edit, ground.dossier, ground.size, turn), again)
                for name, edit in edits.items()
            },
            THEME: _after(partial(override_theme, ground.checkout, turn), again),
            CHECK: partial(ground.ours, "check"),
        }

    def _plain(self) -> Ran:
        """Build the plain site of the pages that ours wrote first."""
        folder = self.ground.plain
        if not self.pages:
            self.pages = write_plain(self.ground.dossier / "docs", self.ground.checkout, folder)
        shutil.rmtree(folder / "site", ignore_errors=True)
        return clocked(plain_command(), limit=self.ground.limit, cwd=folder, env=ENVIRONMENT)


def _after(edit: Callable[[], None], measure: Callable[[], Ran]) -> Callable[[], Ran]:
    """Return the measure of what comes after an edit, which takes no part in it."""

    def edited() -> Ran:
        edit()
        return measure()

    return edited
