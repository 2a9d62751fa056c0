"""get_status: figures from which a reader can tell whether everything published has been handled."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from shared.persistence import Tx
from shared.persistence.metadata import DEAD_LETTERS
from shared.persistence.status import status_counts


def status(tx: Tx[Any]) -> dict[str, Any]:
    """pending, unsealed, published {type: n}, handled {queue: {type: n}} (with dead letters), dead_letters."""
    found = status_counts(tx.connection)
    letters = DEAD_LETTERS.c
    statement = select(letters.handler, letters.type, func.count()).where(letters.state == "open")
    for queue, event_type, number in tx.connection.execute(statement.group_by(letters.handler, letters.type)):
        types = found["handled"].setdefault(queue, {})
        name = event_type or "unknown"
        types[name] = types.get(name, 0) + number
    return found
