"""The bill of materials of an image in CycloneDX: locked packages, Debian packages where known, the base image."""

from collections.abc import Iterable, Sequence

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.markers import Marker

from infra.supply.debian import DebianPackage
from infra.supply.licences import licence_of
from infra.supply.locked import LockedImage, LockedPackage

LEFT_OUT = ("faker", "setuptools")
"""Locked with what runs, and taken out of the image again (infra/docker/packages.sh)."""
IMAGE = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
"""What an image answers to the markers of a lock file, whatever machine writes the bill."""


class BillInvalid(Exception):
    """The bill does not fit the CycloneDX schema: it is not written."""


def bill_of(
    service: str,
    version: str,
    base: LockedImage,
    packages: Sequence[LockedPackage],
    debian: Iterable[DebianPackage] = (),
) -> str:
    """JSON of the image of that service, held against the schema of CycloneDX 1.6."""
    subject = Component(
        name=f"zhiping/{service}", version=version, type=ComponentType.CONTAINER, bom_ref=f"zhiping/{service}"
    )
    parts = {package.name: _python_component(package) for package in packages}
    below = _base_component(base)
    bom = Bom(components=[*parts.values(), below, *map(_debian_component, debian)])
    bom.metadata.component = subject
    bom.register_dependency(subject, [below, *(parts[one.name] for one in packages if one.picked)])
    for name, part in parts.items():
        bom.register_dependency(part, [parts[one.name] for one in packages if name in one.wanted_by])
    text: str = JsonV1Dot6(bom).output_as_string(indent=2)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problem is not None:
        raise BillInvalid(str(problem))
    return text


def _python_component(package: LockedPackage) -> Component:
    """A lock names one digest per file of a release: the file that was installed is one of them."""
    elsewhere = package.marker is not None and not Marker(package.marker).evaluate(dict(IMAGE))
    purl = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        purl=purl,
        bom_ref=purl.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.digests],
        licenses=[LicenseFactory().make_from_string(licence_of(package.name, package.version))],
        scope=ComponentScope.EXCLUDED if elsewhere or package.name in LEFT_OUT else ComponentScope.REQUIRED,
    )


def _debian_component(package: DebianPackage) -> Component:
    """Its licences stand in `/usr/share/doc` of the image, in no form that could be copied here."""
    purl = PackageURL(
        "deb",
        "debian",
        package.name,
        package.version,
        qualifiers={"arch": package.architecture, "source": package.source},
    )
    return Component(name=package.name, version=package.version, purl=purl, bom_ref=purl.to_string())


def _base_component(base: LockedImage) -> Component:
    purl = PackageURL("docker", name=base.name, version=f"sha256:{base.digest}", qualifiers={"tag": base.tag})
    return Component(
        name=base.name,
        version=base.tag,
        type=ComponentType.CONTAINER,
        purl=purl,
        bom_ref=purl.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=base.digest)],
    )
