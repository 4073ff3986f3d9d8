"""The host that sites are measured on compresses text and says how long to keep what."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bench.host import host

PAGE = "<!doctype html><title>A page</title>" + "Words. " * 200


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "engine.pagefind").write_bytes(b"\x1f\x8b packed")
    with host(tmp_path) as served:
        yield served


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def answer(address: str, path: str) -> Answer:
    with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def test_a_page_comes_compressed_and_is_asked_for_anew(address: str) -> None:
    page = answer(address, "/place/")

    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Cache-Control"] == "no-cache"
    assert gzip.decompress(page.body).decode() == PAGE


def test_what_is_packed_already_goes_as_it_is_and_is_kept(address: str) -> None:
    packed = answer(address, "/engine.pagefind")

    assert packed.headers["Content-Encoding"] is None
    assert "max-age" in packed.headers["Cache-Control"]
    assert packed.body == b"\x1f\x8b packed"


def test_a_page_that_was_written_anew_comes_as_it_is_now(address: str, tmp_path: Path) -> None:
    before = answer(address, "/place/").body

    (tmp_path / "place" / "index.html").write_text("Other words.", "utf-8")

    assert gzip.decompress(answer(address, "/place/").body).decode() == "Other words."
    assert gzip.decompress(before).decode() == PAGE


def test_what_is_not_there_is_not_found(address: str) -> None:
    assert answer(address, "/nowhere/").status == 404
