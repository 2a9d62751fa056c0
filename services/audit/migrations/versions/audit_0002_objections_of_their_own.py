"""Objections change at a version of their own, and what one source may file is counted."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "audit_0002"
down_revision = "audit_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "budgets",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("since", persistence.Instant(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_budgets")),
    )
    op.create_index("ix_budgets_since", "budgets", ["since"], unique=False)
    op.add_column("objections", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("objections", sa.Column("filed_by", sa.String(length=100), nullable=True))
