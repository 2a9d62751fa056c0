"""The wire surface of the committee service: translate and delegate."""

from __future__ import annotations

from services.committee import requests, results, usecases
from services.committee.bootstrap import bootstrap
from services.committee.open_reads import OpenReads
from services.committee.results import oversight, planning, publicity
from services.committee.usecases.ports import CommitteeTx as Tx
from shared.contracts import audit, declaration
from shared.messaging import Event, Service, Wiring, command, consume, query, sweep
from shared.wire.types import Page


class CommitteeService(OpenReads, Service):
    """Committees, pool, draw, sessions, secret ballot, results, certificates."""

    name = "committee"
    app = Wiring(bootstrap)

    @consume(declaration.NOTICE)
    def on_notice(self, tx: Tx, event: Event) -> None:
        """Keep published packs."""
        usecases.follow.apply(tx, event)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx: Tx, event: Event) -> None:
        """Drop what the applicant took back."""
        usecases.follow.apply(tx, event)

    @consume(audit.ORGANISATION)
    def on_organisation(self, tx: Tx, event: Event) -> None:
        """Keep the register."""
        usecases.follow.apply(tx, event)

    @consume(audit.CASE)
    def on_case(self, tx: Tx, event: Event) -> None:
        """Take what passed audit; drop what was closed."""
        usecases.follow.apply(tx, event)

    @command()
    def register_committee(self, tx: Tx, request: requests.RegisterCommittee) -> results.committees.CommitteeRegistered:
        """File a committee, or a body that recognises, for approval, by a clerk of its office; the notice names the
        authority. One that was returned or refused is filed anew.
        """
        return usecases.committees.register_committee(tx, request)

    @command()
    def approve_committee(self, tx: Tx, request: requests.ApproveCommittee) -> results.committees.CommitteeAnswered:
        """The answer to a filed committee, by a clerk of its authority: approved, returned to be mended, or refused."""
        return usecases.committees.approve_committee(tx, request)

    @command()
    def hand_over_office(self, tx: Tx, request: requests.HandOverOffice) -> results.committees.OfficeHandedOver:
        """The body above does the office's work too; by a clerk of the office who waits for the committee himself."""
        return usecases.handing_over.hand_over_office(tx, request)

    @command(trial=False)
    def open_pool_upload(self, tx: Tx, request: requests.OpenPoolUpload) -> results.pool.PoolUploadLink:
        """A link for the pool's workbook, by the office."""
        return usecases.pool.open_pool_upload(tx, request)

    @command(trial=False)
    def import_pool(self, tx: Tx, request: requests.ImportPool) -> results.pool.PoolImportedAnswer:
        """The uploaded workbook becomes the whole pool, by the office; a row with a wrong cell is left out and told."""
        return usecases.pool.import_pool(tx, request)

    @command()
    def schedule_session(self, tx: Tx, request: requests.ScheduleSession) -> planning.SessionScheduledAnswer:
        """Plan a session of an approved committee, by its office."""
        return usecases.scheduling.schedule_session(tx, request)

    @command()
    def assign_declarations(self, tx: Tx, request: requests.AssignDeclarations) -> planning.DeclarationsAssigned:
        """Put what waits for the committee on the list, by the office; repeated as often as wanted until the seed is
        committed.
        """
        return usecases.scheduling.assign_declarations(tx, request)

    @command()
    def commit_seed(self, tx: Tx, request: requests.CommitSeed) -> results.draw.SeedCommittedAnswer:
        """Freeze the pool and publish its digest with the commitment, by the office."""
        return usecases.drawing.commit_seed(tx, request)

    @command(trial=False)
    def draw_panel(self, tx: Tx, request: requests.DrawPanel) -> results.draw.PanelDrawnAnswer:
        """Open the seed and draw panel, alternates and chair, by the office."""
        return usecases.drawing.draw_panel(tx, request)

    @command()
    def declare_recusal(self, tx: Tx, request: requests.DeclareRecusal) -> results.draw.RecusalDeclaredAnswer:
        """回避 of an expert, by the office: from one declaration, or from all of them, when an alternate moves up."""
        return usecases.recusals.declare_recusal(tx, request)

    @command()
    def file_plan(self, tx: Tx, request: requests.FilePlan) -> results.meeting.PlanFiledAnswer:
        """File 评审实施方案, by the office; members who turn out to be applicants are replaced."""
        return usecases.meeting.file_plan(tx, request)

    @command()
    def consent_to_plan(self, tx: Tx, request: requests.ConsentToPlan) -> results.meeting.PlanAnsweredAnswer:
        """The answer to the filed plan, by a clerk of the authority, where the notice asks for consent."""
        return usecases.meeting.consent_to_plan(tx, request)

    @command()
    def check_in(self, tx: Tx, request: requests.CheckIn) -> results.meeting.MemberCheckedIn:
        """Mark a member present on the day of the meeting, by the office; applicants among them are replaced."""
        return usecases.meeting.check_in(tx, request)

    @command()
    def open_session(self, tx: Tx, request: requests.OpenSession) -> results.meeting.SessionOpenedAnswer:
        """Open the session with a quorum, or adjourn it without one, by the office on the day of the meeting."""
        return usecases.meeting.open_session(tx, request)

    @command()
    def reconvene_session(self, tx: Tx, request: requests.ReconveneSession) -> planning.SessionReconvenedAnswer:
        """A new day after a meeting that failed or was refused, by the office; the plan is filed anew."""
        return usecases.meeting.reconvene_session(tx, request)

    @command(remembered=False, trial=False)
    def collect_ballots(self, tx: Tx, request: requests.CollectBallots) -> results.voting.BallotsCollected:
        """Hand a member who is present his own ballots; the same idempotency key again gives the same ones."""
        return usecases.voting.collect_ballots(tx, request)

    @command(anonymous=True, remembered=False, trial=False)
    def cast_ballots(self, tx: Tx, request: requests.CastBallots) -> results.voting.BallotsCast:
        """Vote. The ballots' tokens are the credential; whoever calls is not looked at."""
        return usecases.voting.cast_ballots(tx, request)

    @command(trial=False)
    def close_voting(self, tx: Tx, request: requests.CloseVoting) -> results.voting.VotingClosed:
        """Count the votes, by the office on the day of the meeting."""
        return usecases.voting.close_voting(tx, request)

    @command()
    def post_results(self, tx: Tx, request: requests.PostResults) -> publicity.ResultsPostedAnswer:
        """公示 of those who passed, by the office."""
        return usecases.results.post_results(tx, request)

    @command()
    def file_objection(self, tx: Tx, request: requests.FileResultObjection) -> publicity.ResultObjectionFiled:
        """Anybody objects to a result while the list is up."""
        return usecases.objections.file_objection(tx, request)

    @query()
    def get_objection(self, tx: Tx, request: requests.GetResultObjection) -> publicity.ResultObjectionView:
        """One objection, for the committee's office and for the body that investigates it."""
        return usecases.objections.get_objection(tx, request)

    @command()
    def report_investigation(self, tx: Tx, request: requests.ReportInvestigation) -> publicity.InvestigationReported:
        """What was found about the truth of material, by a clerk of the body that investigates the objection."""
        return usecases.objections.report_investigation(tx, request)

    @command()
    def resolve_objection(self, tx: Tx, request: requests.ResolveResultObjection) -> publicity.ResultObjectionResolved:
        """The decision about an objection, by the office; upheld cancels the result."""
        return usecases.objections.resolve_objection(tx, request)

    @command()
    def dismiss_objections(
        self, tx: Tx, request: requests.DismissResultObjections
    ) -> publicity.ResultObjectionsDismissed:
        """Find many objections not true, by the office: those it names, all or none, or those without a name so far."""
        return usecases.objections.dismiss_objections(tx, request)

    @query()
    def list_objections(self, tx: Tx, request: requests.ListResultObjections) -> Page[publicity.ResultObjectionLine]:
        """The objections to the results of a session, oldest first, for the office."""
        return usecases.objections.list_objections(tx, request)

    @command()
    def close_results(self, tx: Tx, request: requests.CloseResults) -> publicity.ResultsClosedAnswer:
        """End the publicity once its period is over and no objection is open, by the office."""
        return usecases.results.close_results(tx, request)

    @command()
    def report_package(self, tx: Tx, request: requests.ReportPackage) -> publicity.PackageReportedAnswer:
        """Hand the package to the authority for results, by the office; a late one is taken and marked."""
        return usecases.reporting.report_package(tx, request)

    @command()
    def approve_results(self, tx: Tx, request: requests.ApproveResults) -> publicity.ResultsAnswered:
        """The answer to the package: approved with certificates, returned, or refused. By a clerk of the authority for
        results, which is the office where the notice lets it confirm.
        """
        return usecases.approval.approve_results(tx, request)

    @command()
    def reschedule_session(self, tx: Tx, request: requests.RescheduleSession) -> planning.SessionRescheduledAnswer:
        """Another day before the plan is filed, by the office; list and panel stay."""
        return usecases.scheduling.reschedule_session(tx, request)

    @command()
    def recognise_declarations(
        self, tx: Tx, request: requests.RecogniseDeclarations
    ) -> results.reviews.DeclarationsRecognised:
        """考核认定 of declarations without a session, all or none, by the office of a body that recognises."""
        return usecases.recognition.recognise_declarations(tx, request)

    @query()
    def get_session(self, tx: Tx, request: requests.GetSession) -> results.sessions.SessionView:
        """One session: in full for its office, its authorities and oversight; for an expert on its panel, while it is
        open, what is before him under blind numbers, and nothing of others.
        """
        return usecases.session_views.get_session(tx, request)

    @query()
    def list_sessions(self, tx: Tx, request: requests.ListSessions) -> Page[results.sessions.SessionEntry]:
        """Sessions of the caller's organisation, those on whose panel the expert is, or all for oversight."""
        return usecases.session_views.list_sessions(tx, request)

    @query()
    def get_review(self, tx: Tx, request: requests.GetReview) -> results.reviews.ReviewView:
        """One declaration before the committee, for its applicant; counts and scores for the session's staff only."""
        return usecases.views.get_review(tx, request)

    @query()
    def get_certificate(self, tx: Tx, request: requests.GetCertificate) -> results.certificates.CertificateView:
        """Everything printed on a certificate, for its holder and for the committee's office and authorities."""
        return usecases.views.get_certificate(tx, request)

    @command()
    def record_inspection(self, tx: Tx, request: requests.RecordInspection) -> oversight.InspectionRecordedAnswer:
        """抽查, 巡查 or 倒查复查 of a committee or a session, by a clerk of its authority or a supervisor."""
        return usecases.oversight.record_inspection(tx, request)

    @command()
    def take_measure(self, tx: Tx, request: requests.TakeMeasure) -> oversight.MeasureTaken:
        """A measure against a committee, by a clerk of its authority."""
        return usecases.oversight.take_measure(tx, request)

    @command()
    def lift_measure(self, tx: Tx, request: requests.LiftMeasure) -> oversight.MeasureLifted:
        """End a measure that is in force, by a clerk of the authority."""
        return usecases.oversight.lift_measure(tx, request)

    @query()
    def get_oversight(self, tx: Tx, request: requests.GetOversight) -> oversight.OversightView:
        """Everything about the oversight of a committee, for its office, its authority and oversight."""
        return usecases.oversight_views.get_oversight(tx, request)

    @command()
    def revoke_certificate(
        self, tx: Tx, request: requests.RevokeCertificate
    ) -> results.certificates.CertificateRevokedAnswer:
        """撤销职称, once and for good, by a clerk of the authority for results."""
        return usecases.revoking.revoke_certificate(tx, request)

    @command()
    def file_extension(self, tx: Tx, request: requests.FileExtension) -> oversight.ExtensionFiled:
        """延期评审: the office asks for a later last day of its review under a notice."""
        return usecases.extending.file_extension(tx, request)

    @command()
    def answer_extension(self, tx: Tx, request: requests.AnswerExtension) -> oversight.ExtensionAnswered:
        """The answer to an extension, by a clerk of the authority: agreed, returned to be mended, or declined."""
        return usecases.extending.answer_extension(tx, request)

    @command()
    def report_cleaning(self, tx: Tx, request: requests.ReportCleaning) -> oversight.CleaningReportedAnswer:
        """清理规范 of the year: the office reports who left the pool and who came."""
        return usecases.cleaning.report_cleaning(tx, request)

    @command()
    def agree_joint_review(self, tx: Tx, request: requests.AgreeJointReview) -> oversight.JointReviewAgreedAnswer:
        """联合评审 or 委托评审: a committee takes another one's declarations, by a clerk of the bureau whose
        consent the notice asks for.
        """
        return usecases.joint_review.agree_joint_review(tx, request)

    @command()
    def set_indicators(self, tx: Tx, request: requests.SetIndicators) -> results.scoring.IndicatorsSetAnswer:
        """评价指标权重, by the office until the voting closes; series that are not named stay as they are."""
        return usecases.scoring.set_indicators(tx, request)

    @command()
    def register_scores(self, tx: Tx, request: requests.RegisterScores) -> results.scoring.ScoresRegisteredAnswer:
        """Rows of the 评分登记表, by the office while voting is open; a later row for the same replaces the former."""
        return usecases.scoring.register_scores(tx, request)

    @sweep()
    def run_due(self, tx: Tx) -> int:
        """Mark overdue packages and measures, and redate results counted before their year was announced."""
        return usecases.due.run_due(tx)
