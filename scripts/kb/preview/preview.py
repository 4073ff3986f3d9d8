"""What `serve` remembers from build to build, and how it shows what is amiss.

It stands before the server's own application: pages pass through it unchanged, unless there are
problems; these are shown over every page until they are mended.
"""

import gc
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kb.dossier import Dossier
from kb.preview.answer import Answer, ask
from kb.preview.rendered import Rendered
from kb.problems import Problem, seen_from_here
from kb.render.templating import fill_plain, problem_of
from kb.write import Stamp

_POLL = "/livereload/"
"""Where browsers wait for the next build."""


class Preview:
    """One run of `serve`; as a context it is one build, whose failure it shows and swallows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dossier: Dossier | None = None
        """The last good one; nothing until there is one."""
        self.lasting: Mapping[str, int] | None = None
        """Data and days as known, by path with their sizes, as the first build made them: an edit
        shows, and they wait."""
        self.stand: Mapping[str, Stamp] = {}
        """The stamps of what the last build left in `docs/`."""
        self.rendered = Rendered()
        self.problems: Sequence[Problem] = ()
        self._found: list[Problem] = []
        self._version = 0
        self._scratch = TemporaryDirectory(prefix="preview-")
        self.nothing = self._room("nothing")
        """An empty folder: the pages of a site that has none yet."""
        self.search = Path(self._scratch.name) / "pagefind"
        """Where the search of the first build is kept: an edit shows at once, and it waits."""

    def __enter__(self) -> Self:
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
        gc.enable()
        is_failure = isinstance(error, (Exception, SystemExit))
        if is_failure and error and not self._found:
            self.meet([problem := problem_of(error)])
            if problem.rule == "failure":  # a fault of ours, which somebody has to find
                traceback.print_exception(error)
        self.end()
        return is_failure

    def meet(self, problems: Iterable[Problem]) -> None:
        """Note what is amiss in this build."""
        self._found.extend(seen_from_here(problems, self.folder))

    def end(self) -> None:
        """Show from now on what this build met, or nothing."""
        self.problems, self._found = tuple(self._found), []
        self._version = time.time_ns()

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
            found = ask(site, environ)
            if version == self._version:  # else a build wrote while this was read
                return self._covered(found)

    def _covered(self, found: Answer) -> Answer:
        if not found.is_html:
            return found
        facts: dict[str, object] = {"problems": self.problems, "version": self._version}
        facts["has_pages"] = self.dossier is not None
        parts = [fill_plain("preview.html", facts)] if self.problems else []
        if not found.is_good:
            parts.append(fill_plain("preview_reload.html", facts))
        return found.with_at_end("".join(parts))

    def _room(self, name: str) -> Path:
        room = Path(self._scratch.name) / name
        room.mkdir()
        return room
