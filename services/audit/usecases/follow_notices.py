"""Following notices: keep the policy packs that the declaration service publishes."""

from __future__ import annotations

from services.audit.usecases.ports import Ports
from shared.contracts.acting import Handlers, act_on
from shared.contracts.declaration import NoticePublished
from shared.contracts.envelope import Event
from shared.persistence import Tx


def apply(tx: Tx[Ports], event: Event) -> None:
    """Work in one event of the notice stream."""
    act_on(HANDLERS, tx, event)


def _published(tx: Tx[Ports], event: Event, fact: NoticePublished) -> None:
    """Store the pack; a later version is used from then on."""
    tx.ports.packs.keep(fact.notice_id, fact.version, fact.pack)


HANDLERS: Handlers[Tx[Ports]] = {NoticePublished: _published}
