"""Units of work, outbox and inbox, trail, versions, pages, migrations: one behaviour on PostgreSQL and SQLite."""

from shared.persistence.db.database import Database
from shared.persistence.db.held_names import hold_name, share_name
from shared.persistence.db.json_rows import JsonRows
from shared.persistence.db.paging import Order, fitting, listed
from shared.persistence.db.rows import (
    conflict_on_duplicate,
    find,
    first_or_not_found,
    from_row,
    given,
    insert_absent,
    insert_if_absent,
    insert_into,
    put,
    put_newer,
    update_versioned,
    values_of,
)
from shared.persistence.db.types import Instant, Json
from shared.persistence.events.epoch import present_epoch
from shared.persistence.schema.common_tables import new_metadata
from shared.persistence.schema.migrations import migrate
from shared.persistence.transaction import Tx, reading, transaction

__all__ = [
    "Database",
    "Instant",
    "Json",
    "JsonRows",
    "Order",
    "Tx",
    "conflict_on_duplicate",
    "find",
    "first_or_not_found",
    "fitting",
    "from_row",
    "given",
    "hold_name",
    "insert_absent",
    "insert_if_absent",
    "insert_into",
    "listed",
    "migrate",
    "new_metadata",
    "present_epoch",
    "put",
    "put_newer",
    "reading",
    "share_name",
    "transaction",
    "update_versioned",
    "values_of",
]
