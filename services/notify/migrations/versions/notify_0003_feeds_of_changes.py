"""Feeds of changes; who has to do with what was begun before is known by the register of deadlines."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0003"
down_revision = "notify_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "change_parties",
        sa.Column("subject_id", sa.String(length=100), nullable=False),
        sa.Column("reader", sa.String(length=102), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "reader", name=op.f("pk_change_parties")),
    )
    op.create_table(
        "feeds",
        sa.Column("reader", sa.String(length=102), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_feeds")),
    )
    op.create_table(
        "changes",
        sa.Column("reader", sa.String(length=102), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=100), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("happened_at", persistence.Instant(), nullable=False),
        sa.Column("noted_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("reader", "position", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index("ix_changes_noted", ["noted_at"], unique=False)
    for prefix, column in (("p", "person_id"), ("o", "organisation_id")):
        op.execute(
            "INSERT INTO change_parties (subject_id, reader) "
            f"SELECT DISTINCT subject_id, '{prefix}:' || {column} FROM deadlines WHERE {column} IS NOT NULL"
        )
