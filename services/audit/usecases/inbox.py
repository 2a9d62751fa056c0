"""What a clerk sees: the work of his organisation, how much there is of it, and one case in full."""

from __future__ import annotations

from services.audit.domain.judgement import Judgement
from services.audit.domain.scope import AUDITORS, READERS
from services.audit.requests import CountInbox, GetCase, ListInbox
from services.audit.results import CaseLine, CaseView, InboxCounts, WorkCount
from services.audit.usecases.access import case_to, hidden_case, house_of, scope_of
from services.audit.usecases.case_views import case_line, case_view, eligibility, sight_of
from services.audit.usecases.judging import dossier_of, pack_of, shown
from services.audit.usecases.ports import Ports, Workplace
from shared.kernel.masking import for_people
from shared.kernel.scope import BODY_CLERKS
from shared.persistence import Tx
from shared.wire.types import Page


def list_inbox(tx: Tx[Ports], request: ListInbox) -> Page[CaseLine]:
    """The organisation's cases in one view, the most urgent first, each with what the rules said when it last moved."""
    sight, page = sight_of(tx), tx.ports.cases.page(_desk(tx), request)
    return page.turned(lambda case: case_line(case, shown(tx, case), sight))


def count_inbox(tx: Tx[Ports], request: CountInbox) -> InboxCounts:
    """How much work there is in every view, by level group and stage."""
    desk = _desk(tx)
    counts = tx.ports.cases.counts(desk, request.notice_id)
    return InboxCounts(
        absent_until=tx.ports.absences.of_house(desk.house, tx.today).get(desk.person_id),
        counts=tuple(
            WorkCount(view=view, level_group=level, stage_id=stage, number=number)
            for (view, level, stage), number in sorted(counts.items())
        ),
    )


def get_case(tx: Tx[Ports], request: GetCase) -> CaseView:
    """One case with route, decisions and corrections, judged anew; organisations that its route has reached also get
    the dossier, without what is sealed."""
    case, scope = tx.ports.cases.get(request.declaration_id), scope_of(tx)
    subject = case_to(tx, scope, case)
    scope.require(subject, READERS, hidden_case())
    dossier, pack = dossier_of(tx, case), pack_of(tx, case)
    found = eligibility(Judgement.of(pack, dossier, case.stated), case.stages)
    read = for_people(dossier) if scope.reaches(subject, AUDITORS) else None
    return case_view(case, case_line(case, found, sight_of(tx)), read, pack)


def _desk(tx: Tx[Ports]) -> Workplace:
    scope = scope_of(tx)
    house = house_of(scope)
    employer_only = scope.acts_for(BODY_CLERKS) is None
    return Workplace(house, tx.caller.person_id, tx.now, house if employer_only else None)
