"""`make bench-versions` (ROUNDS=10, BASE=a commit): this version beside the released one, or beside BASE.

Prints a Markdown table and writes `var/bench/versions.json`. Processor time, not seconds; see the package.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.bench.figures import keep
from infra.bench.machine import machine
from tests.bench.versions.rounds import SIDES, measure, table
from tests.support.released import ROOT, newest_release, unpack
from tests.support.upgrade.versions import Version

HERE = Path(__file__).parent
MODULE = "tests.bench.versions.side"
NAMES = ROOT / "tests" / "support" / "upgrade" / "names.py"
"""What the works of both sides ask for under the names of today."""


class Process:
    """A version's side of the measurement, in its own process."""

    def __init__(self, version: Version) -> None:
        self._version = version

    def names(self) -> list[str]:
        """The works."""
        return self._asked("names")

    def prepare(self, work: str) -> int | None:
        """How many steps lie ready."""
        return self._asked("prepare", work)

    def run(self, count: int) -> float:
        """Seconds of processor time."""
        return self._asked("run", count)

    def _asked(self, *line: object) -> Any:
        found = self._version.asked(*line)
        if found["error"]:
            raise SystemExit(f"{self._version.tree}, {line}:\n{found['error']}")
        return found["answer"]


def main() -> None:
    """Measure, print, write."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.versions")
    asked.add_argument("--base", default="")
    asked.add_argument("--rounds", type=int, default=10)
    asked.add_argument("--only", default="", help="works whose name contains this")
    told = asked.parse_args()
    base = commit_of(told.base)
    found: dict[str, Any] = {"base": base, "machine": machine(), "rounds": told.rounds}
    with tempfile.TemporaryDirectory() as folder, both(base, Path(folder)) as sides:
        works = [name for name in sides["new"].names() if told.only in name]
        found["works"] = measure(works, dict(sides), told.rounds)
    keep("versions", found)
    print(table(found))


def commit_of(base: str) -> str:
    """The full name of a commit; the newest release where none is named."""
    named = base or newest_release().commit
    if named is None:
        raise SystemExit("CHANGELOG.md names no commit of its newest release: say BASE=")
    command = ["git", "-C", str(ROOT), "rev-parse", "--verify", f"{named}^{{commit}}"]
    found = subprocess.run(command, check=False, capture_output=True, text=True)
    if found.returncode:
        raise SystemExit(f"{named} is no commit of this clone: get the history, `git fetch --unshallow`")
    return found.stdout.strip()


@contextmanager
def both(base: str, folder: Path) -> Iterator[dict[str, Process]]:
    """This version and the tree of the commit with this package and NAMES laid over it, each with its folder."""
    old = folder / "tree"
    old.mkdir()
    unpack(base, old)
    shutil.copytree(HERE, old / HERE.relative_to(ROOT), dirs_exist_ok=True)
    shutil.copy(NAMES, old / NAMES.relative_to(ROOT))
    for name in SIDES:
        (folder / name).mkdir()
    with (
        Version(old, folder / "base.log", MODULE, str(folder / "base")) as earlier,
        Version(ROOT, folder / "new.log", MODULE, str(folder / "new")) as present,
    ):
        yield {"base": Process(earlier), "new": Process(present)}


if __name__ == "__main__":
    main()
