"""Bodies that recognise without a session, and what they say."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("committees") as committees:
        committees.add_column(sa.Column("decides", sa.String(length=12), nullable=False, server_default="review"))
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(sa.Column("kind", sa.String(length=12), nullable=False, server_default="review"))
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(sa.Column("opinion", sa.Text()))
        reviews.add_column(sa.Column("reason", sa.Text()))
