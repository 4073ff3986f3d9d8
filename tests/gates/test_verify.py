"""A copy of the site, checked by the program in it and by nothing of ours."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gates.site import Site, serve
from tests.operate import block

pytestmark = pytest.mark.site
KEPT, SUMS = "data/sources/kyivpost-2022-06.txt", "data/SHA256SUMS"


@pytest.fixture(scope="module")
def copied(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(site.folder, tmp_path_factory.mktemp("unzipped") / "copy"))


@pytest.fixture
def copy(copied: Path, site: Site) -> Iterator[Path]:
    """A whole copy; what a test spoils in it is mended afterwards."""
    yield copied
    for path in ("data/manifest.json", SUMS, KEPT, *(f"{page}index.html" for page in pages(site))):
        shutil.copyfile(site.folder / path, copied / path)


def pages(site: Site) -> list[str]:
    return [page for kind in ("events/*/", "sources/*/") for page in site.pages_of_type(kind)]


def verify(copy: Path) -> tuple[int, str]:
    """Run the program as a stranger does: without anything of ours on the way to it."""
    command = [sys.executable, "-I", str(copy / "data/verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=copy)
    assert done.stderr == ""
    return done.returncode, done.stdout


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def manifest(copy: Path) -> Any:
    return json.loads((copy / "data/manifest.json").read_bytes())


def test_a_whole_copy_is_as_published(copy: Path) -> None:
    code, said = verify(copy)

    assert (code, said.count("\n")) == (0, 1)
    assert re.match(r"all as published: \d{4,} files and \d+ passages\n", said)


def test_the_program_is_short_enough_to_be_read_first(site: Site) -> None:
    program = (site.folder / "data/verify.py").read_text("utf-8")
    imported = set(re.findall(r"^(?:import|from) ([\w.]+)", program, re.MULTILINE))

    assert program.count("\n") <= 80
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_one_flipped_byte_of_a_kept_text_names_the_statements_it_touches(copy: Path) -> None:
    passage = manifest(copy)["passages"][0]
    text = (copy / KEPT).read_bytes()
    start = passage["ranges"][0][0]
    flip(copy / KEPT, len(text.decode("utf-8")[: start + 1].encode("utf-8")) - 1)

    code, said = verify(copy)

    assert code == 1
    assert f"{KEPT}: is not as published" in said
    assert f"characters {passage['ranges']}: other words stand there" in said
    for statement in passage["statements"]:
        assert f"    touches {statement}\n" in said


def test_every_byte_of_a_kept_text_counts(copy: Path) -> None:
    quoted = [r for passage in manifest(copy)["passages"] for r in passage["ranges"]]
    text = (copy / KEPT).read_text("utf-8")
    unquoted = next(
        place
        for place in range(len(text))
        if all(not start <= place < end for start, end in quoted)
    )
    flip(copy / KEPT, len(text[: unquoted + 1].encode("utf-8")) - 1)

    assert verify(copy) == (1, f"{KEPT}: is not as published\n1 amiss in {counted(copy)}\n")


def counted(copy: Path) -> str:
    whole = manifest(copy)
    return f"{len(whole['files'])} files and {len(whole['passages'])} passages"


@pytest.mark.parametrize(("kind", "key"), [("events/*/", "event"), ("sources/*/", "source")])
def test_one_flipped_byte_of_a_page_names_its_statements(
    kind: str, key: str, copy: Path, site: Site
) -> None:
    page = site.richest(kind)
    record = page.split("/")[1]
    flip(copy / page / "index.html", 5000)

    code, said = verify(copy)

    stands = manifest(copy)["statements"]
    touched = [claim for claim, one in stands.items() if record in one[key]]
    assert code == 1
    assert touched
    assert said.startswith(
        "\n".join(
            (f"{page}index.html: is not as published", *(f"    touches {c}" for c in touched))
        )
    )


def test_a_page_that_shows_other_words_than_its_source_is_named_whatever_the_sums_say(
    copy: Path,
) -> None:
    whole = manifest(copy)
    passage = whole["passages"][0]
    page = copy / passage["pages"][0]
    quoted = (copy / KEPT).read_text("utf-8")[slice(*passage["ranges"][0])].split()[0]
    page.write_text(page.read_text("utf-8").replace(f"<q>{quoted}", "<q>Never"), "utf-8")
    del whole["files"][passage["pages"][0]]
    (copy / "data/manifest.json").write_text(json.dumps(whole), "utf-8")

    code, said = verify(copy)

    assert code == 1
    assert f"{passage['pages'][0]} does not show these words" in said


def test_a_file_too_many_and_one_too_few_are_named(copy: Path, site: Site) -> None:
    page = site.pages_of_type("events/*/")[0]
    (copy / page / "index.html").unlink()
    (copy / "surprise.html").write_text("", "utf-8")

    code, said = verify(copy)
    (copy / "surprise.html").unlink()

    assert code == 1
    assert f"{page}index.html: is missing" in said
    assert "surprise.html: is not in the manifest" in said


def sha256sum(copy: Path) -> tuple[int, str]:
    command = ["sha256sum", "--check", "--quiet", SUMS]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=copy)
    return done.returncode, done.stdout


def test_the_list_of_sums_is_what_sha256sum_reads_and_covers_the_whole_copy(copy: Path) -> None:
    listed = [line[66:] for line in (copy / SUMS).read_text("utf-8").splitlines()]
    there = {p.relative_to(copy).as_posix() for p in copy.rglob("*") if p.is_file()}

    assert sha256sum(copy) == (0, "")
    assert listed == sorted(there - {SUMS})


def test_one_flipped_byte_is_found_by_sha256sum_alone(copy: Path) -> None:
    flip(copy / KEPT, 0)

    assert sha256sum(copy) == (1, f"{KEPT}: FAILED\n")


def test_a_list_of_sums_that_says_otherwise_than_the_manifest_is_named(copy: Path) -> None:
    flip(copy / SUMS, 0)

    assert verify(copy) == (1, f"{SUMS}: is not as published\n1 amiss in {counted(copy)}\n")


@pytest.mark.long
def test_a_published_site_is_checked_against_a_build_as_docs_operate_md_says(
    copy: Path, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "site").symlink_to(site.folder)
    flip(copy / KEPT, 0)

    with serve(copy) as published:
        command = block("sh", "--config wanted").replace("https://dossier.example.org/", published)
        shell = ["sh", "-c", command]
        done = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, f"{KEPT}: FAILED\n")


def test_the_manifest_has_the_sum_that_each_kept_source_states(site: Site) -> None:
    whole = json.loads((site.folder / "data/dossier.json").read_bytes())
    kept = {one["id"]: one["sha256"] for one in whole["sources"] if "sha256" in one}
    listed = manifest(site.folder)

    assert kept
    assert {source: listed["files"][path] for source, path in listed["sources"].items()} == kept
