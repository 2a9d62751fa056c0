"""Where somebody may be led after signing in, and what is believed of an identity source's claims."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.gateway.domain.second_factor import SecondFactor, new_recovery_codes, recovery_digest
from services.gateway.domain.sign_in import STEP_ATTEMPTS, PendingSignIn, safe_next
from services.gateway.domain.vouched import Trust, vouched
from shared.kernel.clock import ZONE
from shared.kernel.errors import ZhipingError

NOW = datetime(2026, 7, 6, 9, 0, tzinfo=ZONE)
CLERKS = Trust(roles={"agent": "unit_clerk", "watch": "supervisor"})


@pytest.mark.parametrize("path", ["/", "/mine", "/mine?x=1&y=//z", "/a/b#c", "/notices/%E4%B8%80"])
def test_places_on_this_site_are_kept(path):
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "path", [None, "", "mine", "//x", "/\\x", "http://x", "/a b", "/a\n", "/" * 3, "/" + "a" * 500]
)
def test_everything_else_leads_home(path):
    assert safe_next(path) == "/"


def test_a_step_ends_after_its_time_or_its_attempts():
    step = PendingSignIn("d", "second_factor", NOW)
    assert step.is_open(NOW + timedelta(minutes=9, seconds=59))
    assert not step.is_open(NOW + timedelta(minutes=10))
    assert not PendingSignIn("d", "second_factor", NOW, attempts=STEP_ATTEMPTS).is_open(NOW)


def places(told, trust=CLERKS):
    return [one.place for one in vouched("prov", {"sub": "s", "name": "李华", **told}, trust).capacities]


def test_only_named_words_become_roles_and_an_applicant_is_everybody():
    told = {"roles": ["agent", "operator", 7, "watch"], "org": "unit-1", "region": "150400"}
    assert places(told) == [
        ("applicant", None, None), ("unit_clerk", "unit-1", "150400"), ("supervisor", "unit-1", "150400")
    ]  # fmt: skip
    assert places(told, Trust()) == [("applicant", None, None)]


def test_several_organisations_are_several_capacities_each_once():
    one = {"id": "unit-1", "name": "一中", "roles": ["agent", "agent"]}
    assert places({"organisations": [one, one, "x", {"id": "unit-2", "roles": "agent"}]}) == [
        ("applicant", None, None), ("unit_clerk", "unit-1", None)
    ]  # fmt: skip


@pytest.mark.parametrize("told", [{"sub": None}, {"sub": ["s"]}, {"sub": "a\u200bb\n"}, {"name": "x" * 101}])
def test_claims_that_name_nobody_are_refused(told):
    with pytest.raises(ZhipingError, match="identity_malformed"):
        vouched("prov", {"sub": "s", "name": "李华", **told}, CLERKS)


def test_a_number_and_a_person_id_are_believed_only_where_the_site_says_so():
    told = {"sub": "s", "name": "李华", "person": "p-1"}
    plain = vouched("prov", told, Trust(), "index")
    believing = vouched("prov", told, Trust(numbers=True, person_claim="person"), "index")
    assert (plain.id_number_index, plain.person_id) == (None, None)
    assert (believing.id_number_index, believing.person_id) == ("index", "p-1")


def test_a_trusted_role_must_be_one():
    with pytest.raises(ValueError, match="no role system"):
        Trust(roles={"x": "system"})


def test_the_standard_codes_count_around_their_time():
    factor = SecondFactor("a", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    then = datetime.fromtimestamp(1111111109, ZONE)
    assert factor.step_of("081 804", then) == 37037036
    assert factor.step_of("081804", then + timedelta(seconds=30)) == 37037036
    assert factor.step_of("081804", then + timedelta(seconds=90)) is None
    for wrong in ("", "abcdef", "08180", "081805", "0818040"):
        assert factor.step_of(wrong, then) is None


def test_recovery_codes_are_many_different_and_forgiving():
    codes = new_recovery_codes()
    assert len(set(codes)) == len(codes) == 10
    assert recovery_digest("a", "0110-ABCD-EFGH-JKMN") == recovery_digest("a", "oil0 abcdefghjkmn")
    assert recovery_digest("a", codes[0]) != recovery_digest("b", codes[0])
