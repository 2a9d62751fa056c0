"""The ways into the house: make targets, the CI entry, the command line, the lock files."""

import os
import re
import shutil
import subprocess
import sys
import threading

import pytest
from typer.testing import CliRunner

from infra import cli, testrun
from infra.paths import ROOT
from infra.testrun import GROUPS, LANES, LONGEST, QUICK_LANES, GroupOutcome, lanes, shares, together

MAKEFILE = (ROOT / "Makefile").read_text()


def test_help_lists_every_make_target():
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    shown = subprocess.run(["make", "help"], cwd=ROOT, env=outside, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in shown.splitlines()} == targets


def test_continuous_integration_runs_exactly_make_test():
    lines = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]


def test_every_folder_of_tests_is_a_group_that_make_test_runs():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.rglob("test_*.py"))}
    assert folders <= set(GROUPS)


@pytest.mark.parametrize(
    ("groups", "named"), [*(([group], LANES[group]) for group in LANES), (list(LANES), QUICK_LANES)], ids=str
)
def test_every_file_of_tests_is_in_one_lane(groups, named):
    split = [([ROOT / path for path in given if not path.startswith("--")],
              [ROOT / path.removeprefix("--ignore=") for path in given if path.startswith("--")])
             for _, given in lanes(groups, named)]  # fmt: skip
    files = [path for group in groups for path in (ROOT / "tests" / group).rglob("test_*.py")]
    assert len(files) > 3
    for path in files:
        holding = [
            given for given, left_out in split
            if any(path.is_relative_to(one) for one in given) and not any(path.is_relative_to(one) for one in left_out)
        ]  # fmt: skip
        assert len(holding) == 1, path


@pytest.mark.parametrize(
    "lane",
    [GroupOutcome("b", 3, 1, 0, 1.0, 1), GroupOutcome("b", 3, 0, 1, 1.0, 0), GroupOutcome("b", 0, 0, 0, 1.0, -9)],
    ids=str,
)
def test_a_group_is_as_good_as_its_worst_lane(lane):
    good = GroupOutcome("a", 5, 0, 0, 1.0, 0)
    assert together("unit", [good, good]).good
    assert not together("unit", [good, lane]).good


def test_every_lane_has_its_place_in_the_order():
    assert sorted(LONGEST) == sorted(name for group, named in LANES.items() for name, _ in lanes([group], named))


def test_accidents_happen_while_the_other_groups_run(monkeypatch):
    begun = threading.Event()

    def ran(name, *arguments, **options):
        if name == testrun.BESIDE:
            begun.set()
        return GroupOutcome(name, passed=int(begun.wait(5)), failed=0, skipped=0, seconds=1.0, code=0)

    monkeypatch.setattr(testrun, "_pytest", ran)
    ended = testrun.run_all(["attack", "chaos"], [])
    assert [(each.group, each.good) for each in ended] == [("attack", True), ("chaos", True)]


REPORT = """<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1">
<testcase classname="tests.integration.tls.test_a" name="one" time="1"/>
<testcase classname="tests.suites.audit.test_b.TestC" name="two" time="1"/>
<testcase classname="tests.attack.test_d" name="three" time="2"><failure/></testcase>
<testcase classname="tests.attack.test_d" name="four" time="2"><skipped/></testcase>
<testcase classname="" name="tests.e2e.test_e" time="4"><error/></testcase></testsuite></testsuites>"""


@pytest.mark.parametrize(("code", "codes"), [(1, [0, 1, 1]), (2, [2, 2, 2])], ids=["failed", "broken off"])
def test_groups_that_share_servers_are_told_apart(tmp_path, code, codes):
    (tmp_path / "report.xml").write_text(REPORT)
    whole = GroupOutcome("all", 2, 2, 1, 10.0, code)
    told = shares(["integration", "attack", "e2e"], whole, tmp_path / "report.xml")
    assert [(each.passed, each.failed, each.skipped, each.seconds) for each in told] == [
        (2, 0, 0, 2.0), (0, 1, 1, 4.0), (0, 1, 0, 4.0)
    ]  # fmt: skip
    assert [each.code for each in told] == codes
    assert told[1].names == ("tests.attack.test_d::three",)


def test_a_session_that_failed_without_a_failing_test_is_nobodys_success(tmp_path):
    (tmp_path / "report.xml").write_text('<testcase classname="tests.e2e.test_e" name="one" time="1"/>')
    (told,) = shares(["e2e"], GroupOutcome("all", 1, 0, 0, 1.0, 1), tmp_path / "report.xml")
    assert not told.good


def test_what_shares_servers_is_one_session_and_each_group_has_its_line(monkeypatch):
    asked = []

    def ran(name, limit, arguments, *rest, **options):
        asked.append((name, arguments))
        return GroupOutcome(name, 1, 0, 0, 1.0, 0)

    monkeypatch.setattr(testrun, "_pytest", ran)
    monkeypatch.setattr(testrun, "shares", lambda groups, *rest: [GroupOutcome(one, 1, 0, 0, 1.0, 0) for one in groups])
    ended = testrun.run_all(list(GROUPS), [])
    assert [each.group for each in ended] == list(GROUPS)
    assert sorted(name for name, _ in asked) == sorted(["chaos", "integration attack e2e", *LONGEST])
    (together_asked,) = [arguments for name, arguments in asked if name == "integration attack e2e"]
    assert {"tests/integration", "tests/attack", "tests/e2e", "tests/suites"} <= set(together_asked)


@pytest.mark.parametrize("name", cli.command_names())
def test_every_command_explains_itself(name):
    shown = CliRunner().invoke(cli.build([name]), [name, "--help"])
    assert (shown.exit_code, shown.exception) == (0, None)
    assert "Usage" in shown.stdout


@pytest.mark.thorough
def test_the_script_lists_every_command_and_warns_of_nothing():
    shown = subprocess.run(
        [sys.executable, "-m", "infra.cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stderr == ""
    assert [name for name in cli.command_names() if f" {name} " not in shown.stdout] == []


@pytest.mark.parametrize("lock", ["requirements", "requirements-dev"])
def test_every_pick_is_exact_and_locked_with_hashes_and_no_address(lock):
    picks = [
        line for line in (ROOT / f"{lock}.in").read_text().splitlines() if line and not line.startswith(("#", "-r"))
    ]
    locked = (ROOT / f"{lock}.txt").read_text()
    assert [pick for pick in picks if "==" not in pick] == []
    assert [pick for pick in picks if f"{pick} \\\n    --hash=sha256:" not in locked] == []
    assert "://" not in locked


def test_a_machine_without_python_is_told_what_to_install(tmp_path):
    for name in ("sh", "mktemp", "rm"):
        (tmp_path / name).symlink_to(shutil.which(name))
    asked = ["sh", str(ROOT / "infra" / "venv.sh"), str(tmp_path / "venv"), "requirements.txt"]
    told = subprocess.run(asked, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "Python 3.11 or newer is missing" in told.stderr


def test_the_environment_of_another_checkout_is_not_emptied_through_a_link(tmp_path):
    others = tmp_path / "other" / ".venv"
    others.mkdir(parents=True)
    (others / "checkout").write_text("/somewhere/else\n")
    link = tmp_path / ".venv"
    link.symlink_to(others)
    asked = ["sh", str(ROOT / "infra" / "venv.sh"), str(link), "requirements.txt"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, (others / "checkout").exists()) == (1, True)
    assert "belongs to another checkout" in told.stderr


def test_the_demonstration_needs_what_runs_and_checks_need_the_rest():
    targets = dict(re.findall(r"^([a-z][a-z-]*): (\$\([A-Z]+\))", MAKEFILE, re.MULTILINE))
    assert {name: targets[name] for name in ("demo", "run", "down")} == dict.fromkeys(
        ("demo", "run", "down"), "$(RUNS)"
    )
    assert {targets[name] for name in ("check", "test", "up", "fmt")} == {"$(STAMP)"}
