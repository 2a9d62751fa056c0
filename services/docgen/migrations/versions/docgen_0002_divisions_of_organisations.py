"""Divisions of organisations."""

import sqlalchemy as sa
from alembic import op

revision = "docgen_0002"
down_revision = "docgen_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "places",
        sa.Column("organisation_id", sa.String(length=100), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_places")),
    )
