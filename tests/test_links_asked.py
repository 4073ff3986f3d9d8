"""Addresses outside are asked gently, and what they answer is told apart."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.edit.links import asking
from kb.edit.links.asking import GENTLE, Answer, Answers, NotAsked, ask, has_name
from tests.outside import QUICK, Host, hosted

AGENT = "dossier-links (+https://dossier.example/)"
PATHS = ("200", "204", "404", "410", "403", "429", "500", "503", "moved", "loop", "no-heads")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosted() as host:
        yield host


@pytest.fixture(scope="module")
def closed() -> str:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


@pytest.fixture(scope="module")
def answers(host: Host, closed: str) -> Answers:
    paths = (*map(host.at, PATHS), host.at("slow"), closed)
    return ask((*paths, f"https://127.0.0.1:{host.port}/no-tls"), AGENT, QUICK)


@pytest.mark.parametrize("path", ["200", "204", "moved", "no-heads"])
def test_what_leads_to_a_page_is_there(host: Host, answers: Answers, path: str) -> None:
    assert answers[host.at(path)] is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("404", "404 Not Found"),
        ("410", "410 Gone"),
        ("403", "403 Forbidden"),
        ("429", "429 Too Many Requests"),
        ("500", "500 Internal Server Error"),
        ("503", "503 Service Unavailable"),
        ("loop", "302 Found"),
    ],
)
def test_an_answer_that_is_no_page_is_told(
    host: Host, answers: Answers, path: str, said: str
) -> None:
    assert answers[host.at(path)] == Answer(said, int(said[:3]))


def test_what_sends_nothing_has_no_code(host: Host, closed: str, answers: Answers) -> None:
    for url in (host.at("slow"), closed, f"https://127.0.0.1:{host.port}/no-tls"):
        answer = answers[url]
        assert answer is not None
        assert answer.said
        assert answer.code is None
        assert answer.has_name


def test_each_page_is_asked_for_its_head_and_itself_at_most(host: Host, answers: Answers) -> None:
    assert len(answers) == len(PATHS) + 3
    assert host.agents == {AGENT}
    for path in PATHS:
        follows = {"200": 2, "loop": 11}.get(path, 1)
        is_enough = path in ("200", "204", "moved", "429")
        assert host.asked["HEAD", path] == follows
        assert host.asked["GET", path] == (0 if is_enough else follows)


def test_by_default_nothing_on_this_machine_is_asked(host: Host) -> None:
    before = host.asked.total()

    assert ask([host.at("200")], AGENT, GENTLE) == {}
    assert host.asked.total() == before


def test_when_time_is_over_nothing_more_is_asked(host: Host) -> None:
    assert ask([host.at("200")], AGENT, QUICK, seconds=0) == {}


def test_an_address_with_any_sign_keeps_its_answer() -> None:
    with hosted() as host:
        urls = [host.at(path) for path in ("404?a=я&b=(c)[d]#e", "200?a='&quot;", "410?*_~$@")]
        answers = ask(urls, AGENT, QUICK)

    assert [answer and answer.code for answer in answers.values()] == [404, None, 410]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "no name"),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), "not known"),
        (UnicodeError("label too long"), "no name"),
    ],
)
def test_only_a_name_that_surely_is_none_is_no_name(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fails)

    assert has_name("gone.example") == (told == "not known")


def test_a_host_without_a_name_is_told_from_one_that_is_silent(
    monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    monkeypatch.setattr(asking, "has_name", lambda _: False)

    assert ask([closed], AGENT, QUICK) == {closed: Answer("no host has this name", has_name=False)}


def test_without_the_link_checker_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LYCHEE", Path("/nowhere/lychee"))

    with pytest.raises(NotAsked, match="lychee is not there"):
        ask(["https://a.example/"], AGENT)


def test_a_link_checker_that_fails_is_no_answer(host: Host) -> None:
    with pytest.raises(NotAsked, match=r"lychee did not finish: .*--no-such-option"):
        ask([host.at("200")], AGENT, ("--no-such-option",))
