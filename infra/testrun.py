"""`make test`: groups of tests, at last the counts of each in one line; `--quick`: what `make check` runs.

Groups without servers come first, then those that use them: they share them, and one session of pytest.

Tests that need no server are split by folder into lanes, as many at once as there are cores. A lane is a plain pytest
process: what its tests share is worked out once, and nothing is sent between processes (with pytest-xdist the same
tests took twice the processor time).

Accidents have servers of their own and wait more than they compute: their group runs beside the others.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from infra.devstack import packages
from infra.paths import ROOT, TEST_RUN, VAR

# Group -> seconds one of its tests may take.
GROUPS = {
    "unit": 60, "suites": 60, "contract": 60, "conformance": 120, "integration": 120, "attack": 120, "e2e": 900,
    "chaos": 900,
}  # fmt: skip
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
FILES = max(2, CORES - 1)
SOME_FILES, ALONE = ["-n", str(FILES), "--dist", "loadfile", "--no-loadscope-reorder", "-q"], ["-v"]
SPREAD = {"integration": SOME_FILES, "attack": SOME_FILES, "e2e": SOME_FILES, "chaos": ALONE}
ALSO = {"integration": ["tests/suites", "--databases", "postgres"]}
"""FILES files at a time share the servers, the longest first; of accidents one happens after the other."""
SHARING = ("integration", "attack", "e2e")
"""One session of pytest on one set of servers, so that no worker waits for the end of each group."""
BESIDE = "chaos"
"""Runs while the other groups do, on servers of its own; var/test/chaos.log holds what it says."""
LANES: dict[str, tuple[str, ...]] = {
    "unit": ("unit/policy",),
    "suites": (
        "suites/upgrade suites/docgen suites/bench", "suites/cases", "suites/audit suites/declaration suites/committee",
    ),
    "contract": (),
    "conformance": ("conformance/adversary", "conformance/concerns conformance/documents"),
}  # fmt: skip
"""Folders that are lanes of their own in the groups without servers; what they leave is one more."""
LONGEST = (
    "conformance/adversary", "suites/upgrade suites/docgen suites/bench", "suites/cases", "conformance, the rest",
    "suites/audit suites/declaration suites/committee", "conformance/concerns conformance/documents",
    "suites, the rest", "unit, the rest", "unit/policy", "contract",
)  # fmt: skip
"""Lanes in the order in which they begin, so that no core waits for a long one at the end."""
QUICK_GROUPS, QUICK_LANES = ("unit", "contract", "conformance"), ("unit/policy contract",)
"""What `make check` runs; suites run whole services, and wait for `make test`."""
PLAIN = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "--databases", "sqlite"]
QUICK = ["--hypothesis-profile", "quick", "-m", "not office and not thorough"]
NEEDS: dict[str, tuple[packages.Need, ...]] = {
    "conformance": packages.DOCUMENT_TOOLS, **dict.fromkeys(SPREAD, packages.SERVERS),
    "integration": (*packages.SERVERS, *packages.JAVA),
    "e2e": (*packages.SERVERS, *packages.BROWSERS, *packages.JAVA),
}  # fmt: skip
"""What a group needs of the machine; asked for before the first one runs."""

SURE = {"TZ": "UTC", "PYTHONDONTWRITEBYTECODE": ""}
"""Whatever the surroundings say: compiling everything anew in each process would be a good part of the time."""


@dataclass(frozen=True)
class GroupOutcome:
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
        return f"  {self.group:<32} {counts}  {self.seconds:>7.1f} s  {'ok' if self.good else 'NOT OK'}"


def run_all(groups: list[str], extra: list[str]) -> list[GroupOutcome]:
    """Those without servers first, then those that share them, BESIDE while the others run; told as they were asked."""
    kinds = [[group for group in groups if group in kind] for kind in (LANES, SHARING, (BESIDE,))]
    with tempfile.TemporaryDirectory(prefix="zhiping-tests-") as shared, ThreadPoolExecutor(1) as pool:
        beside = pool.submit(_servers, [BESIDE], extra, shared, shown=False) if {BESIDE} < set(groups) else None
        outcomes: list[GroupOutcome] = []
        for at_once in filter(None, kinds):
            print(f"== {' '.join(at_once)}", flush=True)
            outcomes += beside.result() if beside and at_once == [BESIDE] else run(at_once, extra, shared)
    return sorted(outcomes, key=lambda outcome: groups.index(outcome.group))


def run(groups: list[str], extra: list[str], shared: str) -> list[GroupOutcome]:
    """Run groups of one kind at once; `shared`: a folder that all share."""
    if groups[0] not in LANES:
        return _servers(groups, extra, shared)
    of_group = {name: group for group in groups for name, _ in lanes([group], LANES[group])}
    wanted = [(name, GROUPS[group], paths) for group in groups for name, paths in lanes([group], LANES[group])]
    ended = list(run_lanes(sorted(wanted, key=lambda lane: LONGEST.index(lane[0])), extra, shared))
    return [together(group, [lane for lane in ended if of_group[lane.group] == group]) for group in groups]


def _servers(groups: list[str], extra: list[str], shared: str, *, shown: bool = True) -> list[GroupOutcome]:
    paths = [argument for group in groups for argument in (f"tests/{group}", *ALSO.get(group, []))]
    limits = ",".join(f"{group}={GROUPS[group]}" for group in groups)
    arguments = [*paths, *SPREAD[groups[0]], "--limits", limits]
    limit = max(GROUPS[group] for group in groups)
    name = " ".join(groups)
    outcome = _pytest(name, limit, arguments, extra, shared, shown=shown)
    return [outcome] if len(groups) == 1 else shares(groups, outcome, _report_of(name))


def shares(groups: list[str], whole: GroupOutcome, report: Path) -> list[GroupOutcome]:
    """What each group has of a session that they shared; of its time, as much as its tests had of theirs.

    A session that broke off, or failed without saying in which test, is nobody's success.
    """
    cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    total = sum(float(case.get("time", 0)) for case in cases) or 1.0
    outcomes = []
    for group in groups:
        own = [case for case in cases if _group_of(case) == group]
        bad, skipped = [_name_of(case) for case in own if _is_bad(case)], sum(_is_skipped(case) for case in own)
        seconds = whole.seconds * sum(float(case.get("time", 0)) for case in own) / total
        code = int(bool(bad)) if whole.code == 1 and whole.failed else whole.code
        passed = len(own) - len(bad) - skipped
        outcomes.append(GroupOutcome(group, passed, len(bad), skipped, seconds, code, tuple(bad)))
    return outcomes


def run_lanes(wanted: list[tuple[str, int, list[str]]], extra: list[str], shared: str) -> Iterator[GroupOutcome]:
    """Lanes (name, what a test may take, paths), as many at once as there are cores; each is told when it has ended."""
    with ThreadPoolExecutor(CORES) as pool:
        started = [
            pool.submit(_pytest, name, limit, [*paths, *PLAIN], extra, shared, shown=False)
            for name, limit, paths in wanted
        ]
        for each in started:
            yield each.result()


def lanes(groups: list[str], named: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """(name, what pytest is given) of each lane: the named folders, and whatever else is in the groups."""
    apart = [(lane, [f"tests/{folder}" for folder in lane.split()]) for lane in named]
    taken = [path for _, paths in apart for path in paths]
    left = [f"tests/{group}" for group in groups if f"tests/{group}" not in taken]
    return [
        *apart,
        (f"{' '.join(groups)}, the rest" if apart else groups[0], [*left, *(f"--ignore={path}" for path in taken)]),
    ]


def _pytest(
    name: str, limit: int, arguments: list[str], extra: list[str], shared: str, *, shown: bool = True
) -> GroupOutcome:
    """One run of pytest; unless `shown`, what it says is written beside its report and shown if something failed."""
    report = _report_of(name)
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    log = report.with_suffix(".log")
    command = [sys.executable, "-m", "pytest", *arguments, "--timeout", str(limit), f"--junit-xml={report}", *extra]
    began = time.monotonic()
    environ = os.environ | SURE | {TEST_RUN: shared}
    with nullcontext() if shown else log.open("wb") as out:
        done = subprocess.run(command, cwd=ROOT, env=environ, check=False, stdout=out, stderr=out)
    text = report.read_text() if report.exists() else "<testsuites/>"
    outcome = GroupOutcome(
        name, *_counts(text), seconds=time.monotonic() - began, code=done.returncode, names=_failed(text)
    )
    if not shown:
        print(log.read_text(errors="replace") if not outcome.good else "", outcome.line(), sep="", flush=True)
    return outcome


def together(group: str, ended: list[GroupOutcome]) -> GroupOutcome:
    """The outcome of a group from those of its lanes: as good as the worst of them, its time shared by the cores."""
    passed, failed, skipped = (sum(getattr(lane, name) for lane in ended) for name in ("passed", "failed", "skipped"))
    names, seconds = tuple(name for lane in ended for name in lane.names), sum(lane.seconds for lane in ended) / CORES
    return GroupOutcome(
        group, passed, failed, skipped, seconds, code=int(not all(lane.good for lane in ended)), names=names
    )


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
    return tuple(_name_of(case) for case in ElementTree.fromstring(report).iter("testcase") if _is_bad(case))


def _report_of(name: str) -> Path:
    return VAR / "test" / f"{re.sub(r'[^a-z0-9]+', '-', name)}.xml"


def _group_of(case: ElementTree.Element) -> str:
    """By the folder of its file (where collecting failed, only the name tells); suites run there on PostgreSQL."""
    folder = (case.get("classname") or case.get("name") or "").replace("/", ".").split(".")[1:2]
    return "".join(folder).replace("suites", "integration")


def _name_of(case: ElementTree.Element) -> str:
    return f"{case.get('classname')}::{case.get('name')}"


def _is_bad(case: ElementTree.Element) -> bool:
    return case.find("failure") is not None or case.find("error") is not None


def _is_skipped(case: ElementTree.Element) -> bool:
    return case.find("skipped") is not None


def quick() -> int:
    """The quick tests of QUICK_GROUPS; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="zhiping-tests-") as shared:
        limit = max(GROUPS[group] for group in QUICK_GROUPS)
        wanted = [(name, limit, paths) for name, paths in lanes(list(QUICK_GROUPS), QUICK_LANES)]
        ended = list(run_lanes(wanted, QUICK, shared))
    print(f"{sum(lane.passed for lane in ended)} passed, {sum(lane.failed for lane in ended)} failed")
    return 0 if all(lane.good for lane in ended) else 1


def main(arguments: list[str]) -> int:
    """Groups to run (all when none is named) and options for pytest after `--`; returns the exit code."""
    if arguments == ["--quick"]:
        return quick()
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
    outcomes = run_all(chosen, extra)
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
