"""Whatever the description allows: no fault of the door, and no answer that the description does not foresee."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from infra.docs.openapi import PAGE
from infra.paths import ROOT

SCHEMA = schemathesis.openapi.from_path(PAGE)
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
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
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_an_operation_answers_as_described(case, site):
    address, people = site
    token = next(people)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    case.call_and_validate(base_url=address, headers=headers, checks=CHECKS)
