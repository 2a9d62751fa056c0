"""first tables."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    persistence.create_common_tables(op)
    op.create_table(
        "deadlines",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("recipient_key", sa.String(length=120), nullable=False),
        sa.Column("since", persistence.Instant(), nullable=False),
        sa.Column("due_at", persistence.Instant(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("group_key", sa.String(length=300), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("cleared_at", persistence.Instant(), nullable=True),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sa.UniqueConstraint("kind", "subject_id", "round", "recipient_key", name="uq_deadlines_duty"),
    )
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.create_index("ix_deadlines_group", ["group_key"], unique=False)
        batch_op.create_index("ix_deadlines_organisation", ["organisation_id"], unique=False)
        batch_op.create_index("ix_deadlines_person", ["person_id"], unique=False)
        batch_op.create_index("ix_deadlines_state_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_deadlines_subject", ["subject_id"], unique=False)

    op.create_table(
        "mail_queue",
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_mail_queue")),
    )
    with op.batch_alter_table("mail_queue", schema=None) as batch_op:
        batch_op.create_index("ix_mail_queue_state_next", ["state", "next_try_at"], unique=False)

    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=350), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("subject_id", sa.String(length=100), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("items", persistence.Json(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=True),
        sa.Column("due_at", persistence.Instant(), nullable=True),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("sent_at", persistence.Instant(), nullable=False),
        sa.Column("read_at", persistence.Instant(), nullable=True),
        sa.Column("read_by", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("key", name="uq_messages_key"),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index("ix_messages_organisation", ["organisation_id", "sent_at"], unique=False)
        batch_op.create_index("ix_messages_person", ["person_id", "sent_at"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("notice_version", sa.Integer(), nullable=False),
        sa.Column("reminders", persistence.Json(), nullable=False),
        sa.Column("last_days", persistence.Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "reminder_groups",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("due_at", persistence.Instant(), nullable=False),
        sa.Column("days_before", persistence.Json(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("level_group", sa.String(length=20), nullable=True),
        sa.Column("next_at", persistence.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reminder_groups")),
    )
    with op.batch_alter_table("reminder_groups", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_groups_next", ["next_at"], unique=False)

    op.create_table(
        "subjects",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("level_group", sa.String(length=20), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=True),
        sa.Column("last_stage", sa.String(length=60), nullable=True),
        sa.Column("office_id", sa.String(length=100), nullable=True),
        sa.Column("authority_id", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
    )
