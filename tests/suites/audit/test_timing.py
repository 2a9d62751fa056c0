"""Days: when a stage may be worked on, how long an answer may take, when a posted list ends."""

import pytest

from services.audit.usecases.deadlines import BATCH
from tests.suites.audit.test_amending import moved, publish
from tests.suites.audit.test_door import Calm, said
from tests.support.amendments import window
from tests.support.audit_suite.rightly import CALLS, DECISIONS, OBJECTION
from tests.support.audit_suite.world import CHANNEL, at, key_of, refusal


class TestTheCalendar:
    @pytest.mark.parametrize("method", ["approve_stage", "return_declaration"])
    def test_after_the_last_day_the_stage_is_over_with_the_clause_of_the_window(self, world, method):
        CALLS["approve_stage"](world)
        world.clock.set(at(7, 21, 0))
        with Calm(world):
            found = refusal(world.decide, "school", method, **DECISIONS[method])
            assert said(found, "stage_overdue", "refused")
            assert (found.clause, found.details["due_on"]) == ("chifeng-2026/3.3", "2026-07-20")

    @pytest.mark.parametrize("method", ["approve_stage", "return_declaration"])
    def test_on_the_last_day_itself_it_still_works(self, world, method):
        CALLS["approve_stage"](world)
        world.clock.set(at(7, 20, 23))
        assert world.decide("school", method, **DECISIONS[method])["version"]

    def test_a_return_on_the_last_day_must_be_answered_that_day(self, world):
        CALLS["approve_stage"](world)
        world.clock.set(at(7, 20, 10))
        answer = world.decide("school", "return_declaration", **DECISIONS["return_declaration"])
        assert answer["deadline"] == "2026-07-21T00:00:00+08:00"

    def test_a_return_gives_three_working_days_and_skips_the_holiday(self, world):
        world.submitted()
        world.clock.set(at(6, 17))
        answer = world.decide("school", "return_declaration", **DECISIONS["return_declaration"])
        assert answer["deadline"] == "2026-06-24T00:00:00+08:00"

    @pytest.mark.parametrize("method", ["approve_stage", "return_declaration"])
    def test_the_office_does_not_begin_before_its_window(self, world, method):
        CALLS["report_roster"](world).on(world)
        world.approve("city")
        publish(world, window("review", opens_on="2026-07-21"))
        moved(world)
        with Calm(world):
            found = refusal(world.decide, "office", method, **DECISIONS[method])
            assert said(found, "stage_not_open_yet", "refused")
            assert found.details["opens_on"] == "2026-07-21"

    def test_nobody_new_is_posted_after_the_window(self, world):
        world.submitted()
        world.clock.set(at(7, 21))
        with Calm(world):
            assert said(refusal(world.publish, "school", "unit"), "stage_overdue", "refused")

    def test_false_material_may_be_found_out_after_the_window(self, world):
        world.submitted()
        world.clock.set(at(7, 21))
        reason = DECISIONS["reject_declaration"] | {"reason_code": "false_material"}
        assert world.decide("school", "reject_declaration", **reason)["state"] == "rejected"

    def test_who_waits_for_a_report_that_never_goes_up_is_out_too(self, world):
        world.awaiting_report()
        world.clock.set(at(7, 21))
        assert world.sweep() == 1
        assert world.case()["state"] == "closed"

    def test_who_has_it_back_is_not_out_by_the_stages_last_day(self, world):
        CALLS["return_declaration"](world).on(world)
        world.clock.set(at(7, 21))
        assert world.sweep() == 0

    def test_a_sweep_of_many_takes_several_small_steps(self, world):
        for number in range(1, BATCH + 2):
            world.submitted(number)
        world.clock.set(at(7, 21))
        assert (world.sweep(), world.sweep()) == (BATCH + 1, 0)


class TestPostedLists:
    def test_end_with_their_last_working_day_and_not_before(self, world):
        world.submitted()
        listed = world.publish("school", "unit")
        world.clock.set(at(6, 23, 23))
        with Calm(world):
            found = refusal(world.end, "school", listed)
            assert said(found, "publicity_not_over_yet", "refused")
            assert found.clause == "chifeng-2026/6.1.1"
        world.clock.set(at(6, 24, 0))
        assert world.end("school", listed)["closed_on"] == "2026-06-24"

    def test_do_not_end_with_an_objection_open_and_not_twice(self, world):
        call = CALLS["resolve_objection"](world)
        listed = world.events("audit.publicity_posted")[0]["publicity_id"]
        world.clock.set(at(6, 25, 18))
        with Calm(world):
            assert said(refusal(world.end, "school", listed), "objection_unresolved", "refused")
            assert said(refusal(world.approve, "school"), "publicity_is_running", "refused")
        call.on(world)
        world.end("school", listed)
        with Calm(world):
            assert said(refusal(world.end, "school", listed), "publicity_already_closed", "conflict")

    def test_take_no_objection_when_they_are_over(self, world):
        call = CALLS["file_objection"](world)
        world.clock.set(at(6, 24, 0))
        with Calm(world):
            found = refusal(call.on, world)
            assert said(found, "publicity_over", "refused")
            assert found.details["ends_on"] == "2026-06-23"

    def test_have_each_objection_resolved_once(self, world):
        call = CALLS["resolve_objection"](world)
        call.on(world)
        with Calm(world):
            again = refusal(call.on, world, expected_version=3, idempotency_key="again")
            assert said(again, "objection_already_resolved", "conflict")

    def test_say_how_many_objections_there_were_and_keep_what_they_said(self, world):
        CALLS["resolve_objection"](world).on(world, outcome="upheld")
        listed = world.events("audit.publicity_posted")[0]["publicity_id"]
        world.clock.set(at(6, 25, 18))
        world.end("school", listed)
        [ended] = world.events("audit.publicity_closed")
        assert (ended["objections"], ended["upheld"], ended["declaration_ids"]) == (1, 1, [key_of(1)])
        assert not any(OBJECTION in row for row in world.rows("outbox") + world.rows("trail"))

    def test_an_upheld_objection_bars_approval_until_it_is_answered(self, world):
        CALLS["resolve_objection"](world).on(world, outcome="upheld")
        listed = world.events("audit.publicity_posted")[0]["publicity_id"]
        world.clock.set(at(6, 25, 18))
        world.end("school", listed)
        with Calm(world):
            found = refusal(world.approve, "school")
            assert said(found, "objection_was_upheld", "refused")
            assert found.clause == "chifeng-2026/6.1.1"

    def test_go_on_without_somebody_who_withdrew(self, world):
        world.submitted(1)
        world.submitted(2)
        listed = world.publish("school", "unit", 1, 2)
        world.withdrawn(1)
        world.clock.set(at(6, 25, 18))
        world.end("school", listed)
        assert world.approve("school", 2)["state"] == "open"
        assert world.case(1)["state"] == "closed"

    def test_one_stranger_among_many_posts_nobody(self, world):
        world.submitted(1)
        with Calm(world):
            told = {"scope": "unit", "declaration_ids": [key_of(1), key_of(9)], "channel": CHANNEL}
            found = refusal(world.do, world.clerk("school"), "post_publicity", **told)
            assert said(found, "case_not_found", "not_found")
