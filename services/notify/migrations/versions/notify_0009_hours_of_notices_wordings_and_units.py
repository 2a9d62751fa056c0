"""Quiet hours of a letter's notice, the text and version of a message, and the unit for which somebody applies."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0009"
down_revision = "notify_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; letters of before keep the hours of the house, and messages say nothing of their texts."""
    with op.batch_alter_table("dispatches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet", sa.String(length=11), nullable=True))
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wording", sa.String(length=80), server_default="", nullable=False))
        batch_op.add_column(sa.Column("wording_version", sa.String(length=12), server_default="", nullable=False))
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("unit_id", sa.String(length=100), nullable=False),
        sa.Column("since", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
