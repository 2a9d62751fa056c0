"""Objections about material are investigated by the body that the notice names."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("objections") as objections:
        objections.add_column(sa.Column("about", sa.String(length=10), nullable=False, server_default="review"))
        objections.add_column(sa.Column("investigator_id", sa.String(length=36)))
        objections.add_column(sa.Column("finding", sa.String(length=20)))
        objections.add_column(sa.Column("findings", sa.Text()))
