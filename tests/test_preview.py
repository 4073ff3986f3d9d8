"""What counts as saved, what is rendered again, and what a page is covered with."""

import gc
import time
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from kb.dossier import Evidence, Record
from kb.preview.answer import ask
from kb.preview.let_go import let_go
from kb.preview.watch import Observer, Saved, Watch, await_text
from kb.site import read_dossier


@pytest.mark.parametrize("name", [".timeline.yaml.swp", "4913", "timeline.yaml~", ".x.md.partial"])
def test_what_editors_leave_for_a_moment_is_not_saved(tmp_path: Path, name: str) -> None:
    watch = Watch(tmp_path)
    (tmp_path / name).touch()

    assert watch.changed() == []


def test_a_folder_may_appear_and_a_file_may_go_for_a_moment(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "timeline")
    file = tmp_path / "timeline" / "one.yaml"
    file.parent.mkdir()
    file.write_text("a", "utf-8")

    assert watch.changed() == [file]
    file.unlink()
    assert watch.changed() == [file]
    file.write_text("a", "utf-8")
    assert watch.changed() == [file]
    assert watch.changed() == []


def test_what_the_build_wrote_is_not_saved_by_anybody(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / ".generated").write_text("index.md\n", "utf-8")
    (tmp_path / "index.md").touch()
    (tmp_path / "by-hand.md").touch()

    assert watch.changed() == [tmp_path / "by-hand.md"]


def test_what_is_saved_during_the_first_build_is_told_at_the_first_look(tmp_path: Path) -> None:
    file = tmp_path / "timeline.yaml"
    file.write_text("a", "utf-8")
    observer = Observer([file], 0.01, engine=lambda _: None)
    file.write_text("an edit", "utf-8")
    told: SimpleQueue[Path] = SimpleQueue()

    observer.schedule(Told(told), str(file), recursive=True)
    observer.start()

    assert told.get(timeout=10) == file
    observer.stop()


def test_what_is_saved_bit_by_bit_is_told_once_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.preview.watch._MOMENT", 0.2)
    file, other = tmp_path / "timeline.yaml", tmp_path / "sources"
    file.write_text("", "utf-8")
    other.mkdir()
    observer = Observer([file, other], 0.01, engine=lambda _: None)
    told: SimpleQueue[Path] = SimpleQueue()
    for path in (file, other):
        observer.schedule(Told(told), str(path), recursive=True)
    observer.start()

    for length in range(1, 6):
        file.write_text("a" * length, "utf-8")
        time.sleep(0.02)
    (other / "one.yaml").write_text("a", "utf-8")

    assert {told.get(timeout=10), told.get(timeout=10)} == {file, other / "one.yaml"}
    time.sleep(1)
    assert told.empty()
    observer.stop()


@dataclass(frozen=True)
class Told:
    queue: "SimpleQueue[Path]"

    def on_any_event(self, saved: Saved, /) -> None:
        self.queue.put(saved.path)


def test_more_stands_at_the_end_of_the_body_and_is_counted() -> None:
    def site(_: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", "13")])
        return [b"<p></body></x>"]

    found = ask(site, {}).with_at_end("é")

    assert found.body.decode() == "<p>é</body></x>"
    assert ("Content-Length", str(len(found.body))) in found.headers


def test_a_file_that_is_empty_while_it_is_saved_is_waited_for(tmp_path: Path) -> None:
    timeline = tmp_path / "timeline.yaml"
    timeline.touch()
    saving = Timer(0.2, timeline.write_text, ("dossier:",))
    saving.start()

    await_text(tmp_path)

    assert timeline.read_text() == "dossier:"


def test_a_dossier_that_is_let_go_is_freed_without_the_collector() -> None:
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        before = records()
        dossier = read_dossier(Path(__file__).parent / "golden")
        held = records() - before
        let_go(dossier)
        del dossier
        assert held > 50
        assert records() == before
    finally:
        if was_on:
            gc.enable()


def records() -> int:
    return sum(isinstance(one, Record | Evidence) for one in gc.get_objects())


def test_what_takes_long_to_look_through_is_looked_at_more_rarely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter((0.0, 1.0, 3.0, 40.9, 41.1))
    watch = Watch(tmp_path)
    monkeypatch.setattr("kb.preview.watch.time.monotonic", lambda: next(clock))

    assert watch.is_due
    assert watch.changed() == []
    assert [watch.is_due, watch.is_due] == [False, True]
