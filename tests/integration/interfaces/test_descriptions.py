"""The descriptions of both interfaces in the eyes of others: the schema that AsyncAPI publishes, and a linter."""

from __future__ import annotations

import json
import subprocess

import jsonschema_rs
import pytest

from infra.docs import asyncapi, openapi
from shared.contracts.queues import STREAMS
from tests.support.web.modules import WEB, node_modules

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def modules():
    """What npm brings."""
    return node_modules()


def test_the_events_are_described_as_asyncapi_asks(modules):
    schema = json.loads((modules / "@asyncapi" / "specs" / "schemas" / "3.0.0.json").read_text(encoding="utf-8"))
    check = jsonschema_rs.Draft7Validator(schema)
    told = json.loads(asyncapi.PAGE.read_text(encoding="utf-8"))
    assert [str(error) for error in check.iter_errors(told)] == []
    assert not check.is_valid(told | {"channels": []})


def test_every_example_of_an_event_fits_its_own_description():
    told = json.loads(asyncapi.PAGE.read_text(encoding="utf-8"))
    seen = 0
    for message in told["components"]["messages"].values():
        payload = message["payload"] | {"components": told["components"]}
        check = jsonschema_rs.Draft202012Validator(payload, validate_formats=True)
        for example in message["examples"]:
            assert [str(error) for error in check.iter_errors(example["payload"])] == [], message["name"]
            assert not check.is_valid(example["payload"] | {"sequence": 0})
            seen += 1
    assert seen == sum(len(stream.events) for stream in STREAMS)


def test_a_linter_finds_nothing_in_either_description(modules):
    program = modules / ".bin" / "spectral"
    papers = [str(openapi.PAGE), str(asyncapi.PAGE)]
    rules = ["--ruleset", str(WEB / "spectral.yaml"), "--fail-severity", "hint", "--format", "text"]
    done = subprocess.run([program, "lint", *rules, *papers], capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
