"""Weights of indicators, and the score sheet."""

import sqlalchemy as sa
from alembic import op

from shared.persistence import Json

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(sa.Column("indicators", Json()))
    op.create_table(
        "scores",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("method", sa.String(length=30), nullable=False),
        sa.Column("scores", Json(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("total", sa.Integer()),
        sa.Column("remark", sa.Text()),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "declaration_id", "method", name=op.f("pk_scores")),
    )
