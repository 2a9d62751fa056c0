"""The lock files, read: what is installed, by which digests, and who asked for it."""

import re
from dataclasses import dataclass
from pathlib import Path

from infra.paths import ROOT

RUNS = ROOT / "requirements.txt"
CHECKS = ROOT / "requirements-dev.txt"
IMAGES = ROOT / "infra" / "docker" / "images.lock"
PICK = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? *\\?$")


class LockUnreadable(Exception):
    """A line of a lock file that this reader does not understand: nothing is said about a lock that is half read."""


@dataclass(frozen=True)
class LockedPackage:
    """One pick of a lock file."""

    name: str
    version: str
    marker: str | None
    """Where it is installed at all, as in PEP 508; None is everywhere."""
    digests: tuple[str, ...]
    """SHA-256 of every file of this release that may be installed, in hexadecimal."""
    wanted_by: tuple[str, ...]
    """Packages of the same lock that depend on it."""
    picked: bool
    """requirements.in names it itself."""


@dataclass(frozen=True)
class LockedImage:
    """One line of images.lock."""

    name: str
    tag: str
    digest: str

    @property
    def reference(self) -> str:
        """As it stands in a Dockerfile or a compose file."""
        return f"{self.name}:{self.tag}@sha256:{self.digest}"


def locked_packages(lock: Path) -> tuple[LockedPackage, ...]:
    """Every pick of a lock that `make lock` wrote, in its order."""
    parts: list[list[str]] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            parts.append([line])
        elif line.strip() and parts:
            parts[-1].append(line.strip())
    if not parts:
        raise LockUnreadable(f"{lock.name} locks nothing")
    return tuple(_package(lock, part) for part in parts)


def _package(lock: Path, part: list[str]) -> LockedPackage:
    pick = PICK.match(part[0])
    digests = [found for line in part[1:] for found in re.findall(r"--hash=sha256:([0-9a-f]{64})", line)]
    if pick is None or not digests:
        raise LockUnreadable(f"{lock.name}: {part[0]}")
    remarks = [line.lstrip("# ").removeprefix("via").strip() for line in part[1:] if line.startswith("#")]
    wanted_by = tuple(name for name in remarks if name and not name.startswith("-r "))
    picked = any(name.startswith("-r ") for name in remarks)
    return LockedPackage(pick["name"], pick["version"], pick["marker"], tuple(digests), wanted_by, picked)


def locked_images(lock: Path = IMAGES) -> tuple[LockedImage, ...]:
    """Every image that may be pulled; LockUnreadable where a line lacks its tag or digest."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = [re.fullmatch(r"([a-z0-9./_:-]+):([\w.-]+)@sha256:([0-9a-f]{64})", line) for line in lines]
    unread = [line for line, match in zip(lines, found, strict=True) if match is None]
    if unread:
        raise LockUnreadable(f"{lock.name}: {unread[0]}")
    return tuple(LockedImage(*match.groups()) for match in found if match)
