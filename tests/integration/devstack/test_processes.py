"""Processes of a fleet do not outlive whoever started them."""

import json
import os
import signal
import subprocess
import sys

import psutil

from infra.devstack import processes
from infra.house import ROOT

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
