"""Nobody takes part in a decision about himself: in the audit and with his own profile, before any effect."""

from dataclasses import replace

import pytest

from tests.support.audit_suite import rightly
from tests.support.audit_suite.world import RECOMMENDED, at, key_of
from tests.support.case_tables import refused
from tests.support.declaration_suite import people

ME = "person-1"
"""Who filed the first declaration everywhere here."""


def myself(clerk):
    """The clerk's chair with the applicant on it."""
    return replace(clerk, person_id=ME)


class TestTheAudit:
    """A clerk of the office that holds the stage is the applicant."""

    def refused_for_me(self, world, call):
        """The right call, by me instead: refused, nothing changed; then by the other clerk: done."""
        other, call.who = call.who, myself(call.who)
        before = world.everything()
        error = refused("own", call.on, world)
        assert world.everything() == before
        call.who = other
        call.on(world, idempotency_key="the other clerk")
        return error

    @pytest.mark.parametrize("method", [
        "approve_stage", "return_declaration", "reject_declaration", "post_publicity", "close_publicity",
        "resolve_objection", "record_charge", "report_roster",
    ])  # fmt: skip
    def test_i_do_nothing_in_my_own_case_and_another_clerk_does(self, audit, method):
        error = self.refused_for_me(audit, rightly.CALLS[method](audit))
        assert error.kind.value in {"forbidden", "refused"}

    def test_a_list_on_which_i_am_among_others_is_not_mine_to_post(self, audit):
        audit.submitted(1)
        audit.submitted(2)
        told = {"scope": "unit", "declaration_ids": [key_of(2), key_of(1)], "channel": rightly.CHANNEL}
        refused("own", audit.do, myself(audit.clerk("school")), "post_publicity", **told)
        assert audit.events("audit.publicity_posted") == []

    def test_an_objection_against_a_colleague_is_mine_to_answer_only_where_i_am_not_on_the_list(self, audit):
        audit.submitted(2)
        listed = audit.publish("school", "unit", 2)
        told = {"publicity_id": listed, "declaration_id": key_of(2), "content": "业绩不实，请核查。"}
        objection = audit.do(None, "file_objection", **told)["objection_id"]
        answer = {"objection_id": objection, "expected_version": 1, "outcome": "dismissed", "opinion": "不属实。"}
        assert audit.do(myself(audit.clerk("school")), "resolve_objection", **answer)["version"]

    @pytest.mark.parametrize("place", ["bureau", "county"])
    def test_no_tier_above_is_mine_either(self, audit, place):
        audit.submitted()
        audit.through_the_unit()
        if place == "county":
            audit.approve("bureau")
            listed = audit.publish("county", "roster")
            audit.clock.set(at(7, 3, 18))
            audit.end("county", listed)
        told = {"declaration_id": key_of(1), "expected_version": audit.case()["version"], "opinion": "同意",
                "seal_reference": "公章", "recommendation": RECOMMENDED}  # fmt: skip
        refused("own", audit.do, myself(audit.clerk(place)), "approve_stage", **told)

    def test_whoever_stops_being_in_it_acts_again(self, audit):
        audit.submitted(1)
        audit.submitted(2)
        audit.withdrawn(1)
        told = {"scope": "unit", "declaration_ids": [key_of(2)], "channel": rightly.CHANNEL}
        assert audit.do(myself(audit.clerk("school")), "post_publicity", **told)["publicity_id"]


class TestAProfile:
    @pytest.mark.parametrize("role", ["unit_clerk"])
    def test_i_do_not_verify_myself(self, declaration, role):
        me = people.caller(ME, role, "applicant", organisation=people.UNIT)
        declaration.do(me, "update_profile", person_id=ME, expected_version=3, profile={"health": "健康"})
        told = {"person_id": ME, "expected_version": 4, "opinion": "情况属实。"}
        refused("own", declaration.do, me, "verify_profile", **told)
        assert declaration.do(people.UNIT_CLERK, "verify_profile", **told)["verified"] is True
