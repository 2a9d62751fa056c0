"""`zhiping dead-letters` on a handler that always fails, until it is mended."""

import json
import os
import subprocess
import sys

import pytest

from shared.messaging.ops.drain import Unsettled
from tests.support.ledger_service.fleet import ROOT, assert_each_once_in_order


@pytest.fixture
def zhiping(fleet):
    """Run the command line as an operator would."""
    environment = os.environ | {
        "ZHIPING_AMQP_URI": fleet.amqp_uri, "ZHIPING_TOKEN": fleet.token("operator"), "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip

    def run(*arguments):
        command = [sys.executable, "-m", "infra.cli", "dead-letters", *arguments]
        return subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_list_show_discard_and_replay(fleet, zhiping):
    fleet.up("ledger", "mirror")
    published = fleet.book(3, 1, "fail")
    with pytest.raises(Unsettled):
        fleet.settled(30)

    listed = json.loads(zhiping("list", "mirror", "--json").stdout)
    assert len(listed) == 3
    assert {letter["attempts"] for letter in listed} == {4}
    assert listed[0]["reason"].startswith("RuntimeError")
    shown = json.loads(zhiping("show", "mirror", listed[0]["id"]).stdout)
    assert shown["body"]["data"]["behaviour"] == "fail"
    assert len(shown["history"]) == 4

    assert zhiping("discard", "mirror", listed[0]["id"]).returncode == 0
    again = zhiping("discard", "mirror", listed[0]["id"])
    assert again.returncode == 1
    assert "dead_letter_closed" in again.stderr

    fleet.mended.touch()
    assert "2 sent back" in zhiping("replay", "mirror", "all").stdout
    fleet.settled(30)
    assert_each_once_in_order(fleet.effects(), published - 1)
    assert json.loads(zhiping("list", "mirror", "--json").stdout) == []
