"""The clients of the guide for portals, as they are printed, with the rights that the guide names."""

import os
import re
import subprocess
import sys

import pytest

from infra.devstack.packages import JAVA, RABBITMQ_FOR_JAVA, ensure
from tests.support.ledger_service.fleet import ROOT
from tests.support.ledger_service.lone_fleet import WRITE_ONLY, user_who_may_only_write
from tests.support.web.modules import node_modules

GUIDE = (ROOT / "docs/amqp.md").read_text(encoding="utf-8")
JARS = f"{RABBITMQ_FOR_JAVA}:{RABBITMQ_FOR_JAVA.with_name('slf4j-api.jar')}"


def program(language):
    """The one of the guide."""
    [text] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return text


def in_python(folder):
    return [sys.executable, "-W", "ignore", "-c", program("python")]


def in_node(folder):
    (folder / "call.js").write_text(program("js"), encoding="utf-8")
    (folder / "node_modules").symlink_to(node_modules())
    return ["node", str(folder / "call.js")]


def in_java(folder):
    ensure(JAVA)
    (folder / "Call.java").write_text(program("java"), encoding="utf-8")
    subprocess.run(["javac", "-cp", JARS, "Call.java"], cwd=folder, check=True, timeout=110)
    return ["java", "-Xshare:auto", "-cp", f"{JARS}:{folder}", "Call"]


@pytest.fixture(scope="module", params=[in_python, in_node, in_java], ids=["python", "node", "java"])
def command(request, tmp_path_factory):
    """What calls, in each language."""
    return request.param(tmp_path_factory.mktemp("portal"))


def run(command, uri, token, method, **told):
    surroundings = os.environ | {"ZHIPING_AMQP_URI": uri, "TOKEN": token} | told
    return subprocess.run(
        [*command, method, "{}"], capture_output=True, text=True, timeout=60, env=surroundings, check=False
    )


def test_the_clients_of_the_guide_call_with_the_rights_of_a_portal(command, stack, fleet):
    fleet.up("ledger")
    uri = user_who_may_only_write(stack, fleet.amqp_uri.rpartition("/")[2])
    done = run(command, uri, fleet.token("operator"), "ledger.get_status")
    assert "pending" in done.stdout, done.stderr
    refused = run(command, uri, fleet.token("clerk"), "ledger.get_status")
    assert "role_not_allowed" in refused.stdout + refused.stderr
    assert "nobody takes calls of nobody.home" in run(command, uri, fleet.token("operator"), "nobody.home").stderr


def test_the_guide_names_these_rights():
    told = dict(re.findall(r"^\| (configure|write|read) \| `(.*)` \|$", GUIDE, re.MULTILINE))
    assert told == WRITE_ONLY
