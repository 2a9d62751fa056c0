"""What a single rule refuses: the slug, nothing changed, nothing logged that tells who the applicant is."""

import pytest

from shared.kernel.caller import Caller
from shared.kernel.ids import new_id
from tests.support.audit_suite.world import CHANNEL, NOTICE, OPERATOR, REPORT, SECRETS, at, key_of, refusal

APPROVE = {"opinion": "同意。", "seal_reference": "公章"}
ITEM = {"path": "summary", "defect": "过于简单", "remedy": "补充", "clause": "chifeng-2026/4.3.2"}


def unchanged(world, slug, who, method, **params):
    """The call is refused with that slug and leaves every table as it was and no name in the log."""
    before = world.everything()
    key = {} if method.startswith(("get_", "list_")) else {"idempotency_key": new_id()}
    error = refusal(world.call, who, method, **(key | params))
    assert error.slug == slug, error
    assert error.message
    assert world.everything() == before
    assert not [line for line in world.logged.lines if any(secret in line for secret in SECRETS)]
    return error


class TestBeforeADecision:
    def test_somebody_elses_case_is_not_there(self, world):
        world.submitted()
        stranger = Caller("person-9", "李四", None, frozenset({"applicant"}))
        unchanged(world, "case_not_found", stranger, "get_case", declaration_id=key_of(1))

    def test_approval_without_publicity(self, world):
        world.submitted()
        told = {"declaration_id": key_of(1), "expected_version": world.case()["version"]} | APPROVE
        error = unchanged(world, "publicity_missing", world.clerk("school"), "approve_stage", **told)
        assert error.clause == "chifeng-2026/6.1.1"

    def test_approval_without_the_unit_saying_how_it_chose(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        world.clock.set(at(6, 25, 18))
        world.end("school", listed)
        told = {"declaration_id": key_of(1), "expected_version": world.case()["version"]} | APPROVE
        error = unchanged(world, "recommendation_missing", world.clerk("school"), "approve_stage", **told)
        assert error.path == "recommendation"

    def test_a_return_while_the_list_is_posted(self, world):
        world.submitted()
        world.publish("school", "unit")
        told = {"declaration_id": key_of(1), "expected_version": world.case()["version"], "opinion": "补充"}
        unchanged(world, "publicity_is_running", world.clerk("school"), "return_declaration", items=[ITEM], **told)


class TestAListThatCannotBePosted:
    def post(self, *numbers, scope="unit"):
        return {"scope": scope, "declaration_ids": [key_of(n) for n in numbers], "channel": CHANNEL}

    def test_an_empty_list(self, world):
        unchanged(world, "publicity_list_empty", world.clerk("school"), "post_publicity", **self.post())

    def test_the_same_person_twice(self, world):
        world.submitted()
        unchanged(world, "publicity_person_twice", world.clerk("school"), "post_publicity", **self.post(1, 1))

    def test_two_levels_on_one_list(self, world):
        world.submitted(1)
        world.submitted(2, plan="k12-county-middle")
        unchanged(world, "publicity_mixes_levels", world.clerk("school"), "post_publicity", **self.post(1, 2))

    def test_a_scope_of_another_stage(self, world):
        world.submitted()
        told = self.post(1, scope="roster")
        unchanged(world, "publicity_not_of_this_stage", world.clerk("school"), "post_publicity", **told)

    def test_a_day_off(self, world):
        world.submitted()
        world.clock.set(at(6, 20))
        unchanged(world, "posting_day_not_working", world.clerk("school"), "post_publicity", **self.post(1))


class TestAReportThatCannotGoUp:
    @pytest.mark.parametrize("place", ["county", "city"])
    def test_nothing_to_report(self, world, place):
        unchanged(world, "nothing_to_report", world.clerk(place), "report_roster", **REPORT)

    def test_a_report_after_the_last_day(self, world):
        world.submitted()
        world.through_the_county()
        world.clock.set(at(7, 21))
        error = unchanged(world, "report_overdue", world.clerk("county"), "report_roster", **REPORT)
        assert error.details["due_on"] == "2026-07-20"

    def test_a_unit_that_stated_no_posts(self, world):
        world.submitted()
        world.through_the_county()
        with world.app.database.begin() as connection:
            connection.exec_driver_sql("DELETE FROM posts")
        error = unchanged(world, "posts_not_stated", world.clerk("county"), "report_roster", **REPORT)
        assert error.details["units"] == "松山区第一小学"

    @pytest.mark.parametrize(
        ("change", "slug"),
        [
            ({"allocations": [{"region": "999999", "number": 1}]}, "region_unknown"),
            ({"allocations": [{"region": "150404", "number": -1}]}, "invalid_field"),
        ],
    )
    def test_an_allocation_that_makes_no_sense(self, world, change, slug):
        given = {"notice_id": NOTICE, "quota_id": "k12-full-senior", "allocations": [{"region": "150404", "number": 1}]}
        unchanged(world, slug, world.clerk("city"), "allocate_quota", **(given | change))

    def test_a_level_stated_twice(self, world):
        line = {"level": "middle", "approved": 1, "filled": 0}
        told = {"notice_id": NOTICE, "posts": [line, line]}
        unchanged(world, "post_level_twice", world.clerk("school"), "state_posts", **told)

    def test_a_parent_that_is_not_registered(self, world):
        told = {
            "name": "某单位", "kind": "unit", "tier": "county", "region": "150404", "sector": "education",
            "nature": "public_institution", "parent_id": key_of(5), "contact": CHANNEL,
        }  # fmt: skip
        publisher = Caller("publisher-1", "发布人", None, frozenset({"publisher"}), "150400")
        unchanged(world, "parent_organisation_unknown", publisher, "register_organisation", **told)


def test_the_operator_sees_figures_and_no_case(world):
    world.submitted()
    status = world.call(OPERATOR, "get_status")
    assert status["pending"] > 0
    assert not any(secret in str(status) for secret in SECRETS)
