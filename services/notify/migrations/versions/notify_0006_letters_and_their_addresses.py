"""Letters on any channel, the addresses they go to, and what their recipients wish."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0006"
down_revision = "notify_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; what waits in `mail_queue`, into which the released version still writes, the service takes over."""
    op.create_table(
        "dispatches",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("routes", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("due_at", persistence.Instant(), nullable=False),
        sa.Column("queued_at", persistence.Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=250), nullable=True),
        sa.Column("letter_id", sa.String(length=60), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=36), nullable=True),
        sa.Column("sent_at", persistence.Instant(), nullable=True),
        sa.Column("settled_at", persistence.Instant(), nullable=True),
        sa.Column("receipt", sa.String(length=200), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("said", sa.String(length=200), nullable=False),
        sa.Column("tries", persistence.Json(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    with op.batch_alter_table("dispatches", schema=None) as batch_op:
        batch_op.create_index("ix_dispatches_due", ["state", "channel", "due_at"], unique=False)
        batch_op.create_index("ix_dispatches_settled", ["state", "settled_at"], unique=False)
        batch_op.create_index("ix_dispatches_letter", ["letter_id"], unique=False)
        batch_op.create_index("ix_dispatches_claim", ["claim"], unique=False)
        batch_op.create_index("ix_dispatches_batch", ["batch", "state"], unique=False)
        batch_op.create_index("ix_dispatches_message", ["message_id"], unique=False)
        batch_op.create_index("ix_dispatches_person", ["person_id", "queued_at"], unique=False)
        batch_op.create_index("ix_dispatches_organisation", ["organisation_id", "queued_at"], unique=False)
    op.create_table(
        "channel_rates",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("full_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_rates")),
    )
    op.create_table(
        "contacts",
        sa.Column("recipient_key", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("confirmed_at", persistence.Instant(), nullable=True),
        sa.Column("pending", sa.Text(), nullable=True),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("code_until", persistence.Instant(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("codes_since", persistence.Instant(), nullable=True),
        sa.Column("code_sent_at", persistence.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("recipient_key", "channel", name=op.f("pk_contacts")),
    )
    op.create_table(
        "preferences",
        sa.Column("recipient_key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("order", persistence.Json(), nullable=False),
        sa.Column("outside", persistence.Json(), nullable=False),
        sa.Column("changed_at", persistence.Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("recipient_key", name=op.f("pk_preferences")),
    )
