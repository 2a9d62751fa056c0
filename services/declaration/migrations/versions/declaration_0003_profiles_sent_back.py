"""A unit sends a profile back instead of vouching for it."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "declaration_0003"
down_revision = "declaration_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("persons", sa.Column("returned", persistence.Json(), nullable=True))
