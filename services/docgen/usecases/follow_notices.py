"""Following notices and organisations: the names, numbers and seals that forms cite."""

from __future__ import annotations

from services.docgen.domain.known import KnownOrganisation
from services.docgen.domain.known_notice import known_notice
from services.docgen.usecases.kept import NOTICE, ORGANISATION
from services.docgen.usecases.ports import DocgenTx
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.declaration import NoticePublished
from shared.contracts.envelope import Event


def apply_notice(tx: DocgenTx, event: Event) -> None:
    """Keep what forms print of a notice: title, number, issuer, materials, its own titles and templates of forms."""
    act_on(HANDLERS, tx, event)


def apply_organisation(tx: DocgenTx, event: Event) -> None:
    """Keep an organisation's contact, seal and division."""
    act_on(ORGANISATION_HANDLERS, tx, event)


def _published(tx: DocgenTx, event: Event, fact: NoticePublished) -> None:
    tx.ports.facts.keep(NOTICE, fact.notice_id, known_notice(fact.notice_id, fact.pack))


def _registered(tx: DocgenTx, event: Event, fact: OrganisationRegistered) -> None:
    kept = KnownOrganisation(name=fact.name, kind=fact.kind, contact=fact.contact, seal_reference=fact.seal_reference)
    tx.ports.facts.keep(ORGANISATION, fact.organisation_id, kept)
    tx.ports.readers.place(fact.organisation_id, fact.region)


HANDLERS: Handlers[DocgenTx] = {NoticePublished: _published}
ORGANISATION_HANDLERS: Handlers[DocgenTx] = {OrganisationRegistered: _registered}
