"""What the database holds as JSON is read whatever its age, and written in the shape that it had."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from services.audit.domain.case import Case
from services.audit.domain.charge import Charge
from services.audit.domain.deadlines import ReturnTerm
from services.audit.domain.dossier import DossierFacts
from services.audit.domain.one_time_notice import StageCorrection
from services.audit.domain.organisation import NO_CONTACT
from services.audit.domain.report import Report
from services.audit.domain.stage import CaseStage, StageDecision
from services.audit.domain.transitions import CaseState
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.stage import Statement
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.samples import DOSSIER
from shared.kernel.clock import parse_instant
from shared.wire.plain import plain, read_as

WHEN = "2026-06-15T10:00:00+08:00"
AT = parse_instant(WHEN)
CASE = Case(
    declaration_id="d", case_number="N-1", revision=2, dossier_digest="0" * 64, notice_id="n", plan_id="p",
    level_group="senior", person_id="me", unit_id="u", route_id="r", state=CaseState.RETURNED,
    stages=(CaseStage(stage_id="unit", index=0, name="初审", holder_id="u", holder_name="单位", clause="c",
                      due_on=date(2026, 7, 20)),),
    facts=DossierFacts.of(read_as(Dossier, DOSSIER)),
    decisions=(StageDecision(auditor_id="a", auditor_name="李四", organisation_id="u", organisation_name="单位",
                             opinion="需补充", at=AT, clause="c", stage_id="unit", verdict="return"),),
    corrections=(StageCorrection(number=1, path="summary", defect="d", remedy="r", clause="c", stage_id="unit",
                                 revision=1),),
    publicised=("unit",), return_deadline=AT, return_guess=ReturnTerm(date(2026, 6, 15), 3, None),
    charges=(Charge(kind="review", amount_fen=1, organisation_id="u", organisation_name="单位", receipt="1", at=AT,
                    clause="c"),),
    statements=(Statement(fact="assessment.passed", value=True, basis="结果", dated=date(2026, 6, 15), clause=None,
                          stage_id="unit", stated_by="a", organisation_id="u", organisation_name="单位", at=AT),),
)  # fmt: skip
REPORT: dict[str, Any] = {
    "report_id": "r", "notice_id": "n", "organisation_id": "u", "organisation_name": "单位", "contact": {},
    "level_group": "senior", "stage_id": "county_hr", "declaration_ids": ["d"], "recommendation_report": "上报。",
    "reported_by": "王五", "reported_at": WHEN, "clause": "c", "due_on": "2026-07-20",
}  # fmt: skip


def test_a_case_comes_back_as_it_was() -> None:
    assert read_as(Case, json.loads(json.dumps(plain(CASE)))) == CASE


def test_days_and_instants_of_a_case_are_texts() -> None:
    kept = plain(CASE)
    assert (kept["state"], kept["return_deadline"], kept["publicised"]) == ("returned", WHEN, ["unit"])
    assert (kept["stages"][0]["due_on"], kept["stages"][0]["opens_on"]) == ("2026-07-20", None)
    assert kept["return_guess"] == {"returned_on": "2026-06-15", "working_days": 3, "never_after": None}
    assert (kept["decisions"][0]["at"], kept["statements"][0]["dated"]) == (WHEN, "2026-06-15")


@pytest.mark.parametrize("later", ["statements", "charges", "return_guess", "notice_version"])
def test_a_case_from_before_a_field_was_kept_has_none_of_it(later: str) -> None:
    kept = {name: value for name, value in plain(CASE).items() if name != later}
    assert getattr(read_as(Case, kept), later) == {"return_guess": None, "notice_version": 1}.get(later, ())


def test_a_correction_from_before_places_had_names_has_none() -> None:
    kept = plain(CASE)
    del kept["corrections"][0]["place"]
    assert read_as(Case, kept).corrections == CASE.corrections


def test_a_report_from_before_the_computation_was_kept_has_none() -> None:
    report = read_as(Report, REPORT)
    assert (report.posts, report.contact, report.due_on) == ((), NO_CONTACT, date(2026, 7, 20))
    since = {"posts": [], "contact": dict.fromkeys(("telephone", "address", "email")), "received_by": None}
    assert plain(report) == REPORT | since


def test_a_contact_may_leave_out_what_nobody_stated() -> None:
    assert read_as(Contact, {"telephone": "0476"}) == Contact(telephone="0476")


def test_a_dossier_stays_the_json_that_was_digested() -> None:
    before = json.dumps(DOSSIER)
    dossier = read_as(Dossier, DOSSIER)
    assert json.dumps(DOSSIER) == before
    assert (dossier.person.birth_date, dossier.unit.stationed is True, dossier.unit.entrusted) == (
        date(1985, 10, 2), False, None,
    )  # fmt: skip
