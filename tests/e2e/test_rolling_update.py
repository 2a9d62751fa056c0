"""The released version and this one side by side on one broker, one PostgreSQL and one store, over a year.

The released version sets the site up and begins the year. It is prepared as the changelog says, then each service has
an old and a new process for a while; one service is taken back in the middle and updated again. The portal is the
released one until the last old process has stopped; then owners are enforced and this version's client calls.
"""

import json
import subprocess
import sys
import uuid

import pytest

from infra.paths import ROOT
from shared.contracts.queues import SERVICES
from tests.support.released import released_tree
from tests.support.rolling.update import ORDERS
from tests.support.scenario.playing import FEW, undisturbed

UPDATED = (4, 100)
"""The first and the last step of the update."""


@pytest.fixture(scope="module")
def of_one_version(tmp_path_factory):
    return undisturbed(tmp_path_factory, **FEW)


def played_over_an_update(stack, tree, order, out):
    told = FEW | {
        "out": str(out), "tree": str(tree), "order": order, "steps": UPDATED,
        "stack": stack.name, "site": f"r{uuid.uuid4().hex[:10]}",
    }  # fmt: skip
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.rolling.play", json.dumps(told)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("order", ORDERS)
def test_the_year_ends_as_with_one_version(order, of_one_version, stack, tmp_path_factory, tmp_path):
    found = played_over_an_update(stack, released_tree(tmp_path_factory), order, tmp_path / "year.json")
    happened = [line.partition(": ")[2] for line in found.pop("happened")]
    assert {f"{service}: the old process ends" for service in SERVICES} <= set(happened)
    assert happened[-1] == "the update is through"
    assert found["waited"] > 0
    found.pop("waited")
    assert found["dead_letters"] == 0
    assert found == of_one_version
