"""The bill of materials of what makes the site, as CycloneDX has it; the same input, the same text.

    .venv/bin/python -m tests.sbom

writes `docs/assets/sbom.cdx.json`, from requirements.lock and scripts/vendored.toml. Licences are
told as the packages tell them.
"""

import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata, requires
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_pins import SITE, pinned

ROOT = Path(__file__).parent.parent
BILL = ROOT / "docs/assets/sbom.cdx.json"
_LICENCE = LicenseFactory().make_from_string


def bill() -> str:
    """Return what is to stand in BILL."""
    bom = Bom()
    bom.serial_number = bom.metadata.timestamp = None  # type: ignore[assignment]
    packages, files = {one.name: one for one in _packages()}, list(_files())
    bom.components.update(packages.values(), files)
    bom.metadata.component = site = _component("dossier", "0", ComponentType.APPLICATION, "MIT")
    asked = _asked()
    bom.register_dependency(site, [*files, *(packages[name] for name in asked)])
    for name, one in packages.items():
        needs = _needs(name, asked.get(name, set()))
        bom.register_dependency(one, [packages[need] for need in needs if need in packages])
    return f"{JsonV1Dot6(bom).output_as_string(indent=1)}\n"


def _packages() -> Iterator[Component]:
    for name, version, rest in pinned(SITE):
        one = _component(name, version, ComponentType.LIBRARY, _licence_of(name))
        one.purl = PackageURL("pypi", name=name, version=version)
        sums = [_sha256(part.strip().removeprefix("--hash=sha256:")) for part in rest]
        place = XsUri(f"https://pypi.org/project/{name}/{version}/")
        one.external_references.add(
            ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=place, hashes=sums)
        )
        yield one


def _files() -> Iterator[Component]:
    for told in tomllib.loads((ROOT / "scripts/vendored.toml").read_text("utf-8"))["vendored"]:
        one = _component(told["path"], told["version"], ComponentType.FILE, told["licence"])
        one.hashes.add(_sha256(told["sha256"]))
        one.purl = PackageURL.from_string(told["purl"])
        yield one


def _component(name: str, version: str, kind: ComponentType, licence: str) -> Component:
    ref = name if kind is ComponentType.FILE else f"{name}@{version}"
    return Component(
        name=name, version=version, type=kind, bom_ref=ref, licenses=[_LICENCE(licence)]
    )


def _licence_of(name: str) -> str:
    """Return what an installed package says: an expression, a name, or the class it is in."""
    told: Any = metadata(name)
    classes = [one for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    names: tuple[str | None, ...] = (told.get("License-Expression"), told.get("License"), *classes)
    return next(n.rpartition(":: ")[2] for n in names if n and n != "UNKNOWN")


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def _asked() -> dict[str, set[str]]:
    """Return the packages that we ask for ourselves, with the extras that we want of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {one.name: one.extras for one in map(Requirement, project["dependencies"])}


def _needs(name: str, extras: set[str]) -> Iterator[str]:
    """Yield what a package asks for, on any system."""
    for one in map(Requirement, requires(name) or ()):
        marker = str(one.marker or "")
        if "extra ==" not in marker or any(f'extra == "{extra}"' in marker for extra in extras):
            yield canonicalize_name(one.name)


if __name__ == "__main__":
    BILL.write_text(bill(), "utf-8")
