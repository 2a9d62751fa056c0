"""The released version and this one side by side on one broker, one PostgreSQL and one store, over a year.

The released version sets the site up and begins the year. It is prepared as the changelog says, then each service has
an old and a new process for a while; one service is taken back in the middle and updated again. The portal is the
released one until the last old process has stopped; then owners are enforced and this version's client calls.

The notice is as the released version ships it. Each version reminds by its own rules: that one sends on days off what
this one sends before them, and knows neither some kinds of duties nor the event that brings one of them. What both
remind people of is compared message by message, other reminders are not.
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
REMINDED_BY_BOTH = "reminder submit_declaration"
"""Who gets another duty too late for a reminder before its day is reminded by this version alone, at once."""
OWN = ("notify.reminder_sent", "declaration.profile_waiting")
"""Events of which a year has as many as its versions send."""


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return released_tree(tmp_path_factory)


@pytest.fixture(scope="module")
def notice(released):
    return {"notice": str(released / "shared/policy/packs/chifeng-2026.yaml")}


@pytest.fixture(scope="module")
def of_one_version(notice, tmp_path_factory):
    return comparable(undisturbed(tmp_path_factory, **FEW, **notice))


def comparable(year):
    """Without what each version tells by rules of its own."""
    told = year["ledger"]
    messages = [line for line in told["messages"] if " reminder " not in line or _of_both(line)]
    published = {
        service: {name: number for name, number in tally.items() if name not in OWN}
        for service, tally in told["published"].items()
    }
    assert any(map(_of_both, messages))
    return year | {
        "messages": year["messages"]["notice"],
        "ledger": told | {"messages": messages, "published": published},
    }


def _of_both(line):
    return line.endswith(REMINDED_BY_BOTH)


def played_over_an_update(stack, tree, notice, order, out):
    told = FEW | notice | {
        "out": str(out), "tree": str(tree), "order": order, "steps": UPDATED,
        "stack": stack.name, "site": f"r{uuid.uuid4().hex[:10]}",
    }  # fmt: skip
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.rolling.play", json.dumps(told)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("order", ORDERS)
def test_the_year_ends_as_with_one_version(order, of_one_version, stack, released, notice, tmp_path):
    found = played_over_an_update(stack, released, notice, order, tmp_path / "year.json")
    happened = [line.partition(": ")[2] for line in found.pop("happened")]
    assert {f"{service}: the old process ends" for service in SERVICES} <= set(happened)
    assert happened[-1] == "the update is through"
    assert found["waited"] > 0
    found.pop("waited")
    assert found["dead_letters"] == 0
    assert comparable(found) == of_one_version
