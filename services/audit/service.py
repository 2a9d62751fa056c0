"""The wire surface of the audit service: translate and delegate."""

from __future__ import annotations

from typing import Any

from services.audit import schemas
from services.audit.bootstrap import bootstrap
from services.audit.usecases import (
    charges,
    deadlines,
    decisions,
    follow_declarations,
    follow_notices,
    handing_over,
    inbox,
    organisations,
    posts,
    publicities,
    reports,
)
from services.audit.usecases.ports import Ports
from shared.contracts import declaration as declaration_contract
from shared.messaging import Event, Service, Wiring, command, consume, query, sweep
from shared.persistence import Tx

Request = dict[str, Any]

ON_DECLARATION = {
    declaration_contract.SUBMITTED.name: follow_declarations.on_submitted,
    declaration_contract.AMENDED.name: follow_declarations.on_amended,
    declaration_contract.WITHDRAWN.name: follow_declarations.on_withdrawn,
    declaration_contract.LAPSED.name: follow_declarations.on_lapsed,
}


class AuditService(Service):
    """Organisations, routes, stages, decisions, one-time notices, publicity."""

    name = "audit"
    app = Wiring(bootstrap)

    @consume(declaration_contract.NOTICE)
    def on_notice(self, tx: Tx[Ports], event: Event) -> None:
        """Keep published packs."""
        follow_notices.keep_pack(tx, event.data)

    @consume(declaration_contract.DECLARATION)
    def on_declaration(self, tx: Tx[Ports], event: Event) -> None:
        """Open, restart or close cases."""
        if event.type in ON_DECLARATION:
            ON_DECLARATION[event.type](tx, event.data)

    @command(schemas.RegisterOrganisation)
    def register_organisation(self, tx: Tx[Ports], request: Request) -> Request:
        """Register or replace an organisation."""
        return organisations.register_organisation(tx, request)

    @query(schemas.GetOrganisation)
    def get_organisation(self, tx: Tx[Ports], request: Request) -> Request:
        """One organisation."""
        return organisations.get_organisation(tx, request)

    @query(schemas.ListOrganisations)
    def list_organisations(self, tx: Tx[Ports], request: Request) -> Request:
        """The register."""
        return organisations.list_organisations(tx, request)

    @query(schemas.ListInbox)
    def list_inbox(self, tx: Tx[Ports], request: Request) -> Request:
        """What the caller's organisation holds."""
        return inbox.list_inbox(tx, request)

    @query(schemas.GetCase)
    def get_case(self, tx: Tx[Ports], request: Request) -> Request:
        """One case."""
        return inbox.get_case(tx, request)

    @command(schemas.ApproveStage)
    def approve_stage(self, tx: Tx[Ports], request: Request) -> Request:
        """Approve the current stage."""
        return decisions.approve_stage(tx, request)

    @command(schemas.ReturnDeclaration)
    def return_declaration(self, tx: Tx[Ports], request: Request) -> Request:
        """退回 with the complete list of corrections."""
        return decisions.return_declaration(tx, request)

    @command(schemas.RejectDeclaration)
    def reject_declaration(self, tx: Tx[Ports], request: Request) -> Request:
        """Closed for good."""
        return decisions.reject_declaration(tx, request)

    @command(schemas.HandOverCase)
    def hand_over_case(self, tx: Tx[Ports], request: Request) -> Request:
        """The body above stands in for a holder whose only clerk is the applicant."""
        return handing_over.hand_over_case(tx, request)

    @command(schemas.PostPublicity)
    def post_publicity(self, tx: Tx[Ports], request: Request) -> Request:
        """Post a list."""
        return publicities.post_publicity(tx, request)

    @command(schemas.ClosePublicity)
    def close_publicity(self, tx: Tx[Ports], request: Request) -> Request:
        """End a period."""
        return publicities.close_publicity(tx, request)

    @command(schemas.FileObjection)
    def file_objection(self, tx: Tx[Ports], request: Request) -> Request:
        """Somebody objects."""
        return publicities.file_objection(tx, request)

    @command(schemas.ResolveObjection)
    def resolve_objection(self, tx: Tx[Ports], request: Request) -> Request:
        """The finding about an objection."""
        return publicities.resolve_objection(tx, request)

    @query(schemas.GetPublicity)
    def get_publicity(self, tx: Tx[Ports], request: Request) -> Request:
        """One posted list."""
        return publicities.get_publicity(tx, request)

    @query(schemas.ListPublicities)
    def list_publicities(self, tx: Tx[Ports], request: Request) -> Request:
        """Posted lists."""
        return publicities.list_publicities(tx, request)

    @command(schemas.ReportRoster)
    def report_roster(self, tx: Tx[Ports], request: Request) -> Request:
        """Hand up the approved applicants."""
        return reports.report_roster(tx, request)

    @command(schemas.StatePosts)
    def state_posts(self, tx: Tx[Ports], request: Request) -> Request:
        """A unit's posts."""
        return posts.state_posts(tx, request)

    @command(schemas.AllocateQuota)
    def allocate_quota(self, tx: Tx[Ports], request: Request) -> Request:
        """Divide a city-wide number."""
        return posts.allocate_quota(tx, request)

    @command(schemas.RecordCharge)
    def record_charge(self, tx: Tx[Ports], request: Request) -> Request:
        """Keep a fee that was taken."""
        return charges.record_charge(tx, request)

    @query(schemas.CheckPosts)
    def check_posts(self, tx: Tx[Ports], request: Request) -> Request:
        """The post and quota computation of what waits."""
        return posts.check_posts(tx, request)

    @query(schemas.ListReports)
    def list_reports(self, tx: Tx[Ports], request: Request) -> Request:
        """What was handed up."""
        return reports.list_reports(tx, request)

    @sweep()
    def run_due(self, tx: Tx[Ports]) -> int:
        """Close what is overdue."""
        return deadlines.run_due(tx)
