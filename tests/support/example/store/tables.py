"""Tables of the example service."""

from sqlalchemy import Column, Date, Integer, String, Table

from shared.persistence import Instant, Json, new_metadata

metadata = new_metadata()
notes = Table(
    "notes",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", String(100), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("content", Json),
)
