"""The role table of a service."""

import pytest

from shared.kernel.errors import ZhipingError
from shared.security import AccessPolicy


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "access.csv"
    path.write_text("p, applicant, submit\np, public, list_plans\np, operator, *\n")
    return AccessPolicy(path)


def test_a_role_may_call_what_its_lines_say(policy):
    policy.check({"applicant"}, "submit")
    policy.check({"expert", "operator"}, "anything")


@pytest.mark.parametrize("roles", [set(), {"expert"}, {"applicants"}, {"public"}])
def test_everybody_else_is_refused(policy, roles):
    with pytest.raises(ZhipingError) as caught:
        policy.check(roles, "submit")
    assert (caught.value.slug, caught.value.kind.value) == ("role_not_allowed", "forbidden")


def test_public_methods_are_open_to_all(policy):
    assert policy.is_public("list_plans")
    assert not policy.is_public("submit")
    policy.check(set(), "list_plans")


def test_the_lines_can_be_listed(policy):
    assert policy.lines() == [("applicant", "submit"), ("public", "list_plans"), ("operator", "*")]
