"""Following notices: keep the policy packs that the declaration service publishes."""

from __future__ import annotations

from services.audit.usecases.ports import Handler, Ports
from shared.contracts.declaration import NoticePublished
from shared.contracts.envelope import Event
from shared.persistence import Tx


def apply(tx: Tx[Ports], event: Event) -> None:
    """Work in one event of the notice stream."""
    handler = HANDLERS.get(type(event.fact))
    if handler is not None:
        handler(tx, event.fact)


def _published(tx: Tx[Ports], fact: NoticePublished) -> None:
    """Store the pack; a later version is used from then on."""
    tx.ports.packs.keep(fact.notice_id, fact.version, fact.pack)


HANDLERS: dict[type, Handler] = {NoticePublished: _published}
