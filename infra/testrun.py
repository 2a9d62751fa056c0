"""`make test`: the groups one after the other, each its own pytest run, then the counts in one line each."""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from infra.devstack import packages
from infra.paths import ROOT, TEST_RUN, VAR

# Group -> seconds one of its tests may take.
GROUPS = {"unit": 60, "contract": 60, "conformance": 120, "integration": 120, "e2e": 900, "chaos": 900}
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
FILES = max(2, CORES - 1)
ALL_CORES, SOME_FILES, ALONE = ["-n", "auto", "-q"], ["-n", str(FILES), "--dist", "loadfile", "-q"], ["-v"]
SPREAD = {
    "unit": ALL_CORES, "contract": ALL_CORES, "conformance": ALL_CORES, "integration": SOME_FILES, "e2e": SOME_FILES,
    "chaos": ALONE,
}  # fmt: skip
"""The first three need no server; then FILES files at a time share the servers; accidents happen alone."""
NEEDS = {"conformance": packages.DOCUMENT_TOOLS} | dict.fromkeys(("integration", "e2e", "chaos"), packages.SERVERS)
"""What a group needs of the machine; asked for before the first one runs."""

SURE = {"TZ": "UTC", "PYTHONDONTWRITEBYTECODE": ""}
"""Whatever the surroundings say: compiling everything anew in each process would be a good part of the time."""


@dataclass(frozen=True)
class Outcome:
    """Counts of one group; `code` is pytest's exit code, `names` says which tests failed."""

    group: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    code: int
    names: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Green means: something ran, nothing failed, and nothing was skipped (a missing server must not hide)."""
        return self.code == 0 and self.passed > 0 and self.failed == 0 and self.skipped == 0

    def line(self) -> str:
        """One plain line for the summary."""
        counts = f"{self.passed:>5} passed {self.failed:>4} failed {self.skipped:>4} skipped"
        return f"  {self.group:<12} {counts}  {self.seconds:>7.1f} s  {'ok' if self.good else 'NOT OK'}"


def run(group: str, extra: list[str], shared: str) -> Outcome:
    """Run one group in a process of its own, output shown as it comes; `shared`: a folder that the groups share."""
    report = VAR / "test" / f"{group}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"tests/{group}", *SPREAD[group], "--timeout", str(GROUPS[group])]
    print(f"== {group}", flush=True)
    began = time.monotonic()
    environ = os.environ | SURE | {TEST_RUN: shared}
    done = subprocess.run([*command, f"--junit-xml={report}", *extra], cwd=ROOT, env=environ, check=False)
    text = report.read_text() if report.exists() else "<testsuites/>"
    seconds = time.monotonic() - began
    return Outcome(group, *_counts(text), seconds=seconds, code=done.returncode, names=_failed(text))


def _counts(report: str) -> tuple[int, int, int]:
    """(passed, failed or in error, skipped) of a JUnit report."""
    suites = list(ElementTree.fromstring(report).iter("testsuite"))
    total, bad, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return max(total - bad - skipped, 0), bad, skipped


def _failed(report: str) -> tuple[str, ...]:
    """Names of the tests of a JUnit report that failed or broke."""
    cases = ElementTree.fromstring(report).iter("testcase")
    bad = (case for case in cases if case.find("failure") is not None or case.find("error") is not None)
    return tuple(f"{case.get('classname')}::{case.get('name')}" for case in bad)


def main(arguments: list[str]) -> int:
    """Groups to run (all when none is named) and options for pytest after `--`; returns the exit code."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    chosen, extra = arguments[:split] or list(GROUPS), arguments[split + 1 :]
    unknown = [name for name in chosen if name not in GROUPS]
    if unknown:
        print(f"no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    try:
        packages.ensure(need for need in packages.ALL if any(need in NEEDS.get(group, ()) for group in chosen))
    except packages.CannotInstall as missing:
        print(missing, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="zhiping-tests-") as shared:
        outcomes = [run(group, extra, shared) for group in chosen]
    print("\nTests by group")
    for outcome in outcomes:
        print(outcome.line())
    for name in [name for outcome in outcomes for name in outcome.names]:
        print(f"  failed: {name}")
    passed, failed = sum(o.passed for o in outcomes), sum(o.failed for o in outcomes)
    print(f"{passed} passed, {failed} failed, {sum(o.skipped for o in outcomes)} skipped")
    return 0 if all(outcome.good for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
