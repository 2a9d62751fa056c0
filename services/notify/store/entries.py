"""Entries of the register as rows, and how the columns say that there is no day and no notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from services.notify.domain.deadline import Deadline
from services.notify.domain.recipient import Recipient
from shared.persistence import JsonRows
from shared.persistence.db.rows import RowValues

WITHOUT_DAY = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands for no day: such entries come last in every order, are never past due, and processes of a version that knows
none can read them."""
_ROWS = JsonRows(Deadline, "kind", "state", "roles", "parties", apart={"recipient": Recipient})


def columns_of(entry: Deadline) -> RowValues:
    """The row of an entry."""
    said = {"due_at": entry.due_at or WITHOUT_DAY, "notice_id": entry.notice_id or ""}
    return {**_ROWS.values(entry), **said, "recipient_key": entry.recipient.key}


def entry_of(row: Row[Any]) -> Deadline:
    """The entry of a row."""
    entry = _ROWS.read(row)
    if entry.due_at == WITHOUT_DAY or not entry.notice_id:
        due_at = None if entry.due_at == WITHOUT_DAY else entry.due_at
        return replace(entry, due_at=due_at, notice_id=entry.notice_id or None)
    return entry
