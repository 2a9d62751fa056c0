"""Units have a first and a last day."""

import sqlalchemy as sa
from alembic import op

revision = "declaration_0005"
down_revision = "declaration_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("organisations", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("organisations", sa.Column("valid_until", sa.Date(), nullable=True))
