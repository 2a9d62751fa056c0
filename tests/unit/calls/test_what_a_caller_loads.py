"""A program that calls services, and the door itself, start without the framework in which services are written."""

import json
import subprocess
import sys

import pytest

FRAMEWORK = {"nameko", "kombu", "eventlet", "shared.messaging"}
SCHEMAS = {"sqlalchemy", "marshmallow", "alembic", "casbin", "opentelemetry.sdk", "flask"}
MOST_MODULES = 500
TELL = "import json, sys, {}; print(json.dumps(sorted(sys.modules)))"


def loaded_by(module):
    ran = subprocess.run([sys.executable, "-c", TELL.format(module)], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stdout))


def test_the_client_of_calls_loads_neither_framework_nor_database_nor_schemas():
    loaded = loaded_by("shared.calls")
    assert not loaded & (FRAMEWORK | SCHEMAS)
    assert len(loaded) < MOST_MODULES


@pytest.mark.parametrize("module", ["services.gateway.service", "shared.telemetry", "shared.kernel.settings"])
def test_the_door_and_what_it_stands_on_load_no_framework(module):
    assert not loaded_by(module) & FRAMEWORK
