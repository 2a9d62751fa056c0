"""Following declarations: each submitted revision is kept by value and brings the forms of its plan."""

from __future__ import annotations

from services.docgen.domain.kinds import EVALUATION_FORM, MATERIAL_LIST, SUBMISSION_SUMMARY, Kind
from services.docgen.usecases.ports import Body, DocgenTx, Fact
from services.docgen.usecases.request_document import request_document
from shared.contracts import declaration

_FORMS = (EVALUATION_FORM, SUBMISSION_SUMMARY)


def apply(tx: DocgenTx, event: Fact) -> None:
    """Act on `declaration.submitted`; withdrawal and lapse leave the documents as they are."""
    if event.type != declaration.SUBMITTED.name:
        return
    data, dossier = event.data, event.data["dossier"]
    declaration_id, revision = data["declaration_id"], data["revision"]
    tx.ports.dossiers.keep(declaration_id, revision, data["digest"], dossier)
    tx.ports.readers.allow(declaration_id, [dossier["unit"]["organisation_id"]])
    for kind in forms_of(dossier):
        request_document(
            tx, kind, declaration_id, {}, variant="submitted", revision=revision,
            notice_id=dossier["notice_id"], owner=dossier["person"]["person_id"],
        )  # fmt: skip


def forms_of(dossier: Body) -> list[Kind]:
    """The forms that the plan asks for (its `documents`; kinds that docgen does not make are not its business), and the
    list of what is handed in with them."""
    asked = [kind for kind in _FORMS if kind.slug in dossier["plan"]["documents"]]
    return [*asked, MATERIAL_LIST] if asked else []
