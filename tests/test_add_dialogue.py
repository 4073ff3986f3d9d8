"""The dialogue of `./run add`, through a terminal as an editor uses it."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kb.commands.terminal import completions
from kb.site import read_dossier
from tests.copies import copy_dossier

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
PATIENCE = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_dossier(GOLDEN, tmp_path / "dossier")


@pytest.fixture
def talk_in(folder: Path) -> Iterator[Callable[..., "Talk"]]:
    with ExitStack() as talks:

        def begin(*more: str) -> Talk:
            talk = Talk(folder, *more)
            talks.callback(talk.close)
            return talk

        yield begin


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Talk:
    """The real command at a terminal of its own."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, str(ROOT / "scripts/build.py"), "add", "--dossier", str(folder)]
        self.program = subprocess.Popen(
            [*command, *more],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ | {"TERM": "xterm"},  # without one, long lines are scrolled
        )
        os.close(slave)
        self.bytes = b""
        self.said = ""
        self.heard = 0

    def play(self, *turns: tuple[str, str]) -> None:
        """Answer each prompt; without an answer, wait for the words."""
        for prompt, typed in turns:
            self.answer(prompt, typed) if typed else self.wait_for(prompt)

    def answer(self, prompt: str, typed: str) -> None:
        """Wait for a prompt, then type."""
        self.wait_for(prompt)
        os.write(self.master, typed.encode())

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.said[self.heard :]:
            assert time.monotonic() < end, f"{words!r} was not said:\n{self.said[-2000:]}"
            assert self._read(1), f"it ended without {words!r}:\n{self.said[-2000:]}"
        self.heard = self.said.index(words, self.heard) + len(words)

    def interrupt(self, words: str) -> None:
        """Press Ctrl-C until it is heard: Python waits on after one right behind the prompt."""
        end = time.monotonic() + PATIENCE
        while words not in self.said[self.heard :] and time.monotonic() < end:
            os.killpg(self.program.pid, signal.SIGINT)
            quiet = time.monotonic() + 5
            while words not in self.said[self.heard :] and time.monotonic() < quiet:
                self._read(1)
        self.wait_for(words)

    def end(self) -> int:
        while self._read(PATIENCE):
            pass
        return self.program.wait(PATIENCE)

    def close(self) -> None:
        """End it, whatever it waits for: what is left open would be told of a later test."""
        self.program.kill()
        self.program.wait()
        os.close(self.master)

    def _read(self, patience: float) -> bool:
        if not select.select([self.master], [], [], patience)[0]:
            return self.program.poll() is None
        try:
            content = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += content  # a read may end within a letter, so all is decoded again
        self.said = self.bytes.decode("utf-8", "ignore").replace("\r\n", "\n")
        return bool(content)


def test_an_event_is_added_by_answering_with_wrong_answers_told_at_once(
    folder: Path, talk_in: Callable[..., Talk]
) -> None:
    talk = talk_in("--on", "2026-01-02")
    talk.play(
        ("What happened", "The mayor apologises\n"),
        ("When", "20 May\n"),
        ("names no year", ""),
        ("When", "1999-05-20\n"),
        ("Where", "Town Hal\n"),
        ("did you mean 'Town Hall'?", ""),
        ("name of a new place", "\n"),
        ("Where", "Town Hall\n"),
        ("Who took part", "spok\t\n"),
        ("role of spokesman in it", "speaker\n"),
        ("Who took part", "Ben Oar\n"),
        ("name of a new actor", "Ben Oar\n"),
        ("what ben-oar is", "persn\n"),
        ("did you mean 'person'?", ""),
        ("what ben-oar is", "\n"),
        ("role of ben-oar in it", "witness\n"),
        ("Who took part", "\n"),
        ("Topic", "\n"),
        ("permanent id, without a date [mayor-apologises]", "\n"),
        ("The claim", "Carts were turned away.\n"),
        ("Kind of claim [happened]", "\n"),
        ("The claim’s id [carts-turned-away]", "\n"),
        ("Source", "gazette\t\n"),
        ("Quote", "the bridge were closed to carts, and nobody\n"),
        ("the nearest passage is in", ""),
        ("take this?", "y\n"),
        ("What it reports", "\n"),
        ("What it does to the claim [supports]", "\n"),
        ("Whose word", "\n"),
        ("only repeats", "\n"),
        ("Write this?", "\n"),
        ("this claim is now single-source: 1 for (The Harrow Gazette), 0 against", ""),
    )

    assert talk.end() == 0

    (event,) = [event for event in read_dossier(folder).events if event.id == "mayor-apologises"]
    assert list(event.parts) == ["spokesman", "ben-oar"]
    assert event.claims["carts-turned-away"].evidence[0].quote == (
        "the bridge was closed to carts, and nobody",
    )


def test_a_new_source_is_asked_for_and_a_shared_origin_offered(
    folder: Path, talk_in: Callable[..., Talk]
) -> None:
    talk = talk_in("--claim", "closure/in-reaction")
    talk.play(
        ("Source", "https://ferry.example/a\n"),
        ("Who published it", "Ferry Times\n"),
        ("Its title", "\n"),
        ("When it was published", "1999-05-20\n"),
        ("language code", "English\n"),
        ("is not a language code", ""),
        ("language code", "en\n"),
        ("What kind of source", "newsp\t\n"),
        ("How much of it you read [excerpt]", "\n"),
        ("The source’s id [ferry-0520]", "\n"),
        ("Its words", "\n"),
        ("What it reports", "\n"),
        ("says nothing", ""),
        ("What it reports", "Speaks of works.\n"),
        ("What it does to the claim", "disputes\n"),
        ("Whose word", "\n"),
        ("only repeats", "\n"),
        ("already share an origin (Bridge Office): is this one of them?", "y\n"),
        ("Write this?", "y\n"),
        ("1 against (Bridge Office)", ""),
    )

    assert talk.end() == 0

    claims = {claim.ref: claim for claim in read_dossier(folder).claims}
    piece = claims["closure/in-reaction"].evidence[-1]
    assert piece.speaker is not None
    assert piece.speaker.id == "bridge-office"


@pytest.mark.parametrize("leave", ["\x04", "\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_who_leaves_leaves_everything_as_it_was(
    folder: Path, talk_in: Callable[..., Talk], leave: str
) -> None:
    before = texts(folder)
    talk = talk_in()
    talk.answer("What happened", "The mayor apologises\n")
    talk.wait_for("When")
    if leave == "\x03":
        talk.interrupt("nothing was written")
    else:
        os.write(talk.master, leave.encode())
        talk.wait_for("nothing was written")

    assert talk.end() == 1
    assert texts(folder) == before
    assert "Traceback" not in talk.said


def test_answers_may_come_from_a_file_and_no_is_no(folder: Path) -> None:
    before = texts(folder)
    answers = "courier\n\n\nHas it too.\n\n\n\nn\n".replace("\n\n\nHas", "\n\nHas")
    command = [sys.executable, str(ROOT / "scripts/build.py"), "add", "--dossier", str(folder)]

    done = subprocess.run(
        [*command, "--claim", "closure/closed"],
        input=answers,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    assert "            reports: Has it too." in done.stdout
    assert texts(folder) == before


def test_an_event_that_looks_like_another_is_told_apart_when_asked(folder: Path) -> None:
    event = "The bridge is closed to carts\n1999-05-18\nharrow-bridge\nbridge-office\nowner\n\n\n\n"
    claim = "A bridge was closed.\n\n\ncourier\n\nSays so.\n\n\n\n"
    apart = "closur = Another bridge.\nclosure = Another bridge.\n"
    command = [sys.executable, str(ROOT / "scripts/build.py"), "add", "--dossier", str(folder)]

    done = subprocess.run(
        command, input=f"{event}{claim}{apart}y\n", capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    (made,) = [one for one in read_dossier(folder).events if one.id == "bridge-closed-carts"]
    assert [(other.id, why) for other, why in made.distinct_from] == [
        ("closure", "Another bridge.")
    ]


def test_tab_completes_ids_first_then_names() -> None:
    options = {"quill": "Ada Quill", "quay": "The quay", "vane": "Tom Quane"}

    assert completions("qu", options) == ["quay", "quill"]
    assert completions("ada", options) == ["quill"]
    assert completions("x", options) == []
