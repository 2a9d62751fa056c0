"""Groups reviewed apart."""

import sqlalchemy as sa
from alembic import op

from shared.persistence import Json

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(sa.Column("grouping", Json()))
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(sa.Column("group_id", sa.String(length=60)))
