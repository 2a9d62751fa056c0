"""The RPC tables of the READMEs against the code: who may call, and which errors may come.

The suites of the services add the other half: an error that comes out of a method there must stand in its row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from fnmatch import fnmatch

import pytest

from infra.paths import ROOT
from shared.contracts.queues import RPC, SERVICES
from shared.kernel.catalogue import catalogue
from shared.security import AccessPolicy
from tests.support import readmes

RAISED = re.compile(r"\b(?:refused|invalid|conflict|forbidden|not_found|unavailable)\(\s*f?\"([a-z_{}.]+)\"")
NOT_FOR_CALLERS = {
    "notice_not_arrived": "an event waits for the notice under which it was sent",
    "stage_holder_unknown": "a case waits for its route's organisations to be registered",
    "unit_not_registered": "a case waits for its unit to be registered",
    "notify_case_unknown": "deadlines follow events",
    "notify_session_unknown": "deadlines follow events",
}


def sources(*folders):
    """All Python below the folders, as one text."""
    return "\n".join(
        path.read_text(encoding="utf-8") for name in folders for path in sorted((ROOT / name).rglob("*.py"))
    )


def raised(text):
    """Patterns of the slugs that the code raises by name; what an f-string fills in is a star."""
    return {re.sub(r"\{[^}]*\}", "*", slug) for slug in RAISED.findall(text)}


@pytest.mark.parametrize("service", SERVICES)
class TestEachTable:
    def test_names_exactly_the_roles_that_the_access_table_lets_in(self, service):
        opened = defaultdict(set)
        for role, method in AccessPolicy(ROOT / "services" / service / "access.csv").lines():
            opened[method].add(role)
        assert {method: readmes.callers(service, method) for method in RPC[service]} == opened

    def test_tells_of_every_error_that_the_code_raises_by_name(self, service):
        told = {slug for row in readmes.rows(service).values() for slug in row.errors}
        found = {slug for slug in raised(sources(f"services/{service}")) if "*" not in slug}
        assert found
        general = readmes.of_every_method(service)
        unsaid = {slug for slug in found - told if not any(fnmatch(slug, pattern) for pattern in general)}
        assert unsaid - NOT_FOR_CALLERS.keys() == set()

    def test_tells_of_no_error_that_nothing_raises(self, service):
        code = sources(f"services/{service}", "shared")
        patterns = raised(code)
        told = {slug for row in readmes.rows(service).values() for slug in row.errors}
        stale = {slug for slug in told if f'"{slug}"' not in code and not any(fnmatch(slug, one) for one in patterns)}
        assert stale == set()

    def test_names_errors_that_have_a_text(self, service):
        told = {slug for row in readmes.rows(service).values() for slug in row.errors}
        assert told <= set(catalogue())

    def test_tells_of_the_errors_of_the_door(self, service):
        door = {"unknown_field", "missing_field", "invalid_field", "token_missing", "token_expired", "token_invalid"}
        assert door | {"role_not_allowed"} <= readmes.of_every_method(service)


def test_an_error_that_no_row_tells_of_is_noticed():
    assert readmes.is_told("audit", "approve_stage", "publicity_missing")
    assert readmes.is_told("audit", "approve_stage", "token_expired")
    assert not readmes.is_told("audit", "approve_stage", "quota_exceeded")


def test_no_error_is_kept_from_callers_without_need():
    everything = raised(sources("services"))
    assert NOT_FOR_CALLERS.keys() <= everything
