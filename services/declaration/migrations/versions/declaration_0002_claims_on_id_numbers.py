"""Anybody may state an ID number; it belongs to the one for whom somebody has looked."""

import sqlalchemy as sa
from alembic import op

revision = "declaration_0002"
down_revision = "declaration_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Whoever is verified, or was when he started a declaration, owns his number."""
    op.add_column("persons", sa.Column("claimed_index", sa.String(length=64), nullable=True))
    op.add_column("persons", sa.Column("claim", sa.String(length=10), server_default="stated", nullable=False))
    op.create_index(op.f("ix_persons_claimed_index"), "persons", ["claimed_index"], unique=False)
    op.execute("UPDATE persons SET claimed_index = id_number_index")
    op.execute(
        "UPDATE persons SET claim = 'owned' WHERE verification IS NOT NULL"
        " OR person_id IN (SELECT person_id FROM declarations)"
    )
