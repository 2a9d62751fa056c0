"""The bill of materials: valid CycloneDX, every locked package once, Debian packages where they are known."""

import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from infra.paths import ROOT
from infra.supply import sbom
from infra.supply.bill import LEFT_OUT
from infra.supply.debian import DebianPackage, installed_packages
from infra.supply.locked import RUNS, locked_packages

STATUS = """Package: libc6
Status: install ok installed
Architecture: amd64
Source: glibc
Version: 2.36-9+deb12u10
Description: GNU C Library
 Contains the standard libraries.
 Version: this line is text

Package: mawk
Status: deinstall ok config-files
Architecture: amd64
Version: 1.3.4-1

Package: base-files
Status: install ok installed
Architecture: amd64
Version: 12.4+deb12u11
"""


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    """What `make image` leaves behind, for audit only."""
    folder = tmp_path_factory.mktemp("images")
    (folder / "audit.base").write_text(f"localhost/debian-python:12@sha256:{'c' * 64}\n")
    (folder / "audit.dpkg").write_text(STATUS)
    return folder


@pytest.fixture(scope="module")
def bill(images):
    """The bill of audit, as data."""
    told = sbom.write("audit", images, images / "bills")
    assert told.endswith("2 Debian packages")
    return json.loads((images / "bills" / "audit.cdx.json").read_text())


def of_kind(bill, kind):
    """Components by name whose address begins with `pkg:<kind>/`."""
    found = [one for one in bill["components"] if one["purl"].startswith(f"pkg:{kind}/")]
    assert len({one["purl"] for one in found}) == len(found)
    return {one["name"]: one for one in found}


def test_it_fits_the_schema_and_a_broken_one_would_not(bill):
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(bill)) is None
    short = {name: value for name, value in bill.items() if name != "dependencies"}
    broken = short | {"components": [{**bill["components"][0], "licence": "MIT"}]}
    assert validator.validate_str(json.dumps(broken)) is not None


def test_every_locked_package_stands_in_it_once_with_version_digests_and_licence(bill):
    told, locked = of_kind(bill, "pypi"), {one.name: one for one in locked_packages(RUNS)}
    assert told.keys() == locked.keys()
    for name, package in locked.items():
        assert told[name]["version"] == package.version
        assert {one["content"] for one in told[name]["hashes"]} == set(package.digests)
        assert {one["alg"] for one in told[name]["hashes"]} == {"SHA-256"}
        (licence,) = told[name]["licenses"]
        assert licence.get("expression") or licence["license"].get("id") or licence["license"]["name"]


def test_what_is_not_in_an_image_is_marked(bill):
    absent = {name for name, one in of_kind(bill, "pypi").items() if one["scope"] == "excluded"}
    assert absent == {*LEFT_OUT, "colorama"}
    script = (ROOT / "infra" / "docker" / "packages.sh").read_text()
    assert re.findall(r"pip uninstall -q -y (.*)", script) == [" ".join((*LEFT_OUT, "pip"))]


def test_it_tells_who_needs_what(bill):
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    names = {one["bom-ref"]: one["name"] for one in bill["components"]}
    (nameko,) = [ref for ref, name in names.items() if name == "nameko"]
    assert {"kombu", "eventlet", "werkzeug"} <= {names[ref] for ref in needs[nameko]}
    direct = {names[ref] for ref in needs["zhiping/audit"]}
    picks = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.in").read_text(), re.MULTILINE)
    assert direct == {*picks, "localhost/debian-python"}


def test_the_image_its_debian_packages_and_its_base_are_in_it(bill):
    assert {name: one["version"] for name, one in of_kind(bill, "deb").items()} == {
        "libc6": "2.36-9+deb12u10",
        "base-files": "12.4+deb12u11",
    }
    assert "source=glibc" in of_kind(bill, "deb")["libc6"]["purl"]
    base = of_kind(bill, "docker")["localhost/debian-python"]
    assert (base["version"], base["hashes"][0]["content"]) == ("12", "c" * 64)
    assert bill["metadata"]["component"]["name"] == "zhiping/audit"


def test_while_no_image_was_built_the_locked_base_is_named_and_no_debian_package(images):
    assert sbom.base_of("notify", images).name == "python"
    assert sbom.debian_of("notify", images) == ()


def test_what_was_removed_from_a_debian_system_is_not_installed():
    assert installed_packages(STATUS) == (
        DebianPackage("libc6", "2.36-9+deb12u10", "amd64", "glibc"),
        DebianPackage("base-files", "12.4+deb12u11", "amd64", "base-files"),
    )
