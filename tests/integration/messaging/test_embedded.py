"""The embedded stack: both services in one process, SQLite files, no server; it keeps the same guarantees."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.security import TokenIssuer
from tests.support.ledger_service import tables
from tests.support.ledger_service.fleet import ROOT, assert_each_once_in_order

KILLED_BY_ITS_EVENT = 9
SCRIPT = Path(__file__).with_name("embedded_scenario.py")


@pytest.fixture
def act(tmp_path):
    """`act("through")` runs one act in a process of its own and returns what it printed; {} when it died before."""
    issuer = TokenIssuer(SystemClock())
    token = issuer.issue(Caller("p1", "Tester", roles=frozenset({"clerk", "operator"})))
    for name in ("ledger", "mirror"):
        tables.create(f"sqlite:///{tmp_path}/{name}.db")
    places = {"MIRROR_RUNS": str(tmp_path / "runs"), "MIRROR_MENDED": str(tmp_path / "mended")}
    (tmp_path / "runs").touch()
    environment = os.environ | places | {"PYTHONPATH": str(ROOT)}

    def run(name):
        command = [sys.executable, str(SCRIPT), str(tmp_path), issuer.jwks, token, name]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
        )
        assert done.returncode in (0, -signal.SIGKILL, KILLED_BY_ITS_EVENT), done.stderr[-3000:]
        run.died = done.returncode != 0
        printed = [line for line in done.stdout.splitlines() if line.startswith("{")]
        return json.loads(printed[-1]) if printed else {}

    run.mended = tmp_path / "mended"
    return run


def test_commands_errors_events_and_figures_work_without_a_server(act):
    found = act("through")
    assert (found["slug"], found["nobody"]) == ("stale_version", "service_unavailable")
    assert_each_once_in_order(found["effects"], found["published"])


def test_killed_twice_under_load_every_event_has_one_effect(act):
    for _ in range(2):
        found = act("kill")
        assert act.died
        assert found["unsent"] > 0, "killed after the work was done"
    found = act("finish")
    assert found["published"] == 2000
    assert_each_once_in_order(found["effects"], 2000)


def test_killed_while_events_wait_for_their_retry_none_is_lost(act):
    act("kill_in_retry")
    assert act.died
    act.mended.touch()
    found = act("finish")
    assert_each_once_in_order(found["effects"], 3)


def test_an_event_that_kills_the_process_ends_as_a_dead_letter_after_some_starts(act):
    act("killer")
    assert act.died
    deaths = 1
    while (found := act("finish_without_the_killer")) == {}:
        deaths += 1
        assert deaths < 8
    assert found["lag"] == {"dead:mirror": 1}
    [letter] = found["letters"]
    assert (letter["subject"], letter["reason"].partition(":")[0], letter["attempts"]) == ("killer", "killer", 4)
    assert len(found["effects"]) % 200 == 0
    assert deaths == 4


def test_a_dead_letter_is_replayed_after_the_fix(act):
    found = act("dead")
    assert found["lag"] == {"dead:mirror": 5}
    assert found["attempts"] == [4] * 5
    assert_each_once_in_order(found["effects"], found["published"])
