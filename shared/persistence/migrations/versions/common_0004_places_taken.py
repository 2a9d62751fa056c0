"""Whose number it is: the epoch of the event applied last, and where a consumer that joined later began."""

import sqlalchemy as sa
from alembic import op

revision = "common_0004"
down_revision = "common_0003"
branch_labels = None
depends_on = None

_JOINED_EARLIER = (
    "UPDATE cursors SET base = sequence WHERE EXISTS "
    "(SELECT 1 FROM cursors AS mark WHERE mark.handler = 'before:' || cursors.handler)"
)
"""Where such a consumer began was not noted: what it has come to by now counts as before."""


def upgrade() -> None:
    """Forward."""
    op.add_column("cursors", sa.Column("epoch", sa.String(36), nullable=True))
    op.add_column("cursors", sa.Column("base", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.execute(_JOINED_EARLIER)
