"""By which rule and on which channels a message is sent."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0004"
down_revision = "notify_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; what was sent before had no rule of its own and no channel but the recipient's."""
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channels", persistence.Json(), nullable=True))
        batch_op.add_column(sa.Column("batch", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("rule", sa.String(length=60), server_default="", nullable=False))
