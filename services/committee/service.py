"""The wire surface of the committee service: translate and delegate."""

from __future__ import annotations

from typing import Any

from services.committee import schemas
from services.committee.bootstrap import bootstrap
from services.committee.usecases import (
    approval,
    cleaning,
    committees,
    drawing,
    due,
    extending,
    follow,
    handing_over,
    joint_review,
    meeting,
    oversight,
    oversight_views,
    pool,
    recognition,
    recusals,
    reporting,
    results,
    revoking,
    scheduling,
    scoring,
    views,
    voting,
)
from services.committee.usecases.ports import Ports
from shared.contracts import audit, declaration
from shared.messaging import Event, Service, Wiring, command, consume, query, sweep
from shared.persistence import Tx

Request = dict[str, Any]


class CommitteeService(Service):
    """Committees, pool, draw, sessions, secret ballot, results, certificates."""

    name = "committee"
    app = Wiring(bootstrap)

    @consume(declaration.NOTICE)
    def on_notice(self, tx: Tx[Ports], event: Event) -> None:
        """Keep published packs."""
        follow.keep_notice(tx, event.data)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx: Tx[Ports], event: Event) -> None:
        """Drop what the applicant took back."""
        follow.declaration_moved(tx, event.type, event.data)

    @consume(audit.ORGANISATION)
    def on_organisation(self, tx: Tx[Ports], event: Event) -> None:
        """Keep the register."""
        follow.keep_organisation(tx, event.data)

    @consume(audit.CASE)
    def on_case(self, tx: Tx[Ports], event: Event) -> None:
        """Take what passed audit; drop what was closed."""
        follow.case_moved(tx, event.type, event.data)

    @command(schemas.RegisterCommittee)
    def register_committee(self, tx: Tx[Ports], request: Request) -> Request:
        """Register 评委会."""
        return committees.register_committee(tx, request)

    @command(schemas.ApproveCommittee)
    def approve_committee(self, tx: Tx[Ports], request: Request) -> Request:
        """核准备案 of a committee."""
        return committees.approve_committee(tx, request)

    @command(schemas.HandOverOffice)
    def hand_over_office(self, tx: Tx[Ports], request: Request) -> Request:
        """The body above stands in for an office whose only clerk is an applicant."""
        return handing_over.hand_over_office(tx, request)

    @query(schemas.GetCommittee)
    def get_committee(self, tx: Tx[Ports], request: Request) -> Request:
        """One committee."""
        return views.get_committee(tx, request)

    @query(schemas.ListCommittees)
    def list_committees(self, tx: Tx[Ports], request: Request) -> Request:
        """The public register."""
        return views.list_committees(tx, request)

    @command(schemas.OpenPoolUpload)
    def open_pool_upload(self, tx: Tx[Ports], request: Request) -> Request:
        """A link for the pool's workbook."""
        return pool.open_pool_upload(tx, request)

    @command(schemas.ImportPool)
    def import_pool(self, tx: Tx[Ports], request: Request) -> Request:
        """Read the workbook."""
        return pool.import_pool(tx, request)

    @command(schemas.ScheduleSession)
    def schedule_session(self, tx: Tx[Ports], request: Request) -> Request:
        """Plan a session."""
        return scheduling.schedule_session(tx, request)

    @command(schemas.grouping.AssignDeclarations)
    def assign_declarations(self, tx: Tx[Ports], request: Request) -> Request:
        """Put what waits on the list."""
        return scheduling.assign_declarations(tx, request)

    @command(schemas.CommitSeed)
    def commit_seed(self, tx: Tx[Ports], request: Request) -> Request:
        """Freeze the pool and take the commitment."""
        return drawing.commit_seed(tx, request)

    @command(schemas.DrawPanel)
    def draw_panel(self, tx: Tx[Ports], request: Request) -> Request:
        """Open the seed and draw."""
        return drawing.draw_panel(tx, request)

    @command(schemas.DeclareRecusal)
    def declare_recusal(self, tx: Tx[Ports], request: Request) -> Request:
        """回避."""
        return recusals.declare_recusal(tx, request)

    @command(schemas.ChangeSession)
    def file_plan(self, tx: Tx[Ports], request: Request) -> Request:
        """File 评审实施方案."""
        return meeting.file_plan(tx, request)

    @command(schemas.ConsentToPlan)
    def consent_to_plan(self, tx: Tx[Ports], request: Request) -> Request:
        """The authority's answer to the filed plan."""
        return meeting.consent_to_plan(tx, request)

    @command(schemas.CheckIn)
    def check_in(self, tx: Tx[Ports], request: Request) -> Request:
        """Mark a member present."""
        return meeting.check_in(tx, request)

    @command(schemas.ChangeSession)
    def open_session(self, tx: Tx[Ports], request: Request) -> Request:
        """Open, or adjourn without a quorum."""
        return meeting.open_session(tx, request)

    @command(schemas.ReconveneSession)
    def reconvene_session(self, tx: Tx[Ports], request: Request) -> Request:
        """A new date."""
        return meeting.reconvene_session(tx, request)

    @command(schemas.CollectBallots, remembered=False)
    def collect_ballots(self, tx: Tx[Ports], request: Request) -> Request:
        """Hand out the caller's tokens; the answer is stored nowhere."""
        return voting.collect_ballots(tx, request)

    @command(schemas.CastBallots, anonymous=True, remembered=False)
    def cast_ballots(self, tx: Tx[Ports], request: Request) -> Request:
        """Vote; no caller is known here."""
        return voting.cast_ballots(tx, request)

    @command(schemas.ChangeSession)
    def close_voting(self, tx: Tx[Ports], request: Request) -> Request:
        """Count."""
        return voting.close_voting(tx, request)

    @command(schemas.ChangeSession)
    def post_results(self, tx: Tx[Ports], request: Request) -> Request:
        """公示 of the results."""
        return results.post_results(tx, request)

    @command(schemas.FileObjection)
    def file_objection(self, tx: Tx[Ports], request: Request) -> Request:
        """Somebody objects to a result."""
        return results.file_objection(tx, request)

    @query(schemas.GetObjection)
    def get_objection(self, tx: Tx[Ports], request: Request) -> Request:
        """One objection, for office and investigator."""
        return results.get_objection(tx, request)

    @command(schemas.ReportInvestigation)
    def report_investigation(self, tx: Tx[Ports], request: Request) -> Request:
        """The investigator's finding about material."""
        return results.report_investigation(tx, request)

    @command(schemas.ResolveObjection)
    def resolve_objection(self, tx: Tx[Ports], request: Request) -> Request:
        """The finding about an objection."""
        return results.resolve_objection(tx, request)

    @command(schemas.ChangeSession)
    def close_results(self, tx: Tx[Ports], request: Request) -> Request:
        """End the publicity."""
        return results.close_results(tx, request)

    @command(schemas.ChangeSession)
    def report_package(self, tx: Tx[Ports], request: Request) -> Request:
        """Hand the package to the authority."""
        return reporting.report_package(tx, request)

    @command(schemas.ApproveResults)
    def approve_results(self, tx: Tx[Ports], request: Request) -> Request:
        """Approve and certify."""
        return approval.approve_results(tx, request)

    @command(schemas.RescheduleSession)
    def reschedule_session(self, tx: Tx[Ports], request: Request) -> Request:
        """Another day before the plan is filed."""
        return scheduling.reschedule_session(tx, request)

    @command(schemas.RecogniseDeclarations)
    def recognise_declarations(self, tx: Tx[Ports], request: Request) -> Request:
        """考核认定 without a session."""
        return recognition.recognise_declarations(tx, request)

    @query(schemas.GetSession)
    def get_session(self, tx: Tx[Ports], request: Request) -> Request:
        """One session."""
        return views.get_session(tx, request)

    @query(schemas.ListSessions)
    def list_sessions(self, tx: Tx[Ports], request: Request) -> Request:
        """The caller's sessions."""
        return views.list_sessions(tx, request)

    @query(schemas.GetReview)
    def get_review(self, tx: Tx[Ports], request: Request) -> Request:
        """One declaration before the committee."""
        return views.get_review(tx, request)

    @query(schemas.GetCertificate)
    def get_certificate(self, tx: Tx[Ports], request: Request) -> Request:
        """A whole certificate."""
        return views.get_certificate(tx, request)

    @query(schemas.GetCertificate)
    def verify_certificate(self, tx: Tx[Ports], request: Request) -> Request:
        """What anybody may check."""
        return views.verify_certificate(tx, request)

    @command(schemas.oversight.RecordInspection)
    def record_inspection(self, tx: Tx[Ports], request: Request) -> Request:
        """抽查, 巡查, 倒查复查."""
        return oversight.record_inspection(tx, request)

    @command(schemas.oversight.TakeMeasure)
    def take_measure(self, tx: Tx[Ports], request: Request) -> Request:
        """A measure against a committee."""
        return oversight.take_measure(tx, request)

    @command(schemas.oversight.LiftMeasure)
    def lift_measure(self, tx: Tx[Ports], request: Request) -> Request:
        """Put right, or lifted."""
        return oversight.lift_measure(tx, request)

    @query(schemas.oversight.GetOversight)
    def get_oversight(self, tx: Tx[Ports], request: Request) -> Request:
        """Inspections and measures of a committee."""
        return oversight_views.get_oversight(tx, request)

    @command(schemas.oversight.RevokeCertificate)
    def revoke_certificate(self, tx: Tx[Ports], request: Request) -> Request:
        """撤销职称."""
        return revoking.revoke_certificate(tx, request)

    @command(schemas.extension.FileExtension)
    def file_extension(self, tx: Tx[Ports], request: Request) -> Request:
        """延期评审."""
        return extending.file_extension(tx, request)

    @command(schemas.extension.AnswerExtension)
    def answer_extension(self, tx: Tx[Ports], request: Request) -> Request:
        """The authority's answer to it."""
        return extending.answer_extension(tx, request)

    @command(schemas.cleaning.ReportCleaning)
    def report_cleaning(self, tx: Tx[Ports], request: Request) -> Request:
        """清理规范 of the year."""
        return cleaning.report_cleaning(tx, request)

    @command(schemas.joint_review.AgreeJointReview)
    def agree_joint_review(self, tx: Tx[Ports], request: Request) -> Request:
        """联合评审, 委托评审."""
        return joint_review.agree_joint_review(tx, request)

    @command(schemas.scoring.SetIndicators)
    def set_indicators(self, tx: Tx[Ports], request: Request) -> Request:
        """评价指标权重 of a session."""
        return scoring.set_indicators(tx, request)

    @command(schemas.scoring.RegisterScores)
    def register_scores(self, tx: Tx[Ports], request: Request) -> Request:
        """评分登记表."""
        return scoring.register_scores(tx, request)

    @sweep()
    def run_due(self, tx: Tx[Ports]) -> int:
        """Mark overdue reports and measures."""
        return due.run_due(tx)
