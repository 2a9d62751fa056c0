"""Organisations are searched by kind, region and sector: who holds the stages of a route."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_organisations_search", "organisations", ["kind", "region", "sector"])
