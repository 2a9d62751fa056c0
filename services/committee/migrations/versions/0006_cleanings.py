"""The yearly reports of committee and pool."""

import sqlalchemy as sa
from alembic import op

from shared.persistence import Json

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "cleanings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("removed", Json(), nullable=False),
        sa.Column("added", Json(), nullable=False),
        sa.Column("pool_size", sa.Integer(), nullable=False),
        sa.Column("private", sa.Integer(), nullable=False),
        sa.Column("pool_digest", sa.String(length=64), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reporter_id", sa.String(length=100), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cleanings")),
    )
    with op.batch_alter_table("cleanings") as batch_op:
        batch_op.create_index("ix_cleanings_committee", ["committee_id", "year"], unique=False)
