"""What one may see: one's declarations, their content, and where they are."""

from __future__ import annotations

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.lapse import end_of_hold
from services.declaration.domain.progress import timeline
from services.declaration.domain.scope import OPEN_TO, declared
from services.declaration.domain.scope import person as about
from services.declaration.requests import GetDeclaration, GetDossier, GetProgress, ListDeclarations
from services.declaration.results import (
    DeclarationHeader,
    DeclarationView,
    DossierView,
    MaterialHeld,
    ProgressView,
    ReturnView,
)
from services.declaration.usecases.access import plan_under, readable_declaration, scope_of
from services.declaration.usecases.amendments import recheck_view
from services.declaration.usecases.ports import Ports
from shared.kernel.catalogue import text
from shared.kernel.deadline import last_day
from shared.kernel.masking import for_people
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.persistence.openings import Opening
from shared.security import open_sealed
from shared.wire.types import Page, widened


def get_declaration(tx: Tx[Ports], request: GetDeclaration) -> DeclarationView:
    """One declaration: state, revisions, open return, amendments; the draft and its files for the applicant only."""
    scope = scope_of(tx)
    declaration = readable_declaration(tx, scope, request.declaration_id)
    key, own = declaration.declaration_id, scope.reaches(declared(declaration, ()), {Ground.OWN})
    return widened(
        DeclarationView,
        _header(declaration),
        revisions=tuple(tx.ports.revisions.headers(key)),
        open_return=_return_view(declaration),
        amendments=tuple(recheck_view(one) for one in tx.ports.rechecks.of(key)),
        sections=declaration.sections if own else None,
        commitment=declaration.commitment if own else None,
        materials=_materials(tx, declaration) if own else None,
    )


def list_declarations(tx: Tx[Ports], request: ListDeclarations) -> Page[DeclarationHeader]:
    """Those of the caller's scope; filter person_id, state, level, plan_id."""
    found = tx.ports.declarations.page(scope_of(tx), request)
    return found.turned(_header)


def get_dossier(tx: Tx[Ports], request: GetDossier) -> DossierView:
    """A submitted dossier by revision; the applicant and clerks of the unit also get the numbers, the telephone as it
    is today.

    `digest` is that of the stored content, which holds the ID number sealed.
    """
    scope = scope_of(tx)
    declaration = readable_declaration(tx, scope, request.declaration_id)
    revision = tx.ports.revisions.get(declaration.declaration_id, request.revision)
    dossier, of_whom = for_people(revision.content), tx.ports.persons.get(declaration.person_id)
    ground = scope.ground(about(of_whom), OPEN_TO)
    if ground is not None:
        dossier["person"] |= {
            "id_number": open_sealed(revision.content["person"]["id_number_sealed"]),
            "phone": open_sealed(of_whom.phone_sealed) if of_whom.phone_sealed else None,
        }
        shown = ("id_number", "phone") if of_whom.phone_sealed else ("id_number",)
        tx.opened(Opening(shown, "dossier", declaration.declaration_id, ground), [of_whom.person_id])
    return DossierView(
        declaration_id=declaration.declaration_id,
        revision=revision.revision,
        digest=revision.digest,
        answers_return=revision.answers_return,
        submitted_at=revision.submitted_at,
        dossier=dossier,
    )


def get_progress(tx: Tx[Ports], request: GetProgress) -> ProgressView:
    """The timeline: every step with label, holder, instant, state (done, current, waiting), deadline and clause."""
    declaration = readable_declaration(tx, scope_of(tx), request.declaration_id)
    key = declaration.declaration_id
    session = tx.ports.sessions.find(declaration.session_id) if declaration.session_id else None
    case = tx.ports.cases.find(key)
    _, plan = plan_under(tx, declaration)
    rows = timeline(declaration, tx.ports.steps.of(key), case, session, plan.track)
    return ProgressView(
        declaration_id=key,
        state=declaration.state,
        state_label=text(f"state_{declaration.state.value}"),
        case_number=case.case_number if case else None,
        certificate_number=declaration.certificate_number,
        steps=tuple(rows),
    )


def _header(declaration: Declaration) -> DeclarationHeader:
    choice, end = declaration.choice, end_of_hold(declaration)
    return DeclarationHeader(
        declaration_id=declaration.declaration_id, version=declaration.version, person_id=declaration.person_id,
        unit_id=declaration.unit_id, notice_id=choice.notice_id, notice_version=choice.notice_version,
        plan_id=choice.plan_id, plan_name=choice.plan_name, series=choice.series, level=choice.level,
        level_group=choice.level_group, state=declaration.state,
        state_label=text(f"state_{declaration.state.value}"), revision=declaration.revision,
        started_at=declaration.started_at, submitted_at=declaration.submitted_at, deadline=end,
        last_day=last_day(end) if end else None, certificate_number=declaration.certificate_number,
    )  # fmt: skip


def _materials(tx: Tx[Ports], declaration: Declaration) -> tuple[MaterialHeld, ...]:
    return tuple(
        widened(MaterialHeld, one, orphan=one.is_orphan(declaration.sections))
        for one in tx.ports.materials.of(declaration.declaration_id)
    )


def _return_view(declaration: Declaration) -> ReturnView | None:
    answer = declaration.open_return
    if answer is None:
        return None
    return ReturnView(
        returned_at=answer.returned_at, return_number=answer.return_number, stage_id=answer.stage_id,
        holder_id=answer.holder_id, holder_name=answer.holder_name, opinion=answer.opinion,
        deadline=answer.deadline, last_day=last_day(answer.deadline), deadline_clause=answer.deadline_clause,
        provisional=answer.provisional, corrections=answer.corrections,
    )  # fmt: skip
