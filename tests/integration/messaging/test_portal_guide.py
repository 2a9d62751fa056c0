"""The Python client of the guide for portals, as it is printed, with the rights that the guide names."""

import os
import re
import subprocess
import sys

from tests.support.ledger_service.fleet import ROOT
from tests.support.ledger_service.lone_fleet import WRITE_ONLY, user_who_may_only_write

GUIDE = (ROOT / "docs/amqp.md").read_text(encoding="utf-8")
[PROGRAM] = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


def run(uri, token, method, **told):
    surroundings = os.environ | {"ZHIPING_AMQP_URI": uri, "TOKEN": token} | told
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, method, "{}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=surroundings, check=False)


def test_the_client_of_the_guide_calls_with_the_rights_of_a_portal(stack, fleet):
    fleet.up("ledger")
    uri = user_who_may_only_write(stack, fleet.amqp_uri.rpartition("/")[2])
    done = run(uri, fleet.token("operator"), "ledger.get_status")
    assert "pending" in done.stdout, done.stderr
    assert "role_not_allowed" in run(uri, fleet.token("clerk"), "ledger.get_status").stderr
    assert "nobody takes calls of nobody.home" in run(uri, fleet.token("operator"), "nobody.home").stderr


def test_the_guide_names_these_rights():
    told = dict(re.findall(r"^\| (configure|write|read) \| `(.*)` \|$", GUIDE, re.MULTILINE))
    assert told == WRITE_ONLY
