"""feed readings."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "gateway_0002"
down_revision = "gateway_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "feed_readings",
        sa.Column("service_account_id", sa.String(length=36), nullable=False),
        sa.Column("after", sa.String(length=100), nullable=True),
        sa.Column("asked_at", persistence.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_account_id"], ["service_accounts.id"],
            name=op.f("fk_feed_readings_service_account_id_service_accounts"),
        ),
        sa.PrimaryKeyConstraint("service_account_id", name=op.f("pk_feed_readings")),
    )  # fmt: skip
