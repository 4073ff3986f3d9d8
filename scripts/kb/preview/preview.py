"""What `serve` remembers from build to build, and how it shows what is amiss.

It stands before the server's own application: what is asked for is made, and then passes through it
unchanged, unless there are problems; these are shown over every page until they are mended.
"""

import gc
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from types import TracebackType
from typing import Self
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kb.dossier import Dossier
from kb.preview.answer import Answer, ask
from kb.preview.let_go import let_go
from kb.problems import InvalidDossier, Problem, seen_from_here
from kb.read.memory import Memory
from kb.render.templating import fill_plain, problem_of

_SOON, _IDLE = 1.0, 20.0
"""Seconds after a build: its page has been shown; and nobody edits for the moment."""
_POLL = "/livereload/"
"""Where browsers wait for the next build."""


class Preview:
    """One run of `serve`; as a context it is one build, whose failure it shows and swallows."""

    def __init__(self, folder: Path, tell: Callable[[Sequence[Problem]], None]) -> None:
        self.folder, self._tell = folder, tell
        self.dossier: Dossier | None = None
        """The last good one; nothing until there is one."""
        self.memory = Memory()
        self.bring: Callable[[str], None] = lambda _: None
        """Makes what is served at a path below the site's own, before it is served."""
        self.root = "/"
        """The path of the site."""
        self.problems: Sequence[Problem] = ()
        self._found: list[Problem] = []
        self._version = 0
        self._idle: Timer | None = None
        self._building = Lock()
        """A build and what makes a page are of one thread at a time."""
        self._scratch = TemporaryDirectory(prefix="preview-")
        self.nothing = Path(self._scratch.name)
        """An empty folder: MkDocs finds no page there."""

    def __enter__(self) -> Self:
        self._building.acquire()
        if self._idle:
            self._idle.cancel()
        gc.disable()  # nothing of a build is garbage before it ends, and looking for it takes long
        self._version = time.time_ns()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """End a build well, whatever came between, unless somebody wants to stop the server."""
        is_failure = isinstance(error, (Exception, SystemExit))
        if is_failure and error and not self._found:
            self.meet([problem := problem_of(error)])
            _show_fault(problem, error)
        self.end()
        self._building.release()
        return is_failure

    def meet(self, problems: Iterable[Problem]) -> None:
        """Note what is amiss in this build."""
        self._found.extend(seen_from_here(problems, self.folder))

    def end(self) -> None:
        """Show from now on what this build met, or nothing."""
        self.problems, self._found = tuple(self._found), []
        self._version = time.time_ns()
        gc.freeze()  # what is shown is no garbage, and looking through it takes seconds
        gc.enable()
        self._idle = _later(_IDLE, self._collect)

    def show(self, bring: Callable[[str], None], instead_of: Dossier | None) -> None:
        """Show from now on what `bring` makes; the dossier that was shown before goes soon."""
        self.bring = bring
        if instead_of:
            _later(_SOON, partial(let_go, instead_of))

    def _collect(self) -> None:
        """Look for the garbage of all builds, while nobody edits."""
        with self._building:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def over(self, site: WSGIApplication) -> WSGIApplication:
        """Return the application that answers as `site` does, with the problems over its pages."""

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"].startswith(_POLL):
                return self._poll(site, environ, start)
            found = self._page(site, environ)
            start(found.status, found.headers)
            return [found.body]

        return answer

    def _poll(
        self, site: WSGIApplication, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """Tell besides which build stands, for pages that do not know the server's own count."""
        version = ("X-Build", str(self._version))
        return site(environ, lambda status, headers, *rest: start(status, [*headers, version]))

    def _page(self, site: WSGIApplication, environ: WSGIEnvironment) -> Answer:
        if self.dossier is None and self.problems:
            return self._covered(Answer.waiting(fill_plain("preview_waiting.html", {})))
        while True:
            version = self._version
            amiss = self._brought(environ["PATH_INFO"])
            found = ask(site, environ)
            if version == self._version:  # else a build ended while this was read
                return self._covered(found, amiss)

    def _brought(self, path: str) -> Sequence[Problem]:
        """Make what is to be served; return what kept it from being made, and tell it."""
        below = path.encode("latin-1").decode("utf-8", "ignore").removeprefix(self.root)
        with self._building:
            try:
                self.bring(below)
            except InvalidDossier as invalid:
                amiss = list(seen_from_here(invalid.problems, self.folder))
            except Exception as error:  # whatever a template does, the server goes on
                amiss = [problem := problem_of(error)]
                _show_fault(problem, error)
            else:
                return ()
        self._tell(amiss)
        return amiss

    def _covered(self, found: Answer, amiss: Sequence[Problem] = ()) -> Answer:
        if not found.is_html:
            return found
        problems = (*self.problems, *amiss)
        facts: dict[str, object] = {"problems": problems, "version": self._version}
        facts["has_pages"] = self.dossier is not None and (found.is_good or not amiss)
        parts = [fill_plain("preview.html", facts)] if problems else []
        if not found.is_good:
            parts.append(fill_plain("preview_reload.html", facts))
        return found.with_at_end("".join(parts))


def _later(seconds: float, act: Callable[[], None]) -> Timer:
    """Do something later, unless the server ends before."""
    waiting = Timer(seconds, act)
    waiting.daemon = True
    waiting.start()
    return waiting


def _show_fault(problem: Problem, error: BaseException) -> None:
    """Show where a fault of ours is, which somebody has to find."""
    if problem.rule == "failure":
        traceback.print_exception(error)
