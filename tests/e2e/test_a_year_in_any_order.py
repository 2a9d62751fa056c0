"""Whatever order an outage leaves the events in, and however often they come: a fresh service ends up the same."""

import json
import random
import subprocess
import sys

import pytest

from infra.paths import ROOT
from shared.contracts.queues import SERVICES
from tests.support.once import made_once
from tests.support.replay.telling import Year, end_state

PLAYED = {"notice": "chifeng-2026", "applicants": 20, "seed": 3, "counties": 2}
FOLLOWED = {"declaration": "organisations", "audit": "cases", "committee": "reviews", "docgen": "readers"}
"""A table of each service that only events fill."""


@pytest.fixture(scope="session")
def year(tmp_path_factory):
    """One small year, played once for all workers."""
    return Year(made_once(tmp_path_factory, "recorded-year", play))


def play(folder):
    told = json.dumps({"out": str(folder), **PLAYED})
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.replay.record", told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("service", SERVICES)
def test_shuffled_and_doubled_events_give_the_same_end(year, service, tmp_path):
    for name in ("as_sent", "shuffled"):
        (tmp_path / name).mkdir()
    shuffled = year.bodies * 2
    random.Random(service).shuffle(shuffled)
    as_sent = end_state(year, service, year.bodies, tmp_path / "as_sent")
    assert as_sent[FOLLOWED.get(service, "messages")]
    assert end_state(year, service, shuffled, tmp_path / "shuffled") == as_sent
