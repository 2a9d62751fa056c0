"""Advisories in the OSV format: a dump read from disk, and which of its records concern a release.

The OSV schema says what a record holds and how a version is looked up in it.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version


class DatabaseUnusable(Exception):
    """There is no database where one was named, or what is there holds no advisories of PyPI packages."""


class Affected(Enum):
    """Whether a record concerns a release."""

    YES = "affected"
    NO = "not affected"
    UNDECIDED = "undecided"
    """It names the package, and no version that could be compared."""


@dataclass(frozen=True)
class Advisory:
    """One record that was not withdrawn, as far as it is about PyPI packages."""

    name: str
    aliases: tuple[str, ...]
    summary: str
    modified: datetime
    affected: tuple[dict[str, Any], ...]

    def packages(self) -> set[str]:
        """Canonical names of the packages it is about."""
        return {canonicalize_name(one["package"]["name"]) for one in self.affected}

    def concerns(self, name: str, version: str) -> Affected:
        """The worst that any of its entries says of that release."""
        entries = [one for one in self.affected if canonicalize_name(one["package"]["name"]) == canonicalize_name(name)]
        said = {_said_of(entry, version) for entry in entries}
        return next((one for one in (Affected.YES, Affected.UNDECIDED) if one in said), Affected.NO)


def _said_of(entry: dict[str, Any], version: str) -> Affected:
    listed = entry.get("versions", [])
    ranges = [one for one in entry.get("ranges", []) if one["type"] == "ECOSYSTEM"]
    try:
        asked = Version(version)
        hit = any(Version(one) == asked for one in listed if _is_version(one))
        hit = hit or any(_within(one["events"], asked) for one in ranges)
    except InvalidVersion:
        return Affected.UNDECIDED
    if hit:
        return Affected.YES
    return Affected.NO if listed or ranges else Affected.UNDECIDED


def _is_version(text: str) -> bool:
    """PyPI holds releases from before PEP 440; a lock never names one."""
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _within(events: list[dict[str, str]], asked: Version) -> bool:
    """The events in the order of their versions, as the format has them evaluated: the last that counts decides."""
    steps = [(Version("0") if at == "0" else Version(at), kind) for event in events for kind, at in event.items()]
    inside = False
    for at, kind in sorted(steps, key=lambda step: (step[0], step[1] != "introduced")):
        if kind == "introduced" and asked >= at:
            inside = True
        elif (kind == "fixed" and asked >= at) or (kind == "last_affected" and asked > at):
            inside = False
    return inside


def advisories(database: Path) -> tuple[Advisory, ...]:
    """All of a dump: a zip file, or a folder, with one JSON file per record."""
    try:
        found = tuple(one for text in _records(database) if (one := _advisory(json.loads(text))) is not None)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise DatabaseUnusable(f"{database} cannot be read: {type(problem).__name__}: {problem}") from problem
    if not found:
        raise DatabaseUnusable(f"{database} holds no advisory of a PyPI package")
    return found


def _records(database: Path) -> Iterator[bytes]:
    if database.is_dir():
        yield from (path.read_bytes() for path in sorted(database.rglob("*.json")))
    else:
        with zipfile.ZipFile(database) as archive:
            yield from (archive.read(name) for name in archive.namelist() if name.endswith(".json"))


def _advisory(record: dict[str, Any]) -> Advisory | None:
    affected = tuple(one for one in record.get("affected", []) if one.get("package", {}).get("ecosystem") == "PyPI")
    if not affected or record.get("withdrawn"):
        return None
    return Advisory(
        name=record["id"],
        aliases=tuple(record.get("aliases", ())),
        summary=record.get("summary", "").strip(),
        modified=datetime.fromisoformat(record["modified"]),
        affected=affected,
    )
