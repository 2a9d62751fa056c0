"""Posts and quotas; what else a route and a rule ask of a unit."""

import sqlalchemy as sa
from alembic import op

from shared.persistence import Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("organisations") as organisations:
        organisations.add_column(sa.Column("channel", sa.String(length=20)))
        organisations.add_column(sa.Column("stationed", sa.Boolean(), nullable=False, server_default=sa.false()))
        organisations.add_column(sa.Column("entrusted", sa.Boolean()))
        organisations.add_column(sa.Column("specialised_sme", sa.Boolean(), nullable=False, server_default=sa.false()))
        organisations.add_column(sa.Column("under_reform", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "posts",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("content", Json(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "notice_id", name=op.f("pk_posts")),
    )
    op.create_table(
        "quotas",
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("quota_id", sa.String(length=60), nullable=False),
        sa.Column("content", Json(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id", "quota_id", name=op.f("pk_quotas")),
    )
