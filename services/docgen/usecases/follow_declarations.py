"""Following declarations: each submitted revision is kept by value and brings the forms of its plan."""

from __future__ import annotations

from services.docgen.domain.dossier import Dossier
from services.docgen.domain.kinds import EVALUATION_FORM, MATERIAL_LIST, SUBMISSION_SUMMARY, Kind
from services.docgen.usecases.kept import Case
from services.docgen.usecases.ports import DocgenTx, Fact, Handlers, act_on
from services.docgen.usecases.request_document import request_document
from shared.contracts.declaration import Submitted

_FORMS = (EVALUATION_FORM, SUBMISSION_SUMMARY)


def apply(tx: DocgenTx, event: Fact) -> None:
    """Act on `declaration.submitted`; withdrawal and lapse leave the documents as they are."""
    act_on(HANDLERS, tx, event)


def _submitted(tx: DocgenTx, fact: Submitted) -> None:
    dossier = Dossier(fact.dossier, fact.digest)
    tx.ports.dossiers.keep(fact.declaration_id, fact.revision, dossier)
    tx.ports.readers.allow(fact.declaration_id, [dossier.unit_id])
    for kind in forms_of(dossier):
        request_document(
            tx, kind, fact.declaration_id, Case(), variant="submitted", revision=fact.revision,
            notice_id=dossier.notice_id, owner=dossier.person_id,
        )  # fmt: skip


def forms_of(dossier: Dossier) -> list[Kind]:
    """The forms that the plan asks for (its `documents`; kinds that docgen does not make are not its business), and the
    list of what is handed in with them."""
    asked = [kind for kind in _FORMS if kind.slug in dossier.documents]
    return [*asked, MATERIAL_LIST] if asked else []


HANDLERS: Handlers = {Submitted: _submitted}
