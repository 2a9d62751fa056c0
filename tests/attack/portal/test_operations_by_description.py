"""Whatever the description allows: no fault of the door, and no answer that the description does not foresee."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys

import pytest

from infra.paths import ROOT
from tests.support.http_door.described import SCHEMA, asked, holds

pytestmark = pytest.mark.timeout(900)
EXAMPLES = 3
"""Of each operation; every one is asked as another of the people."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Where to call, and as whom."""
    folder = tmp_path_factory.mktemp("described") / "site"
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.http_door.fuzzed", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())
        people = itertools.cycle([None, *told["tokens"].values()])
        yield f"http://127.0.0.1:{told['port']}", people
        process.stdin.close()
        process.wait(60)


@SCHEMA.parametrize()
@asked(EXAMPLES)
def test_an_operation_answers_as_described(case, site):
    address, people = site
    holds(case, address, next(people))
