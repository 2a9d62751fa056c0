"""Somebody may look at the processes of a server, at their environments and their logs."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from infra.devstack.site import Site
from infra.fleet import Fleet
from infra.paths import ROOT
from infra.secret_folder import write_secrets
from infra.setting_names import secrets_of

SECRETS = set(secrets_of("audit"))


@pytest.fixture(scope="module")
def site(stack):
    made = Site.create(stack, f"secret_{uuid.uuid4().hex[:8]}")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def by_file(site, tmp_path_factory):
    """The settings of audit, each secret a file; and the secrets themselves."""
    own = site.environment("audit")
    secrets = {name: own.pop(name) for name in SECRETS}
    folder = tmp_path_factory.mktemp("secrets")
    write_secrets(folder, secrets)
    readable = {"SPT_NOENV": "1"}  # else the title of the process is written over its environment, and hides it
    return own | readable | {f"{name}_FILE": str(folder / name) for name in secrets}, secrets


@pytest.fixture(scope="module")
def running(by_file, tmp_path_factory):
    """The audit service, started with these files, and ready."""
    fleet = Fleet(lambda service: by_file[0], tmp_path_factory.mktemp("logs"), services=("audit",))
    fleet.start()
    yield fleet.of("audit")[0]
    fleet.stop()


def parts_of(secrets):
    """What must be seen nowhere: each secret, and the password in an address."""
    passwords = {value.split("://", 1)[1].split("@")[0].split(":")[-1] for value in secrets.values() if "@" in value}
    keys = {part for value in secrets.values() if value.startswith("{") for part in value.split('"') if len(part) == 44}
    assert len(passwords) == 3
    assert len(keys) == 4
    return {*secrets.values(), *passwords, *keys}


def test_no_secret_is_in_the_environment_of_the_process(running, by_file):
    told = Path(f"/proc/{running.process.pid}/environ").read_text() + " ".join(running.process.cmdline())
    assert "ZHIPING_KEYRING_FILE=" in told
    assert [part for part in parts_of(by_file[1]) if part in told] == []


def test_no_secret_is_in_the_log_of_the_process(running, by_file):
    said = running.log.read_text()
    assert "started" in said
    assert [part for part in parts_of(by_file[1]) if part in said] == []


def started(environ):
    """(exit code, all it says) of a service that is to refuse."""
    command = [sys.executable, "-W", "ignore", "-m", "infra.cli", "run", "audit"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    done = subprocess.run(
        command, cwd=ROOT, env=clean | environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=600
    )
    return done.returncode, done.stdout + done.stderr


REFUSED = {
    "the file is missing": (
        {"ZHIPING_KEYRING_FILE": "/nowhere/geheim"},
        "ZHIPING_KEYRING_FILE: the file cannot be read",
    ),
    "both are given": ({"ZHIPING_KEYRING": "geheim"}, "ZHIPING_KEYRING and ZHIPING_KEYRING_FILE are both given"),
    "the ring is broken": ({"ZHIPING_KEYRING": '{"geheim":'}, "ZHIPING_KEYRING: this is no keyring"),
    "the ring is another service's": ({"ZHIPING_KEYRING": "docgen"}, "ZHIPING_KEYRING: audit needs a key for index"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_service_that_refuses_to_start_says_which_setting_and_not_what_it_holds(site, by_file, why):
    change, said = REFUSED[why]
    environ = dict(by_file[0]) | change
    if why.startswith("the ring"):
        environ.pop("ZHIPING_KEYRING_FILE")
    if environ.get("ZHIPING_KEYRING") == "docgen":
        environ["ZHIPING_KEYRING"] = site.environment("docgen")["ZHIPING_KEYRING"]
    code, output = started(environ)
    assert code == 1, output
    assert output.strip().splitlines()[-1].startswith(f"refused to start: {said}")
    seen = parts_of(by_file[1]) | {"geheim", site.environment("docgen")["ZHIPING_KEYRING"]}
    assert [part for part in seen if part in output] == []
