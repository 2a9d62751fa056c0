"""Indexes that deadlines and unread messages are counted by, and links to calendars."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0007"
down_revision = "notify_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; that a duty has no day is written into the column as it was, so nothing of it changes."""
    op.create_table(
        "calendar_links",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("recipient_key", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("made_at", persistence.Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("ends_at", persistence.Instant(), nullable=False),
        sa.Column("revoked_at", persistence.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_links")),
        sa.UniqueConstraint("asked", name="uq_calendar_links_asked"),
        sa.UniqueConstraint("digest", name="uq_calendar_links_digest"),
    )
    with op.batch_alter_table("calendar_links", schema=None) as batch_op:
        batch_op.create_index("ix_calendar_links_recipient", ["recipient_key"], unique=False)
    for who in ("person", "organisation"):
        counted_by = [f"{who}_id", "state", "kind", "due_at", "watching"]
        op.create_index(f"ix_deadlines_of_{who}", "deadlines", counted_by)
        op.create_index(f"ix_messages_unread_of_{who}", "messages", [f"{who}_id", "read_at", "category"])
        op.drop_index(f"ix_deadlines_{who}", table_name="deadlines")
