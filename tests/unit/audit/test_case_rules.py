"""The case on its route: who may move it when, what publicity and returns do to it; illegal moves change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.audit.domain.case import Case
from services.audit.domain.deadlines import ReturnTerm
from services.audit.domain.dossier import DossierFacts
from services.audit.domain.one_time_notice import ListedFault, corrections_from, refuse_late_findings, value_at
from services.audit.domain.stage import CaseStage, StageDecision
from services.audit.domain.transitions import CASE, CaseState
from shared.calendar import work_calendar
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.samples import DOSSIER
from shared.kernel.clock import iso, parse_instant
from shared.kernel.errors import Kind, ZhipingError
from shared.wire.plain import read_as

TODAY = date(2026, 6, 15)
AT, UNTIL = parse_instant("2026-06-15T10:00:00+08:00"), parse_instant("2026-06-19T00:00:00+08:00")
FACTS = DossierFacts.of(read_as(Dossier, DOSSIER))


def stage(name: str, index: int, **more: object) -> CaseStage:
    facts = {"stage_id": name, "name": f"{name} stage", "holder_id": f"org-{name}", "holder_name": f"{name} office"}
    days = {"clause": "chifeng-2026/6.1.1", "due_on": date(2026, 7, 20), "due_clause": "chifeng-2026/3.3"}
    return CaseStage(**(facts | {"index": index} | days | more))  # type: ignore[arg-type]


def case(**more: object) -> Case:
    stages = (
        stage("unit", 0, publicity="unit", publicity_days=5, publicity_clause="chifeng-2026/6.1.1",
              recommendation=True),
        stage("department", 1),
        stage("county_hr", 2, reports=True),
        stage("office", 3, does="recheck", opens_on=date(2026, 7, 21), due_on=date(2026, 10, 30)),
    )  # fmt: skip
    facts = {"declaration_id": "d", "case_number": "N-1", "revision": 1, "dossier_digest": "0" * 64}
    facts |= {"notice_id": "n", "plan_id": "p", "level_group": "senior", "person_id": "me", "unit_id": "org-unit"}
    return Case(**(facts | {"route_id": "r", "stages": stages, "facts": FACTS} | more))  # type: ignore[arg-type]


def decision(recommendation: str | None = "民主推荐") -> StageDecision:
    return StageDecision(
        auditor_id="a", auditor_name="李四", organisation_id="org", organisation_name="单位", opinion="同意", at=AT,
        clause="c", recommendation=recommendation,
    )  # fmt: skip


def refused(slug: str, kind: Kind = Kind.REFUSED):
    return pytest.raises(ZhipingError, check=lambda error: error.slug == slug and error.kind is kind)


class TestApproval:
    def test_the_unit_publishes_before_it_recommends(self) -> None:
        held = case()
        with refused("publicity_missing"):
            held.approve(decision(), TODAY)
        held.enter_publicity("pub", "unit")
        with refused("publicity_is_running"):
            held.approve(decision(), TODAY)
        held.leave_publicity("pub", upheld=False)
        held.approve(decision(), TODAY)
        assert (held.current.stage_id, held.state) == ("department", CaseState.OPEN)

    def test_the_end_of_another_list_changes_nothing(self) -> None:
        held = case()
        held.enter_publicity("pub", "unit")
        assert not held.leave_publicity("another", upheld=True)
        assert (held.on_publicity, held.publicised, held.objection_upheld) == ("pub", (), False)

    def test_a_recommendation_is_asked_of_the_unit(self) -> None:
        held = case(publicised=("unit",))
        with refused("recommendation_missing"):
            held.approve(decision(None), TODAY)
        assert held.decisions == ()

    def test_an_upheld_objection_bars_it(self) -> None:
        held = case()
        held.enter_publicity("pub", "unit")
        held.leave_publicity("pub", upheld=True)
        with refused("objection_was_upheld"):
            held.approve(decision(), TODAY)

    def test_it_is_refused_after_the_stages_last_day_with_the_windows_clause(self) -> None:
        held = case(position=1)
        with pytest.raises(ZhipingError) as caught:
            held.approve(decision(), date(2026, 7, 21))
        assert (caught.value.slug, caught.value.clause) == ("stage_overdue", "chifeng-2026/3.3")
        held.approve(decision(), date(2026, 7, 20))

    def test_the_recheck_does_not_begin_before_its_window(self) -> None:
        held = case(position=3)
        with refused("stage_not_open_yet"):
            held.approve(decision(), date(2026, 7, 20))
        held.approve(decision(), date(2026, 7, 21))
        assert held.state is CaseState.PASSED

    def test_a_reporting_organisation_hands_up_with_its_roster_only(self) -> None:
        held = case(position=2)
        held.approve(decision(), TODAY)
        assert (held.state, held.current.stage_id) == (CaseState.WAITING_REPORT, "county_hr")
        assert held.report_upward().stage_id == "office"
        assert held.state is CaseState.OPEN


class TestReturn:
    def test_it_keeps_the_stage_and_the_deadline_until_the_answer(self) -> None:
        held = case(position=1, publicised=("unit",))
        items = corrections_from([ListedFault("summary", "d", "r", "c")], "department", 1)
        held.return_to_applicant(decision(), items, UNTIL, None)
        assert (held.state, held.returns, held.current.stage_id) == (CaseState.RETURNED, 1, "department")
        held.resubmit(2, "1" * 64, FACTS, 0, repeat=False)
        assert (held.state, held.position, held.revision) == (CaseState.OPEN, 0, 2)
        assert held.publicised == ("unit",)
        assert held.return_deadline is None

    def test_publicity_is_held_again_where_the_notice_wants_it(self) -> None:
        held = case(state=CaseState.RETURNED, publicised=("unit",))
        held.resubmit(2, "1" * 64, FACTS, 0, repeat=True)
        assert held.publicised == ()

    def test_not_while_the_name_is_posted(self) -> None:
        held = case(on_publicity="pub")
        with refused("publicity_is_running"):
            held.return_to_applicant(decision(), [], UNTIL, None)
        assert held.state is CaseState.OPEN

    def test_the_deadline_counts_working_days_and_never_passes_the_window(self) -> None:
        calendar = work_calendar()
        holiday_between = ReturnTerm(date(2026, 6, 17), 3, date(2026, 7, 20)).deadline(calendar)
        assert iso(holiday_between) == "2026-06-24T00:00:00+08:00"
        bound = ReturnTerm(date(2026, 7, 17), 3, date(2026, 7, 20)).deadline(calendar)
        assert iso(bound) == "2026-07-21T00:00:00+08:00"

    def test_a_deadline_is_a_guess_only_where_it_may_still_become_later(self) -> None:
        calendar = replace(work_calendar(), announced_years=work_calendar().announced_years - {2026})
        assert ReturnTerm(date(2026, 6, 17), 3, date(2026, 7, 20)).is_guess(calendar)
        assert ReturnTerm(date(2026, 6, 17), 3, None).is_guess(calendar)
        assert not ReturnTerm(date(2026, 7, 17), 3, date(2026, 7, 20)).is_guess(calendar)
        assert not ReturnTerm(date(2026, 6, 17), 3, date(2026, 7, 20)).is_guess(work_calendar())


SEEN = {"summary": "short", "materials": [{"item": "diploma", "sha256": "a"}]}


class TestOneTimeNotice:
    def items(self, path: str):
        return corrections_from([ListedFault(path, "d", "r", "c")], "unit", 2)

    def test_what_was_visible_and_not_listed_cannot_be_asked_later(self) -> None:
        with pytest.raises(ZhipingError) as caught:
            refuse_late_findings(self.items("materials.diploma"), [], [SEEN], SEEN, "chifeng-2026/3.4")
        assert caught.value.slug == "visible_before_and_not_listed"
        assert (caught.value.path, caught.value.clause) == ("items.0.path", "chifeng-2026/3.4")

    def test_what_was_listed_and_not_mended_may_be_asked_again(self) -> None:
        earlier = self.items("materials.diploma")
        refuse_late_findings(self.items("materials.diploma"), earlier, [SEEN], SEEN, "c")
        with refused("visible_before_and_not_listed", Kind.REFUSED):
            refuse_late_findings(self.items("summary"), earlier, [SEEN], SEEN, "c")

    def test_what_has_changed_since_may_be_asked(self) -> None:
        now = SEEN | {"summary": "another text with a new fault"}
        refuse_late_findings(self.items("summary"), [], [SEEN], now, "c")
        with refused("visible_before_and_not_listed", Kind.REFUSED):
            refuse_late_findings(self.items("materials.diploma"), [], [SEEN], now, "c")

    def test_what_any_earlier_return_showed_was_visible(self) -> None:
        other = SEEN | {"summary": "in between"}
        for seen in ([SEEN, other], [other, SEEN]):
            with refused("visible_before_and_not_listed", Kind.REFUSED):
                refuse_late_findings(self.items("summary"), [], seen, SEEN, "c")

    def test_a_notice_names_every_correction_once(self) -> None:
        with refused("corrections_missing", Kind.INVALID):
            corrections_from([], "unit", 1)
        with refused("correction_named_twice", Kind.INVALID):
            corrections_from([ListedFault("summary", "d", "r", "c")] * 2, "unit", 1)

    @pytest.mark.parametrize(
        ("path", "value"),
        [("summary", "short"), ("materials.0.sha256", "a"), ("materials.diploma", [{"item": "diploma", "sha256": "a"}]),
         ("materials.7", None), ("nowhere.at.all", None)],
    )  # fmt: skip
    def test_paths_find_fields_rows_and_material_items(self, path: str, value: object) -> None:
        assert value_at(SEEN, path) == value


class TestMoves:
    @pytest.mark.parametrize("move", sorted(CASE.steps))
    @pytest.mark.parametrize("state", list(CaseState))
    def test_every_move_not_in_the_table_is_a_conflict(self, move: str, state: CaseState) -> None:
        target = CASE.target(state, move)
        if target is not None:
            assert CASE.after(state, move) is target
        else:
            with refused("step_not_possible", Kind.CONFLICT):
                CASE.after(state, move)

    def test_nothing_leads_out_of_a_final_state(self) -> None:
        assert {CaseState.PASSED, CaseState.REJECTED, CaseState.CLOSED} == CASE.final

    def test_overdue_means_still_there_after_the_last_day(self) -> None:
        assert case(position=1).is_overdue(date(2026, 7, 21))
        assert not case(position=1).is_overdue(date(2026, 7, 20))
        assert not case(position=1, state=CaseState.RETURNED).is_overdue(date(2026, 7, 21))

    def test_a_list_is_of_the_stages_own_kind(self) -> None:
        with refused("publicity_not_of_this_stage"):
            case().enter_publicity("pub", "roster")
