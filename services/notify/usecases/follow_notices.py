"""Following notices and organisations: the rules and addresses that everything else looks up."""

from __future__ import annotations

from services.notify.domain.notice_rules import rules_of
from services.notify.usecases.ports import Fact, Handler, NotifyTx
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.declaration import NoticePublished


def apply(tx: NotifyTx, event: Fact[object]) -> None:
    """Work in one event of the notice or the organisation stream."""
    handler = HANDLERS.get(type(event.fact))
    if handler is not None:
        handler(tx, event)


def _published(tx: NotifyTx, event: Fact[NoticePublished]) -> None:
    """Keep the reminder rules of the newest version of a notice."""
    fact = event.fact
    tx.ports.notices.keep(rules_of(fact.notice_id, fact.version, fact.pack))


def _registered(tx: NotifyTx, event: Fact[OrganisationRegistered]) -> None:
    """Keep an organisation's name and mail address."""
    fact = event.fact
    tx.ports.directory.keep(fact.organisation_id, fact.name, fact.contact.email)


HANDLERS: dict[type, Handler] = {NoticePublished: _published, OrganisationRegistered: _registered}
