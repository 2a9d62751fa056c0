"""Who was given whose papers: which people a document is about, and who reads of it."""

from __future__ import annotations

from collections.abc import Iterable

from services.docgen.domain.document import Document
from services.docgen.domain.kinds import APPLICANT_ROSTER, PASS_ROSTER, PUBLICITY_REPORT, SCORE_SHEET
from services.docgen.usecases.access import scope_of
from services.docgen.usecases.kept import ORGANISATION, PUBLICISED, package_of
from services.docgen.usecases.ports import DocgenTx
from shared.contracts import audit
from shared.contracts.openings import ListMyOpenings, ListOpenings, OpeningView
from shared.kernel.errors import not_found
from shared.kernel.scope import Ground, Matter
from shared.persistence.openings import Opening, my_openings, openings_by
from shared.wire.types import Page


def keep_opening(tx: DocgenTx, document: Document, ground: Ground) -> None:
    """A link to the document is given out; a poster of a publicity, which hangs out for everybody, is no opening."""
    if ground is not Ground.PUBLIC:
        tx.opened(Opening((document.subject.kind,), "document", document.id, ground), _people_in(tx, document))


def _people_in(tx: DocgenTx, document: Document) -> Iterable[str]:
    """Everybody whose name or number it holds, as far as a declaration of his is here."""
    if document.owner_person_id is not None:
        return [document.owner_person_id]
    if document.kind is PASS_ROSTER:
        return [row.person_id for row in package_of(document).rows]
    dossiers = tx.ports.dossiers.latest(_declarations_in(tx, document))
    return [kept.content.person.person_id for kept in dossiers.values()]


def _declarations_in(tx: DocgenTx, document: Document) -> Iterable[str]:
    if document.kind is APPLICANT_ROSTER:
        return audit.ROSTER_REPORTED.read(document.data).declaration_ids
    if document.kind is SCORE_SHEET:
        return [row.declaration_id for row in package_of(document).scores]
    if document.kind is PUBLICITY_REPORT:
        posted = tx.ports.facts.find(PUBLICISED, package_of(document).session_id)
        return [one.declaration_id for one in posted.objections.values()] if posted else ()
    return ()


def list_my_openings(tx: DocgenTx, request: ListMyOpenings) -> Page[OpeningView]:
    """Of the papers about the caller."""
    return my_openings(tx.connection, tx.caller, request, lambda key: _name_of(tx, key))


def list_openings(tx: DocgenTx, request: ListOpenings) -> Page[OpeningView]:
    """By one organisation of the place that the caller supervises; not_found for any other."""
    matter = Matter(region=tx.ports.readers.region_of(request.organisation_id))
    scope_of(tx).require(matter, {Ground.PLACE}, not_found("organisation_not_found", path="organisation_id"))
    return openings_by(tx.connection, request, lambda key: _name_of(tx, key))


def _name_of(tx: DocgenTx, organisation_id: str) -> str | None:
    known = tx.ports.facts.find(ORGANISATION, organisation_id)
    return known.name if known else None
