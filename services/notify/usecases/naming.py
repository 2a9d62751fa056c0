"""What recipients are called: organisations by the directory, the two registers that are none by their office."""

from __future__ import annotations

from collections.abc import Iterable

from services.notify.domain.recipient import OPERATION, SUPERVISION, Recipient, organisation
from services.notify.usecases.ports import NotifyTx
from shared.kernel.catalogue import text


def names_of(tx: NotifyTx, recipients: Iterable[Recipient]) -> dict[str, str]:
    """By the recipient's key; people and organisations that are not known here have none."""
    ids = {one.organisation_id for one in recipients if one.organisation_id is not None}
    known = tx.ports.directory.names_of(ids) if ids else {}
    known |= {one: text(f"notify_register_{one}") for one in (SUPERVISION, OPERATION)}
    return {organisation(key).key: name for key, name in known.items()}
