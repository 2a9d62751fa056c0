"""Rules of reminders: who has which part in a duty, the plans of each rule, and what became of every moment."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0005"
down_revision = "notify_0004"
branch_labels = None
depends_on = None

STANDING = sa.text("state <> 'cleared'")
UNPLANNED = sa.text("planned IS NULL AND state <> 'cleared'")


def upgrade() -> None:
    """Forward; what was entered before has no plan yet, the sweep makes them a few at a time."""
    _columns()
    _plans()
    _occurrences()


def _columns() -> None:
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.alter_column("notice_id", existing_type=sa.String(length=60), nullable=True)
        batch_op.alter_column("due_at", existing_type=persistence.Instant(), nullable=True)
        batch_op.add_column(sa.Column("roles", persistence.Json(), nullable=True))
        batch_op.add_column(sa.Column("planned", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("level_group", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("actor_id", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("parties", persistence.Json(), nullable=True))
        batch_op.add_column(sa.Column("watching", sa.Boolean(), server_default=sa.false(), nullable=False))
    for name, columns, part in (
        ("ix_deadlines_notice", ["notice_id", "group_key", "id"], STANDING),
        ("ix_deadlines_unplanned", ["id"], UNPLANNED),
    ):
        op.create_index(name, "deadlines", columns, unique=False, postgresql_where=part, sqlite_where=part)
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ruling", persistence.Json(), nullable=True))
        batch_op.add_column(sa.Column("replanned_to", sa.String(length=340), nullable=True))
        batch_op.create_index("ix_notices_replanned", ["replanned_to"], unique=False)
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.String(length=100), nullable=True))


def _plans() -> None:
    op.create_table(
        "reminder_plans",
        sa.Column("key", sa.String(length=365), nullable=False),
        sa.Column("group_key", sa.String(length=300), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=True),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("due_at", persistence.Instant(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("level_group", sa.String(length=20), nullable=True),
        sa.Column("looked_at", persistence.Instant(), nullable=False),
        sa.Column("late_at", persistence.Instant(), nullable=True),
        sa.Column("next_at", persistence.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reminder_plans")),
    )
    with op.batch_alter_table("reminder_plans", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_plans_group", ["group_key"], unique=False)
        batch_op.create_index("ix_reminder_plans_next", ["next_at", "key"], unique=False)


def _occurrences() -> None:
    op.create_table(
        "reminder_occurrences",
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=True),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("due_at", persistence.Instant(), nullable=True),
        sa.Column("at", persistence.Instant(), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("noted_at", persistence.Instant(), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reminder_occurrences")),
    )
    with op.batch_alter_table("reminder_occurrences", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_occurrences_at", ["at", "key"], unique=False)
        batch_op.create_index("ix_reminder_occurrences_organisation", ["organisation_id", "at"], unique=False)
