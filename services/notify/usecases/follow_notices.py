"""Following notices and organisations: the rules and addresses that everything else looks up."""

from __future__ import annotations

from services.notify.domain.notice_rules import rules_of
from services.notify.usecases.ports import Fact, NotifyTx
from shared.contracts import audit, declaration


def apply_notice(tx: NotifyTx, event: Fact) -> None:
    """Keep the reminder rules of the newest version of a notice."""
    if event.type == declaration.NOTICE_PUBLISHED.name:
        data = event.data
        tx.ports.notices.keep(rules_of(data["notice_id"], data["version"], data["pack"]))


def apply_organisation(tx: NotifyTx, event: Fact) -> None:
    """Keep an organisation's name and mail address."""
    if event.type == audit.ORGANISATION_REGISTERED.name:
        data = event.data
        tx.ports.directory.keep(data["organisation_id"], data["name"], data["contact"].get("email"))
