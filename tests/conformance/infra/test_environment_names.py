"""Every ZHIPING_* name in the code is a setting, and every setting is read somewhere."""

import re

import pytest

from infra.devstack import environment
from infra.paths import ROOT
from infra.setting_names import DEPLOYED
from shared.contracts.queues import SERVICES
from shared.kernel import objecting
from tests.conformance.infra.manifests import common_variables, own_variables, variables_of

NAME = re.compile(r"\bZHIPING_[A-Z][A-Z0-9_]*\b")
SHARED_RECORDS = {"ObjectionLimits.told_by(": set(objecting.SETTINGS)}
"""Names that a shared record reads for the services which build it, by the call that builds it."""


def names_in(folder):
    """ZHIPING_* names in the Python files below a folder."""
    return {name for path in (ROOT / folder).rglob("*.py") for name in NAME.findall(path.read_text())}


@pytest.mark.parametrize("service", DEPLOYED)
def test_a_service_names_no_variable_that_its_config_does_not_list(service):
    assert names_in(f"services/{service}") <= variables_of(service)


@pytest.mark.parametrize("service", DEPLOYED)
def test_what_a_config_lists_is_read_in_that_service(service):
    folder = ROOT / "services" / service
    text = (folder / "config.py").read_text()
    code = "".join(path.read_text() for path in folder.rglob("*.py"))
    built = set().union(*(names for call, names in SHARED_RECORDS.items() if call in code))
    assert [name for name in own_variables(service) - built if text.count(name) < 2] == []


@pytest.mark.parametrize("call", SHARED_RECORDS)
def test_a_service_lists_what_a_shared_record_reads_if_it_builds_one(call):
    builders = {
        service
        for service in SERVICES
        if any(call in path.read_text() for path in (ROOT / "services" / service).rglob("*.py"))
    }
    assert builders
    assert builders == {service for service in SERVICES if SHARED_RECORDS[call] & own_variables(service)}


def test_shared_code_names_settings_only():
    assert names_in("shared") <= common_variables().union(*SHARED_RECORDS.values())


def test_the_env_file_of_a_dev_stack_holds_known_names_only(stack_variables):
    known = set().union(*(variables_of(service) for service in DEPLOYED))
    assert set(stack_variables) <= known | {environment.variable_of(service) for service in DEPLOYED}


@pytest.fixture
def stack_variables(tmp_path):
    """What the dev stack would write, made from its source without starting it."""
    return NAME.findall((ROOT / "infra" / "devstack" / "stack.py").read_text())
