"""Objections and findings rest sealed, which makes them longer; what is there the service seals itself."""

import sqlalchemy as sa
from alembic import op

revision = "audit_0003"
down_revision = "audit_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("objections") as objections:
        objections.alter_column("content", type_=sa.Text(), existing_type=sa.String(4000), existing_nullable=False)
        objections.alter_column("opinion", type_=sa.Text(), existing_type=sa.String(4000), existing_nullable=True)
