"""Nobody takes part in a decision about himself: in sessions, panels and recognitions, before any effect."""

import hashlib
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from shared.kernel.caller import Caller
from tests.suites.committee.test_scoring import WEIGHTS
from tests.support.case_tables import names, refused
from tests.support.cases.books import expert as pool_row
from tests.support.cases.books import pool, saved
from tests.support.committee_suite.body import GRANTED, REFUSED, Body
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import BUREAU, CLERK, COMMITMENT, SEED, pool_workbook
from tests.support.committee_suite.world import at as committee_at

ME = "person-1"
"""Who filed the first declaration everywhere here."""


def myself(clerk):
    """The clerk's chair with the applicant on it."""
    return replace(clerk, person_id=ME)


OFFICE = myself(CLERK)
AUTHORITY = myself(BUREAU)


class TestASession:
    """Declaration 1 of the session is the caller's."""

    def attempted(self, play, method, who=OFFICE, other=CLERK, **params):
        """By me: refused. By another clerk: done."""
        before = play.version
        refused("own", play.step, method, who=who, **params)
        assert play.version == before
        return play.step(method, who=other, **params)

    def test_i_neither_assign_nor_draw(self, committee):
        play = Play(committee)
        self.attempted(play, "assign_declarations")
        self.attempted(play, "commit_seed", commitment=COMMITMENT)
        self.attempted(play, "draw_panel", seed=SEED)

    @pytest.mark.parametrize("step", ["commit_seed", "draw_panel"])
    def test_i_do_not_take_part_in_the_draw(self, committee, step):
        play = Play(committee)
        play.step("assign_declarations")
        if step == "commit_seed":
            self.attempted(play, step, commitment=COMMITMENT)
            return
        play.step("commit_seed", commitment=COMMITMENT)
        self.attempted(play, step, seed=SEED)

    @pytest.mark.parametrize("declaration", ["declaration-1", None])
    def test_i_declare_no_recusal_where_i_am_judged(self, committee, declaration):
        play = Play(committee)
        play.drawn()
        told = {"expert_no": play.members[0], "declaration_id": declaration, "reason": "亲属"}
        self.attempted(play, "declare_recusal", **told)

    def test_i_do_not_file_the_plan_of_my_session(self, committee):
        play = Play(committee)
        play.drawn()
        committee.clock.set(committee_at(9, 1))
        self.attempted(play, "file_plan")

    def test_i_do_not_move_its_day(self, committee):
        play = Play(committee)
        play.step("assign_declarations")
        self.attempted(play, "reschedule_session", meeting_on="2026-09-11")

    def test_i_neither_sign_members_in_nor_open(self, committee):
        play = Play(committee)
        play.drawn()
        committee.clock.set(committee_at(9, 1))
        play.step("file_plan")
        committee.clock.set(committee_at(9, 10))
        self.attempted(play, "check_in", expert_no=play.members[0])
        for number in play.members[1:]:
            play.step("check_in", expert_no=number)
        self.attempted(play, "open_session")

    def test_i_register_no_score_of_mine(self, committee):
        play = Play(committee)
        play.opened()
        rows = [{"declaration_id": "declaration-1", "method": "expert_comment", "score": 100}]
        refused("own", play.step, "register_scores", who=OFFICE, rows=rows)

    def test_i_register_no_score_of_a_rival(self, committee):
        play = Play(committee)
        play.opened()
        rows = [{"declaration_id": "declaration-2", "method": "expert_comment", "score": 1}]
        refused("own", play.step, "register_scores", who=OFFICE, rows=rows)

    def test_i_set_no_weights_for_myself(self, committee):
        play = Play(committee)
        play.step("assign_declarations")
        self.attempted(play, "set_indicators", indicators=[{"series": "k12_teacher", "weights": WEIGHTS}])

    def test_i_do_not_close_the_vote_on_me(self, committee):
        play = Play(committee)
        play.opened()
        self.attempted(play, "close_voting")

    def test_i_post_no_results_of_mine(self, committee):
        play = Play(committee)
        play.opened()
        play.vote()
        self.attempted(play, "post_results")

    def test_i_close_and_report_no_results_of_mine(self, committee):
        play = Play(committee)
        play.published()
        committee.clock.set(committee_at(9, 21))
        self.attempted(play, "close_results")
        self.attempted(play, "report_package")

    def test_i_approve_no_results_of_mine(self, committee):
        play = Play(committee)
        play.published()
        committee.clock.set(committee_at(9, 21))
        play.step("close_results")
        play.step("report_package")
        self.attempted(play, "approve_results", AUTHORITY, BUREAU, opinion="同意备案。")

    @pytest.mark.parametrize("against", ["declaration-1", "declaration-2"])
    @pytest.mark.parametrize("outcome", ["dismissed", "upheld"])
    def test_i_answer_no_objection_in_my_session(self, committee, against, outcome):
        play = Play(committee)
        play.published()
        told = {"session_id": play.session_id, "declaration_id": against, "content": "业绩不实，请核查。"}
        objection = committee.do(None, "file_objection", **told)["objection_id"]
        answer = {"objection_id": objection, "expected_version": 1, "outcome": outcome, "opinion": "经核实。"}
        refused("own", committee.do, OFFICE, "resolve_objection", **answer)
        assert committee.do(CLERK, "resolve_objection", **answer)["outcome"] == outcome

    def test_i_do_not_revoke_or_save_my_own_certificate(self, committee):
        play = Play(committee)
        play.certified()
        [mine] = [one for one in committee.events("committee.certificate_issued")
                  if one["declaration_id"] == "declaration-1"]  # fmt: skip
        told = {"certificate_number": mine["certificate_number"], "expected_version": 1, "reason": "业绩材料不实。"}
        refused("own", committee.do, AUTHORITY, "revoke_certificate", **told)

    def test_i_inspect_no_session_of_mine(self, committee):
        play = Play(committee)
        play.step("assign_declarations")
        told = {"committee_id": play.committee_id, "session_id": play.session_id, "kind": "spot_check",
                "inspected_on": "2026-08-01", "faults": False, "findings": "未发现问题。"}  # fmt: skip
        refused("own", committee.do, AUTHORITY, "record_inspection", **told)

    def test_where_i_have_no_declaration_i_work_as_before(self, committee):
        play = Play(committee)
        assert play.step("assign_declarations", who=replace(CLERK, person_id="person-99"))["assigned"] == 3


class TestAPanel:
    """Experts who are applicants themselves."""

    def with_my_account(self, committee, number="E001"):
        """A session of three applicants; the account of one expert is the first one's."""
        play = Play(committee)
        book = load_workbook(io.BytesIO(pool_workbook()))
        sheet = book.active
        sheet.cell(1, sheet.max_column + 1, "账号")
        row = next(row for row in range(2, 43) if sheet.cell(row, 1).value == number)
        sheet.cell(row, sheet.max_column, ME)
        out = io.BytesIO()
        book.save(out)
        committee.import_pool(play.committee_id, 3, out.getvalue())
        return play

    @pytest.mark.parametrize("number", [f"E{n:03d}" for n in (1, 2, 5, 10, 20, 25, 40)])
    def test_an_applicant_is_excluded_before_the_draw_with_the_reason(self, committee, number):
        answer = self.with_my_account(committee, number).drawn()
        seated = [one["expert_no"] for one in answer["members"]] + [
            one if isinstance(one, str) else one["expert_no"] for one in answer["alternates"]
        ]
        assert number not in seated
        assert number in {one["expert_no"] for one in answer["exclusions"]}

    @pytest.mark.parametrize("number", ["E004", "E001"])
    def test_an_applicant_collects_no_ballots(self, committee, number):
        play = self.with_my_account(committee, number)
        play.opened()
        told = {"session_id": play.session_id}
        me = Caller(ME, "评审专家", None, frozenset({"expert"}))
        refused("own_ballot", committee.do, me, "collect_ballots", **told)

    def test_the_pool_of_my_committee_is_not_mine_to_fill(self, committee):
        play = Play(committee)
        play.step("assign_declarations")
        content = saved(pool(pool_row("E1"), pool_row("E2")))
        key = f"pools/{play.committee_id}/{hashlib.sha256(content).hexdigest()}.xlsx"
        committee.app.make_ports(None).store.put(key, content, "application/octet-stream")
        told = {"committee_id": play.committee_id, "expected_version": 3, "object_key": key}
        refused("own", committee.do, OFFICE, "import_pool", **told)


class TestARecognition:
    @pytest.mark.parametrize("mine", [GRANTED, REFUSED], ids=["granted", "refused"])
    def test_i_do_not_recognise_myself(self, committee, mine):
        body = Body(committee)
        error = refused("own", body.decide, {2: GRANTED, 1: mine}, who=OFFICE)
        assert names(error, "declaration-1") or names(error, "decisions.1")
        assert committee.rows("sessions") == []

    def test_i_recognise_others_of_a_list_without_me(self, committee):
        assert Body(committee).decide({2: GRANTED, 3: GRANTED}, who=OFFICE)["granted"] == 2

    @pytest.mark.parametrize("method", ["post_results", "close_results", "report_package"])
    def test_i_do_not_carry_my_recognition_on(self, committee, method):
        body = Body(committee)
        committee.clock.set(committee_at(8, 3))
        body.decide({1: GRANTED, 2: GRANTED})
        for step in ("post_results", "close_results", "report_package"):
            committee.clock.set(committee_at(8, 3 if step == "post_results" else 11))
            if step == method:
                refused("own", body.step, step, who=OFFICE)
                return
            body.step(step)

    def test_i_do_not_approve_my_recognition(self, committee):
        body = Body(committee)
        body.reported()
        refused("own", body.step, "approve_results", who=AUTHORITY, opinion="同意")
