"""Following declarations: each submitted revision is kept by value and brings the forms of its plan."""

from __future__ import annotations

from services.docgen.domain.dossier import KeptDossier
from services.docgen.domain.kinds import EVALUATION_FORM, MATERIAL_LIST, SUBMISSION_SUMMARY, DocumentKind
from services.docgen.domain.known import KnownCase
from services.docgen.usecases.ports import DocgenTx
from services.docgen.usecases.request_documents import request_documents
from shared.contracts.acting import Handlers, act_on
from shared.contracts.declaration import Submitted
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.envelope import Event

_FORMS = (EVALUATION_FORM, SUBMISSION_SUMMARY)


def apply(tx: DocgenTx, event: Event) -> None:
    """Act on `declaration.submitted`; withdrawal and lapse leave the documents as they are."""
    act_on(HANDLERS, tx, event)


def _submitted(tx: DocgenTx, event: Event, fact: Submitted) -> None:
    kept = KeptDossier(fact.dossier, fact.digest)
    tx.ports.dossiers.keep(fact.declaration_id, fact.revision, kept)
    dossier = kept.content
    tx.ports.readers.allow(fact.declaration_id, [dossier.unit.organisation_id])
    request_documents(
        tx, forms_of(dossier), fact.declaration_id, KnownCase(), variant="submitted", revision=fact.revision,
        notice_id=dossier.notice_id, owner=dossier.person.person_id,
    )  # fmt: skip


def forms_of(dossier: Dossier) -> list[DocumentKind]:
    """The forms that the plan asks for (its `documents`; kinds that docgen does not make are not its business), and the
    list of what is handed in with them."""
    asked = [kind for kind in _FORMS if kind.slug in dossier.plan.documents]
    return [*asked, MATERIAL_LIST] if asked else []


HANDLERS: Handlers[DocgenTx] = {Submitted: _submitted}
