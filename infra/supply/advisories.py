"""`make advisories DATABASE=...`: the locked packages against a dump of known advisories; exit code 0, 1 or 2.

0: every locked package was looked up in data young enough, and nothing is known against any. 1: something is.
2: that could not be found out, wholly or in part. No registry is asked: a site fetches the dump of the PyPI part of
OSV when and how it may, and a bureau without a way out carries it in.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.supply.locked import CHECKS, RUNS, LockedPackage, locked_packages
from infra.supply.osv import Advisory, Affected, DatabaseUnusable, advisories

OLDEST = timedelta(days=14)
"""Data whose newest record is older than this says nothing about today."""
CLEAN, AFFECTED, UNKNOWN = 0, 1, 2
NOT_CHECKED = "not checked: Debian packages of the images, RabbitMQ, PostgreSQL, the object server (scan the images)"


@dataclass(frozen=True)
class AffectedRelease:
    """An advisory that concerns a locked release, or may."""

    package: LockedPackage
    advisory: Advisory
    affected: Affected

    def line(self, runs: frozenset[str]) -> str:
        """As it is printed; names where the package is used."""
        names = ", ".join((self.advisory.name, *self.advisory.aliases))
        place = "runs" if self.package.name in runs else "checks and tests only"
        told = f"{self.affected.value}: {self.package.name} {self.package.version} ({place}): {names}"
        return f"{told}: {self.advisory.summary}" if self.advisory.summary else told


def findings(packages: Iterable[LockedPackage], known: Iterable[Advisory]) -> list[AffectedRelease]:
    """Every pair of a locked release and an advisory that concerns it, or that does not let itself be compared."""
    by_name: dict[str, list[Advisory]] = {}
    for advisory in known:
        for name in advisory.packages():
            by_name.setdefault(name, []).append(advisory)
    pairs = [(package, one) for package in packages for one in by_name.get(package.name, [])]
    judged = [AffectedRelease(package, one, one.concerns(package.name, package.version)) for package, one in pairs]
    return [finding for finding in judged if finding.affected is not Affected.NO]


def report(database: Path | None, now: datetime, locks: Sequence[Path] = (RUNS, CHECKS)) -> tuple[int, list[str]]:
    """(exit code, lines to print); the second lock holds the first."""
    if database is None:
        return UNKNOWN, ["nothing was checked: no database; DATABASE= names a zip file or folder of OSV records"]
    packages = locked_packages(locks[-1])
    try:
        known = advisories(database)
    except DatabaseUnusable as problem:
        return UNKNOWN, [f"nothing was checked: {problem}"]
    newest = max(one.modified for one in known)
    age = now - newest
    found = findings(packages, known)
    runs = frozenset(package.name for package in locked_packages(locks[0]))
    lines = [finding.line(runs) for finding in found]
    lines.append(
        f"{len(packages)} locked packages against {len(known)} advisories, the newest of {newest:%Y-%m-%d} "
        f"({max(age.days, 0)} days old)"
    )
    lines.append(NOT_CHECKED)
    if any(finding.affected is Affected.YES for finding in found):
        return AFFECTED, lines
    if age > OLDEST:
        return UNKNOWN, [*lines, f"nothing newer than {OLDEST.days} days: this says nothing about today"]
    if found:
        return UNKNOWN, [*lines, "the undecided ones must be looked at"]
    return CLEAN, [*lines, "nothing is known against any of them"]


def main(arguments: list[str]) -> int:
    """The exit code, after printing what was checked."""
    database = Path(arguments[0]) if arguments and arguments[0] else None
    code, lines = report(database, datetime.now(UTC))
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
