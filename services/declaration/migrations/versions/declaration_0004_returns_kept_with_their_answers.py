"""A revision keeps the return that it answers, so that its changes can be read beside what was asked for.

Revisions from before have none: the corrections left this service with the answer, and stand in the audit's case.
"""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "declaration_0004"
down_revision = "declaration_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("revisions", sa.Column("answered", persistence.Json(), nullable=True))
