"""What one may see: one's declarations, their content, and where they are."""

from __future__ import annotations

from typing import Any

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.lapse import end_of_hold
from services.declaration.domain.progress import timeline
from services.declaration.domain.scope import is_own
from services.declaration.usecases.access import plan_under, readable_declaration
from services.declaration.usecases.amendments import row_of
from services.declaration.usecases.ports import DeclarationQuery, Ports
from shared.kernel.catalogue import text
from shared.kernel.clock import iso
from shared.kernel.deadline import last_day
from shared.persistence import Tx
from shared.security import open_sealed


def get_declaration(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """One declaration: state, revisions, open return, amendments; the draft and its files for the applicant only."""
    declaration = readable_declaration(tx, request["declaration_id"])
    answer = summary(declaration) | {
        "revisions": tx.ports.revisions.headers(declaration.declaration_id),
        "open_return": _return_view(declaration),
        "amendments": [row_of(one) for one in tx.ports.rechecks.of(declaration.declaration_id)],
    }
    if not is_own(declaration, tx.caller):
        return answer
    materials = tx.ports.materials.of(declaration.declaration_id)
    return answer | {
        "sections": declaration.sections,
        "commitment": declaration.commitment,
        "materials": [one.as_dossier_row() | {"orphan": one.is_orphan(declaration.sections)} for one in materials],
    }


def list_declarations(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Those of the caller's scope; filter person_id, state, level, plan_id."""
    query = DeclarationQuery(
        caller=tx.caller, **request["filter"], sort=request["sort"], cursor=request["cursor"], limit=request["limit"]
    )
    found, cursor, total = tx.ports.declarations.page(query)
    return {"items": [summary(one) for one in found], "next_cursor": cursor, "total": total}


def get_dossier(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """A submitted dossier by revision; numbers in full for the applicant and clerks of the unit, else masked.

    `digest` is that of the stored content, which holds the numbers sealed.
    """
    declaration = readable_declaration(tx, request["declaration_id"])
    revision = tx.ports.revisions.get(declaration.declaration_id, request["revision"])
    dossier = {**revision.content, "person": dict(revision.content["person"])}
    person = dossier["person"]
    sealed_id, sealed_phone = person.pop("id_number_sealed"), person.pop("phone_sealed", None)
    if tx.ports.persons.get(declaration.person_id).is_open_to(tx.caller):
        person["id_number"] = open_sealed(sealed_id)
        person["phone"] = open_sealed(sealed_phone) if sealed_phone else None
    return {
        "declaration_id": declaration.declaration_id,
        "revision": revision.revision,
        "digest": revision.digest,
        "answers_return": revision.answers_return,
        "submitted_at": iso(revision.submitted_at),
        "dossier": dossier,
    }


def get_progress(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """The timeline: every step with label, holder, instant, state (done, current, waiting), deadline and clause."""
    declaration = readable_declaration(tx, request["declaration_id"])
    key = declaration.declaration_id
    session = tx.ports.sessions.find(declaration.session_id) if declaration.session_id else None
    case = tx.ports.cases.find(key)
    _, plan = plan_under(tx, declaration)
    return {
        "declaration_id": key,
        "state": declaration.state.value,
        "state_label": text(f"state_{declaration.state.value}"),
        "case_number": case.case_number if case else None,
        "certificate_number": declaration.certificate_number,
        "steps": timeline(declaration, tx.ports.steps.of(key), case, session, plan.track),
    }


def summary(declaration: Declaration) -> dict[str, Any]:
    """The row of a list."""
    choice, end = declaration.choice, end_of_hold(declaration)
    return {
        "declaration_id": declaration.declaration_id, "version": declaration.version,
        "person_id": declaration.person_id, "unit_id": declaration.unit_id, "notice_id": choice.notice_id,
        "notice_version": choice.notice_version, "plan_id": choice.plan_id, "plan_name": choice.plan_name,
        "series": choice.series, "level": choice.level, "level_group": choice.level_group,
        "state": declaration.state.value, "state_label": text(f"state_{declaration.state.value}"),
        "revision": declaration.revision, "started_at": iso(declaration.started_at),
        "submitted_at": iso(declaration.submitted_at) if declaration.submitted_at else None,
        "deadline": iso(end) if end else None, "last_day": last_day(end).isoformat() if end else None,
        "certificate_number": declaration.certificate_number,
    }  # fmt: skip


def _return_view(declaration: Declaration) -> dict[str, Any] | None:
    answer = declaration.open_return
    if answer is None:
        return None
    return {
        "returned_at": iso(answer.returned_at), "return_number": answer.return_number, "stage_id": answer.stage_id,
        "holder_id": answer.holder_id, "holder_name": answer.holder_name, "opinion": answer.opinion,
        "deadline": iso(answer.deadline), "last_day": last_day(answer.deadline).isoformat(),
        "deadline_clause": answer.deadline_clause, "provisional": answer.provisional, "corrections": answer.corrections,
    }  # fmt: skip
