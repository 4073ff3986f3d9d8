#!/usr/bin/env python3
"""Checks a copy of the site against itself, trusting nothing but this text; Python 3.9, no network.

    python3 data/verify.py [FOLDER]      FOLDER holds the copy; by default the one this file is in

Says whether each file has its SHA-256, and each passage stands in the kept text and on the pages
that quote it; names what is amiss and what it touches. Left out is site.zip: unzip it to check it.
"""

import html
import json
import re
import sys
from hashlib import sha256
from pathlib import Path

SITE = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
MANIFEST, SUMS, ARCHIVE = "data/manifest.json", "data/SHA256SUMS", "site.zip"
sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # for old consoles
try:
    manifest = json.loads((SITE / MANIFEST).read_bytes())
except (OSError, ValueError) as error:
    sys.exit(f"{SITE} holds no whole copy of the site: {MANIFEST} cannot be read: {error}")
amiss: list[str] = []


def report(what: str, *statements: str) -> None:
    amiss.append(what)
    print(what, *(f"    touches {statement}" for statement in statements), sep="\n")


def read(path: str) -> bytes:
    return (SITE / path).read_bytes() if (SITE / path).is_file() else b""


def words(text: str) -> str:
    return " ".join(text.split())


def shown(page: str) -> str:  # its words without its tags
    return words(html.unescape(re.sub(r"<[^>]*>", "", read(page).decode("utf-8", "replace"))))


def statements_in(path: str) -> list[str]:  # of the event or source that a file is of
    named = re.match(r"(event|source)s/([a-z0-9-]+)|(embed)/([a-z0-9-]+)", path)
    kind, name = (named[1] or "event", named[2] or named[4]) if named else ("event", "")
    return [claim for claim, stands in manifest["statements"].items() if name in stands[kind]]


def check_files() -> None:
    there = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.is_file()}
    sums = {**manifest["files"], MANIFEST: sha256(read(MANIFEST)).hexdigest()}
    sums[SUMS] = sha256("".join(f"{sums[p]}  {p}\n" for p in sorted(sums)).encode()).hexdigest()
    for path in sorted((there | sums.keys()) - {ARCHIVE}):
        if path not in sums:
            report(f"{path}: is not in the manifest")
        elif path not in there:
            report(f"{path}: is missing", *statements_in(path))
        elif sha256(read(path)).hexdigest() != sums[path]:
            report(f"{path}: is not as published", *statements_in(path))


def check_passages() -> None:
    pages = {page: shown(page) for passage in manifest["passages"] for page in passage["pages"]}
    for passage in manifest["passages"]:
        text = read(manifest["sources"][passage["source"]]).decode("utf-8", "replace")
        pieces = [text[start:end] for start, end in passage["ranges"]]
        place = f"{passage['source']}, characters {passage['ranges']}"
        if sha256("\n".join(pieces).encode()).hexdigest() != passage["sha256"]:
            report(f"{place}: other words stand there: {pieces}", *passage["statements"])
            continue
        for page in (p for p in passage["pages"] if not all(words(x) in pages[p] for x in pieces)):
            report(f"{place}: {page} does not show these words", *passage["statements"])


check_files()
check_passages()
counted = f"{len(manifest['files'])} files and {len(manifest['passages'])} passages"
print(f"{len(amiss)} amiss in {counted}" if amiss else f"all as published: {counted}")
sys.exit(bool(amiss))
