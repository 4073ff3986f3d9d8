"""The bill of materials that is committed is right, whole and as CycloneDX has it."""

import json
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.sbom import BILL, bill
from tests.test_pins import SITE, pinned
from tests.test_vendored import VENDORED

TEXT = BILL.read_text("utf-8")
TOLD: dict[str, Any] = json.loads(TEXT)


def test_it_is_what_the_lock_and_the_list_of_files_give() -> None:
    assert bill() == TEXT, "rewrite it with .venv/bin/python -m tests.sbom"


def test_cyclonedx_takes_it() -> None:
    check = JsonStrictValidator(SchemaVersion.V1_6).validate_str

    assert check(TEXT) is None
    assert check(TEXT.replace("SHA-256", "SHA-257")) is not None


def test_neither_day_nor_chance_is_in_it() -> None:
    assert "serialNumber" not in TOLD
    assert "timestamp" not in TOLD["metadata"]


def test_each_package_and_each_vendored_file_is_in_it_with_licence_and_hash() -> None:
    told = {(one["name"], one["version"]): one for one in TOLD["components"]}
    files = {(one["path"], one["version"]) for one in VENDORED}

    assert told.keys() == {(name, version) for name, version, _ in pinned(SITE)} | files
    assert all(one["licenses"] for one in told.values())
    for name, version, hashes in pinned(SITE):
        (place,) = told[name, version]["externalReferences"]
        assert len(place["hashes"]) == len(hashes)


def test_everything_in_it_is_there_because_something_needs_it() -> None:
    needs = {one["ref"]: one.get("dependsOn", []) for one in TOLD["dependencies"]}
    reached, waiting = set(), [TOLD["metadata"]["component"]["bom-ref"]]
    while waiting:
        reached.add(here := waiting.pop())
        waiting += [one for one in needs[here] if one not in reached]

    assert reached == needs.keys()


@pytest.mark.parametrize(
    ("name", "brought"), [("pagefind", "pagefind-bin"), ("jinja2", "markupsafe")]
)
def test_what_a_package_brings_along_hangs_on_it(name: str, brought: str) -> None:
    (one,) = (d for d in TOLD["dependencies"] if d["ref"].startswith(f"{name}@"))

    assert any(ref.startswith(f"{brought}@") for ref in one["dependsOn"])
