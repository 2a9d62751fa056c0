"""What a clerk sees: the cases that his organisation holds, and one case in full."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.judgement import Judgement
from services.audit.domain.scope import AUDITORS, READERS
from services.audit.requests import GetCase, ListInbox
from services.audit.results import CaseLine, CaseView
from services.audit.usecases.access import case_to, hidden_case, own_house, scope_of
from services.audit.usecases.case_views import case_line, case_view
from services.audit.usecases.ports import Ports
from shared.kernel.masking import for_people
from shared.persistence import Tx
from shared.wire.types import JsonObject, Page


def list_inbox(tx: Tx[Ports], request: ListInbox) -> Page[CaseLine]:
    """Cases held by the caller's organisation, the most urgent first, each with what the notice's rules say of it."""
    page = tx.ports.cases.page(own_house(tx), request)
    dossiers = iter(tx.ports.cases.dossiers(page.items))
    return page.turned(lambda case: case_line(case, _judged(tx, case, next(dossiers))))


def get_case(tx: Tx[Ports], request: GetCase) -> CaseView:
    """One case with route, decisions and corrections; organisations that its route has reached also get the dossier,
    without what is sealed."""
    case, scope = tx.ports.cases.get(request.declaration_id), scope_of(tx)
    subject = case_to(tx, scope, case)
    scope.require(subject, READERS, hidden_case())
    dossier = tx.ports.cases.dossier(case.declaration_id, case.revision)
    shown = for_people(dossier) if scope.reaches(subject, AUDITORS) else None
    return case_view(case, _judged(tx, case, dossier), shown, tx.ports.packs.get(case.notice_id, case.notice_version))


def _judged(tx: Tx[Ports], case: Case, dossier: JsonObject) -> Judgement:
    return Judgement.of(tx.ports.packs.get(case.notice_id, case.notice_version), dossier, case.stated)
