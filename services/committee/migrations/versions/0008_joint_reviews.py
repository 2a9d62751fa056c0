"""Consents to joint and entrusted review."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "joint_reviews",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("from_code", sa.String(length=100), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("authority_id", sa.String(length=36), nullable=False),
        sa.Column("authority_name", sa.String(length=200), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_reviews")),
        sa.UniqueConstraint(
            "committee_id", "notice_id", "from_code", name=op.f("uq_joint_reviews_committee_id_notice_id_from_code")
        ),
    )
