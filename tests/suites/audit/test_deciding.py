"""The way of a declaration through its stages: decisions, publicity, and what each leaves behind."""

import pytest

from shared.contracts.declaration import LAPSED
from tests.support.audit_suite.world import APPLICANT, CHANNEL, PUBLISHER, RECOMMENDED, at, counted, key_of, refusal


def test_a_submission_opens_a_case_with_the_route_of_the_notice(world):
    world.submitted()
    case = world.case()
    assert [stage["stage_id"] for stage in case["stages"]] == [
        "unit", "county_education", "county_hr", "city_education", "office",
    ]  # fmt: skip
    assert [stage["holder_id"] for stage in case["stages"]] == [
        world.ids[key] for key in ("school", "bureau", "county", "city", "office")
    ]
    [opened] = world.events("audit.case_opened")
    assert (opened["case_number"], opened["route_id"]) == ("CHIFENG-2026-000001", "county-education")
    assert (opened["paper_due_on"], opened["paper_due_clause"]) == ("2026-07-20", "chifeng-2026/3.1.1")


def test_each_holder_finds_the_case_in_his_inbox_and_nobody_else(world):
    world.submitted()
    for key, count in (("school", 1), ("bureau", 0), ("city", 0)):
        assert counted(world, world.clerk(key), "list_inbox") == count


def test_the_unit_approves_after_its_publicity_with_a_recommendation(world):
    world.submitted()
    world.through_the_unit()
    case = world.case()
    assert (case["state"], case["stage"]["stage_id"]) == ("open", "county_education")
    [approved] = world.events("audit.stage_approved")
    assert approved["decision"]["recommendation"] == "；".join(RECOMMENDED.values())
    assert approved["decision"]["auditor_id"] == "clerk-school"
    assert approved["next"]["stage_id"] == "county_education"
    assert any("stage_approved" in row for row in world.rows("trail"))


def test_the_whole_route_ends_with_the_declaration_passed_and_all_decisions_told(world):
    world.submitted()
    world.published_by_the_county()
    assert world.approve("county")["state"] == "waiting_report"
    assert world.report()["declarations"] == 1
    assert world.approve("city")["state"] == "open"
    world.clock.set(at(7, 22))
    assert world.approve("office")["state"] == "passed"
    [passed] = world.events("audit.declaration_passed")
    assert [decision["organisation_id"] for decision in passed["decisions"]] == [
        world.ids[key] for key in ("school", "bureau", "county", "city", "office")
    ]
    unit = ("unit_nature", "unit_tier", "unit_sector", "unit_specialised_sme")
    assert [passed[name] for name in unit] == ["public_institution", "county", "education", False]
    [rostered] = world.events("audit.roster_reported")
    assert (rostered["organisation_id"], rostered["stage_id"]) == (world.ids["county"], "county_hr")
    assert rostered["declaration_ids"] == [key_of(1)]
    assert [(count["vacant"], count["applications"], count["over"]) for count in rostered["posts"]] == [(3, 1, 0)]
    assert [counted(world, world.clerk(place), "list_reports") for place in ("county", "city")] == [1, 0]


ITEMS = [
    {"path": "summary", "defect": "过于简单", "remedy": "补充", "clause": "chifeng-2026/4.3.2"},
    {"path": "materials.ce_card", "defect": "不清晰", "remedy": "重传", "clause": "chifeng-2026/4.3.2"},
]


class TestReturning:
    def give_back(self, world, items=None, place="school", **params):
        return world.decide(place, "return_declaration", opinion="需补充。", items=items or ITEMS, **params)

    def test_a_return_lists_everything_at_once_with_a_deadline(self, world):
        world.submitted()
        answer = self.give_back(world)
        [returned] = world.events("audit.declaration_returned")
        assert [line["path"] for line in returned["corrections"]] == ["summary", "materials.ce_card"]
        assert (returned["deadline"], returned["return_number"]) == (answer["deadline"], 1)
        assert world.case()["state"] == "returned"

    def test_the_answer_restarts_the_route_from_its_first_stage(self, world):
        world.submitted()
        world.through_the_unit()
        self.give_back(world, place="bureau")
        world.submitted(revision=2)
        case = world.case()
        assert (case["state"], case["revision"], case["stage"]["stage_id"]) == ("open", 2, "unit")

    def test_what_was_visible_and_not_listed_is_refused_without_a_supervisor(self, world):
        world.submitted()
        self.give_back(world, ITEMS[:1])
        world.submitted(revision=2)
        before = world.everything()
        error = refusal(self.give_back, world, ITEMS[1:])
        assert error.slug == "visible_before_and_not_listed"
        assert world.everything() == before

    def test_a_supervisor_may_let_it_through_with_a_reason_that_is_kept(self, world):
        world.submitted()
        self.give_back(world, ITEMS[:1])
        world.submitted(revision=2)
        told = {"opinion": "需补充。", "items": ITEMS[1:], "override": {"reason": "扫描件此前无法打开"}}
        both = {"declaration_id": key_of(1), "expected_version": world.case()["version"]}
        error = refusal(world.do, world.clerk("school"), "return_declaration", **told, **both)
        assert error.slug == "override_needs_supervisor"
        world.do(world.clerk("school", "supervisor"), "return_declaration", **told, **both)
        assert world.events("audit.declaration_returned")[-1]["overridden"] is True
        assert any("扫描件此前无法打开" in row for row in world.rows("trail"))

    def test_the_same_place_cannot_be_listed_twice(self, world):
        world.submitted()
        assert refusal(self.give_back, world, ITEMS[:1] * 2).slug == "correction_named_twice"

    def test_nothing_listed_is_no_return(self, world):
        world.submitted()
        error = refusal(world.decide, "school", "return_declaration", opinion="需补充。", items=[])
        assert error.slug == "corrections_missing"


class TestRejecting:
    def reject(self, world, reason):
        return world.decide(
            "school", "reject_declaration", opinion="不予受理。", reason_code=reason, clause="chifeng-2026/7.1"
        )

    def test_a_rejection_ends_the_case_with_its_clause(self, world):
        world.submitted()
        assert self.reject(world, "out_of_scope")["state"] == "rejected"
        [rejected] = world.events("audit.declaration_rejected")
        assert (rejected["reason_code"], rejected["clause"]) == ("out_of_scope", "chifeng-2026/7.1")
        assert world.events("audit.integrity_recorded") == []

    def test_false_material_enters_the_integrity_archive(self, world):
        world.submitted()
        self.reject(world, "false_material")
        [recorded] = world.events("audit.integrity_recorded")
        assert (recorded["person_id"], recorded["recorded_on"]) == ("person-1", "2026-06-15")
        assert (recorded["clause"], recorded["until"]) == ("chifeng-2026/7.1", "2029-06-15")

    def test_after_it_nothing_can_be_decided(self, world):
        world.submitted()
        self.reject(world, "out_of_scope")
        assert refusal(self.reject, world, "out_of_scope").slug == "step_not_possible"


class TestPublicity:
    def test_five_working_days_with_the_clause_of_the_notice(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        shown = world.call(None, "get_publicity", publicity_id=listed)
        assert (shown["posted_on"], shown["ends_on"]) == ("2026-06-15", "2026-06-23")
        assert shown["objections"] is None

    def test_it_cannot_end_a_day_early(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        world.clock.set(at(6, 22, 18))
        assert refusal(world.end, "school", listed).slug == "publicity_not_over_yet"

    def test_an_objection_keeps_it_open_until_it_is_resolved(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        filed = world.do(
            None, "file_objection", publicity_id=listed, declaration_id=key_of(1), content="业绩不实，请核查。"
        )
        world.clock.set(at(6, 25, 18))
        assert refusal(world.end, "school", listed).slug == "objection_unresolved"
        self.resolve(world, filed["objection_id"], listed, "dismissed")
        world.end("school", listed)
        assert world.approve("school")["state"] == "open"

    def test_an_upheld_objection_bars_approval(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        told = {"publicity_id": listed, "declaration_id": key_of(1), "content": "业绩不实，请核查。"}
        objection = world.do(None, "file_objection", **told)["objection_id"]
        self.resolve(world, objection, listed, "upheld")
        world.clock.set(at(6, 25, 18))
        world.end("school", listed)
        assert refusal(world.approve, "school").slug == "objection_was_upheld"

    def test_nobody_objects_to_somebody_who_is_not_listed(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        told = {"publicity_id": listed, "declaration_id": key_of(9), "content": "业绩不实，请核查。"}
        assert refusal(world.do, None, "file_objection", **told).slug == "person_not_on_list"

    def test_what_was_objected_is_shown_to_who_posted_the_list_only(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        world.do(None, "file_objection", publicity_id=listed, declaration_id=key_of(1), content="业绩不实，请核查。")
        assert len(world.call(world.clerk("school"), "get_publicity", publicity_id=listed)["objections"]) == 1
        assert world.call(APPLICANT, "get_publicity", publicity_id=listed)["objections"] is None

    def test_lists_are_found_by_scope_and_state(self, world):
        world.submitted()
        world.publish("school", "unit")
        assert counted(world, None, "list_publicities", scope="unit", open=True) == 1
        assert counted(world, None, "list_publicities", scope="roster") == 0

    def resolve(self, world, objection_id, listed, outcome):
        told = {"objection_id": objection_id, "outcome": outcome, "opinion": "已核实。"}
        world.do(world.clerk("school"), "resolve_objection", expected_version=1, **told)


class TestTime:
    def test_who_is_still_at_a_stage_after_its_last_day_is_out(self, world):
        world.submitted()
        world.clock.set(at(7, 20, 23))
        assert world.sweep() == 0
        world.clock.set(at(7, 21))
        assert world.sweep() == 1
        [closed] = world.events("audit.case_closed")
        assert (closed["reason"], closed["clause"]) == ("stage_overdue", "chifeng-2026/3.3")

    def test_withdrawing_and_lapsing_close_the_case_once(self, world):
        world.submitted(1)
        world.submitted(2)
        for _ in range(2):
            world.withdrawn(1)
            world.hears(LAPSED, {"declaration_id": key_of(2), "clause": "chifeng-2026/3.4"})
        assert [closed["reason"] for closed in world.events("audit.case_closed")] == ["withdrawn", "lapsed"]


def test_a_company_recommends_through_the_channel_it_registers(world):
    answer = world.do(
        PUBLISHER, "register_organisation", name="蒙东装备制造有限公司", kind="unit", tier="county", region="150404",
        sector="industry", nature="private", parent_id=None, contact=CHANNEL, channel="talent_service",
    )  # fmt: skip
    [event] = [
        data
        for data in world.events("audit.organisation_registered")
        if data["organisation_id"] == answer["organisation_id"]
    ]
    assert (event["channel"], event["stationed"], event["entrusted"]) == ("talent_service", False, None)


@pytest.mark.parametrize("kind", ["unit", "department"])
def test_the_register_is_public_and_filtered(world, kind):
    found = world.call(None, "list_organisations", filter={"kind": kind})
    assert {entry["kind"] for entry in found["items"]} == {kind}
    one = world.call(None, "get_organisation", organisation_id=found["items"][0]["organisation_id"])
    assert one["name"] == found["items"][0]["name"]
