"""The wire surface of the audit service: translate and delegate."""

from __future__ import annotations

from services.audit import requests, results
from services.audit.bootstrap import bootstrap
from services.audit.domain.division import Division
from services.audit.domain.organisation_changes import OrganisationChange
from services.audit.domain.report import Report
from services.audit.usecases import (
    batches,
    charges,
    claiming,
    deadlines,
    decisions,
    follow_declarations,
    follow_notices,
    handing_over,
    inbox,
    objections,
    organisation_life,
    organisations,
    posts,
    publicities,
    reports,
)
from services.audit.usecases.ports import Ports
from shared.contracts import declaration
from shared.messaging import Event, Service, Wiring, command, consume, query, sweep
from shared.persistence import Tx
from shared.wire.types import Page


class AuditService(Service):
    """Organisations, routes, stages, decisions, one-time notices, publicity."""

    name = "audit"
    app = Wiring(bootstrap)

    @consume(declaration.NOTICE)
    def on_notice(self, tx: Tx[Ports], event: Event) -> None:
        """Keep published packs."""
        follow_notices.apply(tx, event)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx: Tx[Ports], event: Event) -> None:
        """Open, restart or close cases."""
        follow_declarations.apply(tx, event)

    @command()
    def register_organisation(
        self, tx: Tx[Ports], request: requests.RegisterOrganisation
    ) -> results.OrganisationRegisteredAnswer:
        """Enter an organisation, or replace the entry of a known one."""
        return organisations.register_organisation(tx, request)

    @query()
    def get_organisation(self, tx: Tx[Ports], request: requests.GetOrganisation) -> results.OrganisationView:
        """One entry of the register."""
        return organisations.get_organisation(tx, request)

    @query()
    def list_organisations(self, tx: Tx[Ports], request: requests.ListOrganisations) -> Page[results.OrganisationView]:
        """The register, by name."""
        return organisations.list_organisations(tx, request)

    @command()
    def change_organisation(
        self, tx: Tx[Ports], request: requests.ChangeOrganisation
    ) -> results.OrganisationChangedAnswer:
        """Another name, kind, competent department, contact or first day of an entry, with the reason."""
        return organisation_life.change_organisation(tx, request)

    @command()
    def end_organisation(self, tx: Tx[Ports], request: requests.EndOrganisation) -> results.OrganisationEndedAnswer:
        """Set the last day of an organisation, or lift it: nothing new comes to it afterwards, what is open goes on."""
        return organisation_life.end_organisation(tx, request)

    @command()
    def merge_organisation(
        self, tx: Tx[Ports], request: requests.MergeOrganisation
    ) -> results.OrganisationChangedAnswer:
        """Another organisation takes it over; `organisation_has_open_cases`, `organisation_has_units` say how many."""
        return organisation_life.merge_organisation(tx, request)

    @query()
    def list_organisation_changes(
        self, tx: Tx[Ports], request: requests.ListOrganisationChanges
    ) -> Page[OrganisationChange]:
        """What happened to one entry: who, when, what was before and after, and why."""
        return organisations.list_organisation_changes(tx, request)

    @query()
    def list_regions(self, tx: Tx[Ports], request: requests.ListRegions) -> Page[Division]:
        """Official divisions by code."""
        return organisations.list_regions(tx, request)

    @query()
    def list_inbox(self, tx: Tx[Ports], request: requests.ListInbox) -> Page[results.CaseLine]:
        """The work of the caller's organisation, the most urgent first: without a view, what it holds or held last.
        `eligibility` is what the rules said when the case last moved.
        """
        return inbox.list_inbox(tx, request)

    @query()
    def count_inbox(self, tx: Tx[Ports], request: requests.CountInbox) -> results.InboxCounts:
        """How many cases of the caller's organisation each view has, by level group and stage."""
        return inbox.count_inbox(tx, request)

    @query()
    def get_case(self, tx: Tx[Ports], request: requests.GetCase) -> results.CaseView:
        """One case in full, for its applicant, the organisations on its route, supervisors and operators.
        Its `dossier` is for those organisations only whose stage has been reached.
        """
        return inbox.get_case(tx, request)

    @command()
    def approve_stage(self, tx: Tx[Ports], request: requests.ApproveStage) -> results.StageDecided:
        """The holder of the present stage approves: the case moves on, waits for its roster report, or has passed.
        `ineligible` and `claimed_path_closed` list `details.rules`, `points_open` lists `details.points`.
        """
        return decisions.approve_stage(tx, request)

    @command()
    def return_declaration(
        self, tx: Tx[Ports], request: requests.ReturnDeclaration
    ) -> results.DeclarationReturnedAnswer:
        """The holder of the present stage returns the declaration (退回) with every correction at once.
        What was visible to this stage before and not listed then needs the `override` of a supervisor.
        """
        return decisions.return_declaration(tx, request)

    @command()
    def approve_stages(self, tx: Tx[Ports], request: requests.ApproveStages) -> results.CasesDecided:
        """`approve_stage` for up to 200 cases with the same words: a row for each, and what is refused stays as it was.
        The refusal of a row is one of `approve_stage`, or `own_affair`, `case_chosen_twice`.
        """
        return batches.approve_stages(tx, request)

    @command()
    def return_declarations(self, tx: Tx[Ports], request: requests.ReturnDeclarations) -> results.CasesDecided:
        """`return_declaration` for up to 200 cases with the same list: a row for each, as `approve_stages`."""
        return batches.return_declarations(tx, request)

    @command()
    def claim_case(self, tx: Tx[Ports], request: requests.ClaimCase) -> results.CaseClaimed:
        """A clerk of the holder takes the case onto his desk: colleagues neither claim nor decide it (`case_claimed`
        names him) until its stage ends, he puts it back, or the time is over (`ZHIPING_CLAIM_HOURS`).
        """
        return claiming.claim_case(tx, request)

    @command()
    def release_case(self, tx: Tx[Ports], request: requests.ReleaseCase) -> results.CaseReleased:
        """Whoever claimed the case puts it back."""
        return claiming.release_case(tx, request)

    @command()
    def set_absence(self, tx: Tx[Ports], request: requests.SetAbsence) -> results.AbsenceSet:
        """A clerk says until when he is not there: meanwhile colleagues may claim what lies on his desk."""
        return claiming.set_absence(tx, request)

    @command()
    def reject_declaration(self, tx: Tx[Ports], request: requests.RejectDeclaration) -> results.StageDecided:
        """The holder of the present stage closes the case for good.
        `false_material` also enters the integrity archive.
        """
        return decisions.reject_declaration(tx, request)

    @command()
    def hand_over_case(self, tx: Tx[Ports], request: requests.HandOverCase) -> results.CaseHandedOver:
        """The body above stands in for a holder whose only clerk is the applicant.
        Called by a clerk of the holder in his own case, or by the body above where the applicant belongs to the holder.
        """
        return handing_over.hand_over_case(tx, request)

    @command()
    def post_publicity(self, tx: Tx[Ports], request: requests.PostPublicity) -> results.PublicityPostedAnswer:
        """The holder of the cases posts a list of them today; the notice sets how many working days it stays."""
        return publicities.post_publicity(tx, request)

    @command()
    def close_publicity(self, tx: Tx[Ports], request: requests.ClosePublicity) -> results.PublicityClosedAnswer:
        """The organisation that posted a list ends it, once its last day is over and every objection is resolved.
        `calendar_provisional`: a year of the period is not announced.
        """
        return publicities.close_publicity(tx, request)

    @command()
    def file_objection(self, tx: Tx[Ports], request: requests.FileObjection) -> results.ObjectionFiledAnswer:
        """Anybody objects to somebody on an open list; by name (with a token), or not.
        Both are limited within a window of time, apart from each other: see Settings.
        """
        return objections.file_objection(tx, request)

    @command()
    def resolve_objection(self, tx: Tx[Ports], request: requests.ResolveObjection) -> results.ObjectionResolvedAnswer:
        """The organisation that posted the list gives its finding, once; an upheld objection bars approval."""
        return objections.resolve_objection(tx, request)

    @command()
    def dismiss_objections(
        self, tx: Tx[Ports], request: requests.DismissObjections
    ) -> results.ObjectionsDismissedAnswer:
        """The organisation that posted the list finds many objections not true, for one reason: those it names, or the
        unresolved ones without a name that were there when it looked. All of the named ones, or none.
        """
        return objections.dismiss_objections(tx, request)

    @query()
    def list_objections(self, tx: Tx[Ports], request: requests.ListObjections) -> Page[results.ObjectionView]:
        """The objections to one list, oldest first, for the organisation that posted it and for supervisors."""
        return objections.list_objections(tx, request)

    @query()
    def get_publicity(self, tx: Tx[Ports], request: requests.GetPublicity) -> results.PublicityView:
        """One posted list; its `objections` are for the organisation that posted it and for supervisors."""
        return publicities.get_publicity(tx, request)

    @query()
    def list_publicities(self, tx: Tx[Ports], request: requests.ListPublicities) -> Page[results.PublicityLine]:
        """Posted lists, newest first."""
        return publicities.list_publicities(tx, request)

    @command()
    def report_roster(self, tx: Tx[Ports], request: requests.ReportRoster) -> results.RosterReportedAnswer:
        """Hand up every case of one level group that waits for the report of the caller's organisation.
        Beyond posts or quotas it is refused as a whole, with the numbers in `details.computation`.
        """
        return reports.report_roster(tx, request)

    @command()
    def state_posts(self, tx: Tx[Ports], request: requests.StatePosts) -> results.PostsStated:
        """The posts of the caller's unit for the notice's year, in place of what it stated before."""
        return posts.state_posts(tx, request)

    @command()
    def allocate_quota(self, tx: Tx[Ports], request: requests.AllocateQuota) -> results.QuotaAllocated:
        """The body that the notice names divides a city-wide number, in place of its earlier division."""
        return posts.allocate_quota(tx, request)

    @command()
    def record_charge(self, tx: Tx[Ports], request: requests.RecordCharge) -> results.ChargeRecordedAnswer:
        """An organisation on the route keeps a fee that it took, once of each kind and in exactly the notice's amount.
        `charge_not_settled`: that amount is not entered yet; `charge_differs` tells it in `details.expected_fen`.
        """
        return charges.record_charge(tx, request)

    @query()
    def check_posts(self, tx: Tx[Ports], request: requests.CheckPosts) -> results.PostCheck:
        """What a report of the cases that wait at the caller's organisation would be measured by."""
        return posts.check_posts(tx, request)

    @query()
    def get_quotas(self, tx: Tx[Ports], request: requests.GetQuotas) -> results.QuotaBoard:
        """Numbers and posts of a notice's year: quotas as they are divided, posts as the units below state them."""
        return posts.get_quotas(tx, request)

    @query()
    def list_reports(self, tx: Tx[Ports], request: requests.ListReports) -> Page[Report]:
        """Rosters that the caller's organisation handed up, newest first."""
        return reports.list_reports(tx, request)

    @sweep()
    def run_due(self, tx: Tx[Ports]) -> int:
        """Close cases that are overdue at their stage; make last days certain that were guesses."""
        return deadlines.run_due(tx)
