"""What a method declares is what it does: who may call, what comes out, which errors may come; and the READMEs say it.

The suites of the services add the other half: every answer there fits its record, every error stands in errors.csv.
"""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from infra.docs.methods import methods_of
from infra.docs.rpc_tables import readme, renewed
from infra.paths import ROOT
from infra.service_classes import service_class
from shared.contracts.queues import RPC, SERVICES
from shared.kernel.catalogue import catalogue
from shared.messaging import STANDARD_RPC, endpoints, query
from shared.security import AccessPolicy
from shared.wire.requests import Query
from tests.support import declared

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


def lines_of(service):
    """(method, slug) as errors.csv has them."""
    with (ROOT / "services" / service / "errors.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(cell.strip() for cell in row) for row in csv.reader(file)]


@pytest.mark.parametrize("service", SERVICES)
class TestEachService:
    def test_class_contract_access_table_and_error_table_name_the_same_methods(self, service):
        own = set(endpoints(service_class(service))) - set(STANDARD_RPC)
        assert own == set(methods_of(service)) - set(STANDARD_RPC) == set(RPC[service])
        opened = {method for _, method in AccessPolicy(ROOT / "services" / service / "access.csv").lines()}
        assert opened == {name for name in own if not methods_of(service)[name].endpoint.roles or name == "run_due"}
        assert {method for method, _ in lines_of(service)} <= own

    def test_the_error_table_names_nothing_twice_and_nothing_that_every_method_of_the_kind_has(self, service):
        assert [line for line, times in Counter(lines_of(service)).items() if times > 1] == []
        methods = methods_of(service)
        assert [
            (name, slug) for name, one in methods.items() for slug in one.errors if slug in one.general_errors
        ] == []

    def test_every_error_that_the_code_raises_by_name_is_declared(self, service):
        told = {slug for method in methods_of(service).values() for slug in (*method.errors, *method.general_errors)}
        found = {slug for slug in raised(sources(f"services/{service}")) if "*" not in slug}
        assert found
        assert found - told - NOT_FOR_CALLERS.keys() == set()

    def test_no_error_is_declared_that_nothing_raises(self, service):
        code = sources(f"services/{service}", "shared")
        spoken = set(re.findall(r'"([a-z_]+)"', code))
        patterns = [re.escape(one).replace(r"\*", ".*") for one in raised(code) if "*" in one]
        stale = {slug for _, slug in lines_of(service) if slug not in spoken}
        assert [slug for slug in stale if not any(re.fullmatch(pattern, slug) for pattern in patterns)] == []

    def test_every_declared_error_has_a_text(self, service):
        assert {slug for _, slug in lines_of(service)} <= set(catalogue())

    def test_the_readme_says_what_the_code_says(self, service):
        text = readme(service).read_text(encoding="utf-8")
        assert text == renewed(text, service), "run `make docs`"


def test_an_error_that_no_line_tells_of_is_noticed():
    assert declared.is_declared("audit", "approve_stage", "publicity_missing")
    assert declared.is_declared("audit", "approve_stage", "token_expired")
    assert not declared.is_declared("audit", "approve_stage", "quota_exceeded")


def test_no_error_is_kept_from_callers_without_need():
    everything = raised(sources("services", "shared"))
    assert NOT_FOR_CALLERS.keys() <= everything


def test_a_method_that_declares_no_record_is_refused():
    def give(self, tx, request: Query) -> int:
        """Not a record."""

    with pytest.raises(TypeError, match="is no record"):
        query()(give)
