"""Write the bill of materials of each image: `python -m infra.supply.sbom [SERVICE ...]` (`make sbom`, `make image`).

`make image` leaves two files per service in `var/images`: which base the image was built from, and what dpkg had
installed in it. Without them the bill names the base of images.lock and no Debian packages, and this says so.
"""

import sys
import tomllib
from pathlib import Path

from infra.paths import ROOT, VAR
from infra.supply.bill import bill_of
from infra.supply.debian import DebianPackage, installed_packages
from infra.supply.locked import RUNS, LockedImage, locked_images, locked_packages
from shared.contracts.queues import SERVICES

IMAGES = VAR / "images"
BILLS = VAR / "sbom"


def base_of(service: str, images: Path) -> LockedImage:
    """The base that the image of that service was built from, else the one it would be built from."""
    record = images / f"{service}.base"
    return locked_images(record)[0] if record.exists() else locked_images()[0]


def debian_of(service: str, images: Path) -> tuple[DebianPackage, ...]:
    """What dpkg had installed in the image of that service; empty while there is no image."""
    record = images / f"{service}.dpkg"
    return installed_packages(record.read_text(encoding="utf-8")) if record.exists() else ()


def write(service: str, images: Path = IMAGES, bills: Path = BILLS) -> str:
    """Write the bill of one service and say in a line what is in it."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    packages, debian = locked_packages(RUNS), debian_of(service, images)
    bills.mkdir(parents=True, exist_ok=True)
    target = bills / f"{service}.cdx.json"
    target.write_text(bill_of(service, version, base_of(service, images), packages, debian), encoding="utf-8")
    told = f"{len(debian)} Debian packages" if debian else "Debian packages not known: no image was built here"
    return f"{target}: {len(packages)} locked packages, {told}"


def main(services: list[str]) -> None:
    """The bills of the services named, of all when none is."""
    for service in services or SERVICES:
        print(write(service))


if __name__ == "__main__":
    main(sys.argv[1:])
