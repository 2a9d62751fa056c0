"""Units of work, outbox and inbox, trail, versions, pages, migrations: one behaviour on PostgreSQL and SQLite."""

from shared.persistence.common_ddl import create_common_tables
from shared.persistence.database import Database
from shared.persistence.metadata import new_metadata
from shared.persistence.migrations import migrate
from shared.persistence.paging import Order, Page, paginate
from shared.persistence.rows import conflict_on_duplicate, get_or_not_found, update_versioned
from shared.persistence.transaction import Tx
from shared.persistence.types import Instant, Json

__all__ = [
    "Database",
    "Instant",
    "Json",
    "Order",
    "Page",
    "Tx",
    "conflict_on_duplicate",
    "create_common_tables",
    "get_or_not_found",
    "migrate",
    "new_metadata",
    "paginate",
    "update_versioned",
]
