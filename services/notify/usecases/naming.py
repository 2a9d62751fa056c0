"""What recipients are called: organisations by the directory, the two registers that are none by their office."""

from __future__ import annotations

from collections.abc import Iterable

from services.notify.domain.recipient import OPERATION, SUPERVISION, Recipient, organisation
from services.notify.usecases.ports import NotifyTx
from shared.kernel.catalogue import text


def names_of(tx: NotifyTx, recipients: Iterable[Recipient]) -> dict[str, str]:
    """By the recipient's key; people and organisations that are not known here have none."""
    houses = {one for one in recipients if one.organisation_id is not None}
    known = tx.ports.directory.names_of({one.organisation_id for one in houses if one.organisation_id})
    named = {organisation(key).key: name for key, name in known.items()}
    named |= {one.key: text(f"notify_register_{SUPERVISION}") for one in houses if one.is_supervision}
    return named | {organisation(OPERATION).key: text(f"notify_register_{OPERATION}")}
