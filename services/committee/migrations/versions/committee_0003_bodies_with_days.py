"""Bodies have a first and a last day."""

import sqlalchemy as sa
from alembic import op

revision = "committee_0003"
down_revision = "committee_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("organisations", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("organisations", sa.Column("valid_until", sa.Date(), nullable=True))
