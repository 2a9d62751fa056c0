"""Reporting upward: an organisation hands up its approved applicants of one level group, with the roster."""

from __future__ import annotations

from dataclasses import replace

from services.audit.domain.case import Case
from services.audit.domain.report import Report
from services.audit.requests import ListReports, ReportRoster
from services.audit.results import RosterReportedAnswer
from services.audit.usecases.access import own_house
from services.audit.usecases.parts import stage_entered
from services.audit.usecases.ports import Ports, ids_of
from services.audit.usecases.posts import refuse_over_quota
from shared.contracts.audit import ROSTER_REPORTED, STAGE_ENTERED
from shared.kernel.errors import refused
from shared.kernel.scope import BODY_CLERKS
from shared.persistence import Tx
from shared.wire.types import Page


def report_roster(tx: Tx[Ports], request: ReportRoster) -> RosterReportedAnswer:
    """Move every waiting case of the caller's organisation and level group up, together with one report."""
    cases = tx.ports.cases.waiting_report(own_house(tx, BODY_CLERKS), request.notice_id, request.level_group)
    if not cases:
        raise refused("nothing_to_report", path="level_group")
    report = _report(tx, request, cases)
    _require_in_time(tx, report)
    counts = refuse_over_quota(tx, tx.ports.packs.get(report.notice_id), report.level_group, cases)
    receivers = {_move_up(tx, case) for case in cases}
    report = replace(report, posts=tuple(counts), received_by=tuple(sorted(receivers)))
    tx.ports.reports.add(report)
    tx.record(ROSTER_REPORTED, report.report_id, report)
    tx.trail("roster_reported", "report", report.report_id, clause=report.clause, data={"declarations": len(cases)})
    return RosterReportedAnswer(report_id=report.report_id, declarations=len(cases))


def list_reports(tx: Tx[Ports], request: ListReports) -> Page[Report]:
    """Reports of the caller's organisation, newest first."""
    return tx.ports.reports.page(own_house(tx, BODY_CLERKS), request)


def _report(tx: Tx[Ports], request: ReportRoster, cases: list[Case]) -> Report:
    stage = cases[0].current
    organisation = tx.ports.organisations.get(stage.holder_id)
    return Report(
        report_id=tx.new_id(),
        notice_id=request.notice_id,
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        contact=organisation.contact,
        level_group=request.level_group,
        stage_id=stage.stage_id,
        declaration_ids=tuple(ids_of(cases)),
        recommendation_report=request.recommendation_report,
        reported_by=tx.caller.name,
        reported_at=tx.now,
        clause=stage.clause,
        due_on=min((case.current.due_on for case in cases if case.current.due_on), default=None),
    )


def _require_in_time(tx: Tx[Ports], report: Report) -> None:
    if report.due_on is not None and tx.today > report.due_on:
        raise refused("report_overdue", clause=report.clause, due_on=report.due_on.isoformat())


def _move_up(tx: Tx[Ports], case: Case) -> str:
    """The case goes up; returns the organisation that holds it from now on."""
    stage = case.report_upward()
    tx.ports.cases.save(case, case.version)
    tx.record(STAGE_ENTERED, case.declaration_id, stage_entered(case, stage))
    return stage.holder_id
