"""An organisation has first and last days, may be taken over by another, and its entry has a history."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "audit_0004"
down_revision = "audit_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("organisations", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("organisations", sa.Column("valid_until", sa.Date(), nullable=True))
    op.add_column("organisations", sa.Column("merged_into", sa.String(length=36), nullable=True))
    op.create_index("ix_organisations_parent", "organisations", ["parent_id"], unique=False)
    op.create_table(
        "organisation_changes",
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", persistence.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=100), nullable=False),
        sa.Column("by_name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("changes", persistence.Json(), nullable=False),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_organisation_changes")),
    )
    op.create_index(
        "ix_organisation_changes_organisation", "organisation_changes", ["organisation_id", "version"], unique=False
    )
