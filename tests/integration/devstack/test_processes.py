"""Processes are found again whatever the clock does; those of a fleet do not outlive whoever started them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from infra.devstack import DevStack, processes
from infra.paths import ROOT

STARTER = """
import json, os, sys
from pathlib import Path
from infra.devstack import processes
print(json.dumps(processes.spawn(["sleep", "600"], Path(os.devnull), os.environ, bound=True)), flush=True)
sys.stdin.read()
"""


def test_a_bound_process_ends_with_a_starter_that_was_killed():
    command = [sys.executable, "-c", STARTER]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        child = psutil.Process(json.loads(starter.stdout.readline())["pid"])
        assert processes.is_running(child)
        os.kill(starter.pid, signal.SIGKILL)
    assert processes.wait_gone([child], 20) == []


@pytest.fixture
def sleeper():
    """A detached process and its identity."""
    identity = processes.spawn(["sleep", "600"], Path(os.devnull), os.environ)
    yield identity
    processes.kill(psutil.Process(identity["pid"]))


def test_a_process_is_found_after_the_clock_of_the_machine_was_set(sleeper, monkeypatch):
    before = psutil.boot_time()
    monkeypatch.setattr("psutil._pslinux.boot_time", lambda: before + 3600)
    assert psutil.Process(sleeper["pid"]).create_time() > before + 3600
    assert processes.find(sleeper).pid == sleeper["pid"]


def test_another_process_with_the_number_of_a_dead_one_is_not_taken_for_it(sleeper):
    assert processes.find(sleeper | {"created": f"{sleeper['created']}0"}) is None


def test_detached_processes_go_on_without_a_complaint_when_their_starter_ends():
    program = STARTER.replace(", bound=True", "").replace("sys.stdin.read()", "")
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True)
    child = processes.find(json.loads(done.stdout))
    processes.kill(child)
    assert done.stderr == ""


ATTENDANT = """
import sys
from pathlib import Path
from infra.devstack import DevStack
with DevStack("attended", root=Path(sys.argv[1])).attended():
    print("here", flush=True)
    sys.stdin.read()
"""


def test_stopping_a_stack_ends_what_looks_after_services_on_it(tmp_path):
    stack = DevStack("attended", root=tmp_path)
    stack.folder.mkdir()
    command = [sys.executable, "-c", ATTENDANT, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as attendant:
        attendant.stdout.readline()
        assert [process.pid for process in stack.fleets] == [attendant.pid]
        stack.stop()
        assert attendant.wait(20) == -signal.SIGTERM
    assert stack.fleets == []


LIMITED = """
import resource
from infra.devstack import processes
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
processes.allow_files(1024)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
processes.allow_files(512)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def test_servers_may_open_more_files_than_a_login_shell_grants():
    said = subprocess.run([sys.executable, "-c", LIMITED], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["1024", "1024"]
