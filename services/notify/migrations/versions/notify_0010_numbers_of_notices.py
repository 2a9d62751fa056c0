"""The document number under which papers cite a notice."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0010"
down_revision = "notify_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; notices of before have theirs with their next version, and are cited by their id until then."""
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document_number", sa.String(length=100), nullable=True))
