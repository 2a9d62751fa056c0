"""A day ends when the next one begins: not a second earlier, not a moment later, whatever offset a clock has."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.contracts import audit as facts
from shared.kernel.clock import ZONE
from tests.suites.committee.test_extending import postponable
from tests.suites.committee.test_watching import measure
from tests.suites.declaration.test_following import STAGE
from tests.support.audit_suite.rightly import DECISIONS
from tests.support.audit_suite.world import key_of
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import BUREAU, CLERK
from tests.support.committee_suite.world import OPERATOR as COMMITTEE_OPERATOR
from tests.support.committee_suite.world import at as committee_at
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal


def last_moment(month, day):
    """The last microsecond of a day of 2026 in Shanghai."""
    return datetime(2026, month, day, 23, 59, 59, 999_999, tzinfo=ZONE)


def midnight(month, day):
    """The first moment of a day."""
    return datetime(2026, month, day, tzinfo=ZONE)


ELSEWHERE = [UTC, timezone(timedelta(hours=13))]
NAMES = ["UTC", "thirteen ahead"]
elsewhere = pytest.mark.parametrize("zone", ELSEWHERE, ids=NAMES)
moments = pytest.mark.parametrize(
    "back", [0, 1, 500_000, 999_999], ids=["last microsecond", "one before", "half a second", "59 seconds and one"]
)


def slug(call, *args, **params):
    """What the call is refused with."""
    return refusal(call, *args, **params).slug


class TestTheFilingWindow:
    @elsewhere
    def test_a_declaration_begins_in_its_last_moment(self, declaration, zone):
        declaration.clock.set(last_moment(7, 10).astimezone(zone))
        assert declaration.start(now=declaration.clock.now())

    @elsewhere
    def test_it_does_not_when_the_next_day_has_begun(self, declaration, zone):
        declaration.clock.set(midnight(7, 11).astimezone(zone))
        assert slug(declaration.do, people.APPLICANT, "start_declaration", plan_id=people.PLAN) == "window_closed"

    @elsewhere
    def test_it_begins_in_the_first_moment_and_not_before(self, declaration, zone):
        declaration.clock.set(last_moment(6, 10).astimezone(zone))
        assert slug(declaration.do, people.APPLICANT, "start_declaration", plan_id=people.PLAN) == "window_not_open"
        declaration.clock.set(midnight(6, 11).astimezone(zone))
        assert declaration.start(now=declaration.clock.now())

    @moments
    def test_submission_counts_to_the_last_moment(self, declaration, back):
        key = declaration.start()
        declaration.complete(key)
        declaration.clock.set(last_moment(7, 10) - timedelta(microseconds=back))
        declaration.change(key, "submit_declaration")

    def test_a_draft_lapses_at_midnight_and_not_a_moment_before(self, declaration):
        key = declaration.start()
        declaration.clock.set(last_moment(7, 10))
        assert declaration.sweep() == 0
        declaration.clock.set(midnight(7, 11))
        assert declaration.sweep() == 1
        assert declaration.ask(people.APPLICANT, "get_declaration", declaration_id=key)["state"] == "lapsed"


RETURNS = {
    "on a Monday": ((6, 15), (6, 18)),
    "over a holiday": ((6, 17), (6, 23)),
    "over a weekend": ((6, 26), (7, 1)),
    "on the last day of the stage": ((7, 20), (7, 20)),
}
"""When the school returns a declaration -> the last day for the answer, three working days later or the stage's."""
returns = pytest.mark.parametrize(("given", "last"), RETURNS.values(), ids=RETURNS)


def deadline_of_a_return(audit, given=(6, 15)):
    """What the audit gives an applicant whose declaration the school returns on that day."""
    audit.submitted()
    audit.clock.set(midnight(*given) + timedelta(hours=9))
    return audit.decide("school", "return_declaration", **DECISIONS["return_declaration"])["deadline"]


class TestAReturn:
    def returned(self, declaration, deadline):
        """A declaration that is back with its applicant, signed again."""
        key = declaration.submitted()
        declaration.happens(facts.CASE_OPENED, declaration_id=key, stages=[STAGE], current=STAGE)
        declaration.happens(facts.DECLARATION_RETURNED, declaration_id=key, stage=STAGE, deadline=deadline)
        declaration.change(key, "sign_commitment", agreed=True)
        return key

    @moments
    def test_is_answered_in_time_to_the_last_moment_of_its_day(self, declaration, audit, back):
        key = self.returned(declaration, deadline_of_a_return(audit))
        declaration.clock.set(last_moment(6, 18) - timedelta(microseconds=back))
        declaration.change(key, "submit_declaration")

    @returns
    def test_whenever_it_is_given_its_last_moment_counts(self, declaration, audit, given, last):
        key = self.returned(declaration, deadline_of_a_return(audit, given))
        declaration.clock.set(last_moment(*last))
        assert declaration.sweep() == 0
        declaration.change(key, "submit_declaration")

    @returns
    def test_whenever_it_is_given_it_lapses_at_midnight(self, declaration, audit, given, last):
        key = self.returned(declaration, deadline_of_a_return(audit, given))
        declaration.clock.set(midnight(*last) + timedelta(days=1))
        assert slug(declaration.change, key, "submit_declaration") == "return_deadline_passed"
        assert declaration.sweep() == 1

    def test_is_written_as_the_end_of_the_day_in_any_offset(self, declaration):
        key = self.returned(declaration, "2026-06-18T16:00:00+00:00")
        declaration.clock.set(last_moment(6, 18))
        assert declaration.sweep() == 0
        declaration.clock.set(midnight(6, 19))
        assert slug(declaration.change, key, "submit_declaration") == "return_deadline_passed"


class TestAnAuditStage:
    @elsewhere
    def test_is_open_to_the_last_moment(self, audit, zone):
        audit.submitted()
        audit.published_by_the_unit()
        audit.clock.set(last_moment(7, 20).astimezone(zone))
        assert audit.approve("school")["version"]

    @elsewhere
    def test_is_over_when_the_next_day_has_begun(self, audit, zone):
        audit.submitted()
        audit.published_by_the_unit()
        audit.clock.set(midnight(7, 21).astimezone(zone))
        assert slug(audit.approve, "school") == "stage_overdue"

    def test_closes_what_is_open_at_midnight_and_not_before(self, audit):
        audit.submitted()
        audit.clock.set(last_moment(7, 20))
        assert audit.sweep() == 0
        audit.clock.set(midnight(7, 21))
        assert audit.sweep() == 1


class TestAPostedList:
    """Posted on 2026-06-15; its fifth working day is 2026-06-23."""

    def object_to(self, audit, listed):
        told = {"publicity_id": listed, "declaration_id": key_of(1), "content": "业绩不实，请核查。"}
        return audit.do(None, "file_objection", **told)

    @elsewhere
    def test_takes_objections_to_the_last_moment(self, audit, zone):
        audit.submitted()
        listed = audit.publish("school", "unit")
        audit.clock.set(last_moment(6, 23).astimezone(zone))
        assert self.object_to(audit, listed)["objection_id"]

    @elsewhere
    def test_takes_none_when_the_next_day_has_begun(self, audit, zone):
        audit.submitted()
        listed = audit.publish("school", "unit")
        audit.clock.set(midnight(6, 24).astimezone(zone))
        assert slug(self.object_to, audit, listed) == "publicity_over"

    @pytest.mark.parametrize("hour", [0, 12, 18, 22, 23])
    def test_is_not_closed_while_objections_may_still_come(self, audit, hour):
        audit.submitted()
        listed = audit.publish("school", "unit")
        audit.clock.set(midnight(6, 23) + timedelta(hours=hour, minutes=59))
        assert slug(audit.end, "school", listed) == "publicity_not_over_yet"

    @pytest.mark.parametrize("hour", [18, 21, 23])
    def test_a_roster_is_not_closed_either(self, audit, hour):
        audit.submitted()
        audit.through_the_unit()
        audit.approve("bureau")
        listed = audit.publish("county", "roster")
        audit.clock.set(midnight(7, 2) + timedelta(hours=hour))
        assert slug(audit.end, "county", listed) == "publicity_not_over_yet"

    def test_is_closed_from_midnight_on(self, audit):
        audit.submitted()
        listed = audit.publish("school", "unit")
        audit.clock.set(last_moment(6, 23))
        assert slug(audit.end, "school", listed) == "publicity_not_over_yet"
        audit.clock.set(midnight(6, 24))
        assert audit.end("school", listed)["version"]


class TestResults:
    """Posted on 2026-09-10; the fifth working day is 2026-09-17."""

    def object_to(self, play):
        told = {"session_id": play.session_id, "declaration_id": "declaration-1", "content": "业绩不实，请核查。"}
        return play.world.do(None, "file_objection", **told)

    @elsewhere
    def test_take_objections_to_the_last_moment_and_no_longer(self, committee, zone):
        play = Play(committee)
        play.published()
        committee.clock.set(last_moment(9, 17).astimezone(zone))
        assert self.object_to(play)["objection_id"]
        committee.clock.set(midnight(9, 18).astimezone(zone))
        assert slug(self.object_to, play) == "publicity_over"

    def test_are_closed_from_midnight_on(self, committee):
        play = Play(committee)
        play.published()
        committee.clock.set(last_moment(9, 17))
        assert slug(play.step, "close_results") == "publicity_running"
        committee.clock.set(midnight(9, 18))
        assert play.step("close_results")["version"]


class TestDaysOfACommittee:
    @elsewhere
    def test_the_plan_is_filed_to_the_last_moment_of_the_seventh_day_before(self, committee, zone):
        play = Play(committee)
        play.drawn()
        committee.clock.set(last_moment(9, 3).astimezone(zone))
        assert play.step("file_plan")["days_before"] == 7

    @elsewhere
    def test_and_no_longer(self, committee, zone):
        play = Play(committee)
        play.drawn()
        committee.clock.set(midnight(9, 4).astimezone(zone))
        assert slug(play.step, "file_plan") == "plan_filed_late"

    def test_a_measure_is_overdue_at_midnight_and_not_before(self, committee):
        measure(Play(committee))
        committee.clock.set(last_moment(9, 5))
        assert committee.call(COMMITTEE_OPERATOR, "run_due") == {"done": 0}
        committee.clock.set(midnight(9, 6))
        assert committee.call(COMMITTEE_OPERATOR, "run_due") == {"done": 1}

    @pytest.mark.parametrize(("moment", "late"), [(last_moment, "2026-10-30"), (midnight, "2026-10-31")])
    def test_an_extension_is_asked_for_while_the_review_lasts(self, committee, moment, late):
        play = postponable(committee)
        committee.clock.set(moment(*map(int, late.split("-")[1:])))
        told = {"committee_id": play.committee_id, "notice_id": "chifeng-2026", "until": "2026-12-20", "reason": "成绩"}
        if moment is midnight:
            assert slug(committee.do, CLERK, "file_extension", **told) == "extension_too_late"
        else:
            assert committee.do(CLERK, "file_extension", **told)["state"] == "filed"

    @pytest.mark.parametrize("zone", ELSEWHERE, ids=NAMES)
    def test_members_sign_in_from_the_first_to_the_last_moment_of_the_day(self, committee, zone):
        play = Play(committee)
        play.drawn()
        committee.clock.set(committee_at(9, 1))
        play.step("file_plan")
        committee.clock.set((midnight(9, 10) - timedelta(microseconds=1)).astimezone(zone))
        assert slug(play.step, "check_in", expert_no=play.members[0]) == "not_the_meeting_day"
        committee.clock.set(midnight(9, 10).astimezone(zone))
        play.step("check_in", expert_no=play.members[0])
        committee.clock.set(last_moment(9, 10).astimezone(zone))
        play.step("check_in", expert_no=play.members[1])

    def test_a_certificate_dates_from_the_day_in_shanghai(self, committee):
        play = Play(committee)
        play.published()
        committee.clock.set(midnight(9, 21).astimezone(UTC))
        play.step("close_results")
        play.step("report_package")
        play.step("approve_results", who=BUREAU, opinion="同意备案。")
        assert {one["issued_on"] for one in committee.events("committee.certificate_issued")} == {"2026-09-21"}
