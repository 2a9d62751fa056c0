"""Following notices and organisations: the rules and addresses that everything else looks up."""

from __future__ import annotations

from services.notify.domain.notice_rules import rules_of
from services.notify.usecases.ports import DirectoryEntry, NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.declaration import NoticePublished
from shared.contracts.envelope import Event


def _published(tx: NotifyTx, event: Event, fact: NoticePublished) -> None:
    """Keep the reminder rules of the newest version of a notice."""
    tx.ports.notices.keep(rules_of(fact.notice_id, fact.version, fact.pack))


def _registered(tx: NotifyTx, event: Event, fact: OrganisationRegistered) -> None:
    """Keep an organisation's name, mail address, kind and division."""
    entry = DirectoryEntry(fact.organisation_id, fact.name, fact.contact.email, fact.kind, fact.region)
    tx.ports.directory.keep(entry)


HANDLERS: Handlers[NotifyTx] = {NoticePublished: _published, OrganisationRegistered: _registered}
