"""Who objected by name, and what one source may file."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "committee_0002"
down_revision = "committee_0001"
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
    op.add_column("objections", sa.Column("filed_by", sa.String(length=100), nullable=True))
