"""Following notices and organisations: the rules and addresses that everything else looks up."""

from __future__ import annotations

from services.notify.domain.notice_rules import rules_of
from services.notify.usecases.ports import DirectoryEntry, NotifyTx
from services.notify.usecases.replan import keep_rules, name_those_above
from shared.contracts.acting import Handlers
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.declaration import NoticePublished
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant


def _published(tx: NotifyTx, event: Event, fact: NoticePublished) -> None:
    """Keep the reminder rules of the newest version of a notice."""
    keep_rules(tx, rules_of(fact.notice_id, fact.version, fact.pack, parse_instant(event.time)))


def _registered(tx: NotifyTx, event: Event, fact: OrganisationRegistered) -> None:
    """Keep an organisation's name, mail address, kind and division. Duties of it that are older than its entry are
    told to those above it from now on."""
    entry = DirectoryEntry(fact.organisation_id, fact.name, fact.contact.email, fact.kind, fact.region, fact.parent_id)
    tx.ports.directory.hold(entry.id)
    is_new = tx.ports.directory.above(entry.id) is None
    tx.ports.directory.keep(entry)
    if is_new:
        name_those_above(tx, entry.id)


HANDLERS: Handlers[NotifyTx] = {NoticePublished: _published, OrganisationRegistered: _registered}
