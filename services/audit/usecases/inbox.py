"""What a clerk sees: the cases that his organisation holds, and one case in full."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.judgement import Judgement
from services.audit.requests import GetCase, ListInbox
from services.audit.results import CaseLine, CaseView
from services.audit.usecases.case_views import case_line, case_view
from services.audit.usecases.ports import Ports
from shared.kernel.errors import forbidden, not_found
from shared.kernel.masking import for_people
from shared.persistence import Tx
from shared.wire.types import JsonObject, Page


def list_inbox(tx: Tx[Ports], request: ListInbox) -> Page[CaseLine]:
    """Cases held by the caller's organisation, the most urgent first, each with what the notice's rules say of it."""
    if tx.caller.organisation_id is None:
        raise forbidden("organisation_not_allowed")
    page = tx.ports.cases.page(tx.caller.organisation_id, request)
    dossiers = iter(tx.ports.cases.dossiers(page.items))
    return page.turned(lambda case: case_line(case, _judged(tx, case, next(dossiers))))


def get_case(tx: Tx[Ports], request: GetCase) -> CaseView:
    """One case with route, decisions and corrections; organisations on its route also get the dossier, without what
    is sealed."""
    case = tx.ports.cases.find(request.declaration_id)
    if case is None or not may_see(tx, case):
        raise not_found("case_not_found", path="declaration_id")
    dossier = tx.ports.cases.dossier(case.declaration_id, case.revision)
    shown = for_people(dossier) if _on_route(tx, case) else None
    return case_view(case, _judged(tx, case, dossier), shown)


def _judged(tx: Tx[Ports], case: Case, dossier: JsonObject) -> Judgement:
    return Judgement.of(tx.ports.packs.get(case.notice_id, case.notice_version), dossier, case.stated)


def _on_route(tx: Tx[Ports], case: Case) -> bool:
    mine = tx.caller.organisation_id
    return mine is not None and any(mine in (stage.holder_id, stage.replaces_id) for stage in case.stages)


def may_see(tx: Tx[Ports], case: Case) -> bool:
    """Oversight, the organisations on the route, the applicant: nobody else knows that the case is there."""
    oversight = tx.caller.has("supervisor") or tx.caller.has("operator")
    return oversight or _on_route(tx, case) or case.person_id == tx.caller.person_id
