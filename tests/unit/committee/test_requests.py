"""What the records of requests say beyond their fields' types."""

import pytest

from infra.docs.methods import methods_of
from services.committee.requests.committees import CommitteeFilter
from shared.kernel.errors import ZhipingError

ASSIGN = {"idempotency_key": "k", "expected_version": 1, "session_id": "s-1"}
ROW = {"declaration_id": "d-1", "method": "interview", "score": 70}


def load(method, **params):
    return methods_of("committee")[method].endpoint.load(params)


def fault(method, **params):
    with pytest.raises(ZhipingError) as caught:
        load(method, **params)
    return caught.value.slug, caught.value.path


def test_what_is_not_given_has_its_default():
    taken = load("assign_declarations", **ASSIGN)
    assert (taken.groups, taken.pass_rates, taken.from_codes) == (None, {}, ())
    assert load("list_committees").filter == load("list_committees", filter={"region": None}).filter
    assert load("list_committees").filter == CommitteeFilter()


def test_defaults_are_not_shared_between_requests():
    assert load("assign_declarations", **ASSIGN).pass_rates is not load("assign_declarations", **ASSIGN).pass_rates


@pytest.mark.parametrize(
    "method, given, path",
    [
        ("assign_declarations", {"pass_rates": {"": "3/5"}}, "pass_rates..key"),
        ("assign_declarations", {"pass_rates": {"a": "0/5"}}, "pass_rates.a.value"),
        ("assign_declarations", {"pass_rates": None}, "pass_rates"),
        ("set_indicators", {"indicators": [{"series": "s", "weights": {"": 100}}]}, "indicators.0.weights..key"),
        ("set_indicators", {"indicators": [{"series": "s", "weights": {"a": 0}}]}, "indicators.0.weights.a.value"),
        ("set_indicators", {"indicators": [{"series": "s", "weights": {}}]}, "indicators.0.weights"),
        ("register_scores", {"rows": [ROW, ROW | {"blind_no": "B-1"}]}, "rows.1.blind_no"),
        ("register_scores", {"rows": [ROW | {"declaration_id": None}]}, "rows.0.blind_no"),
        ("register_scores", {"rows": [ROW | {"scores": {"a": 1}}]}, "rows.0.scores"),
        ("register_scores", {"rows": [ROW | {"score": None}]}, "rows.0.scores"),
        ("register_scores", {"rows": [ROW | {"blind_no": "B-1", "score": 101}]}, "rows.0.score"),
    ],
)
def test_a_fault_is_told_where_it_is(method, given, path):
    assert fault(method, **ASSIGN, **given) == ("invalid_field", path)
