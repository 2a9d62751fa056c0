"""What new versions of a notice mean for open declarations."""

import sqlalchemy as sa
from alembic import op

from shared.persistence import Instant, Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward; a declaration made before counts as held against the version that it was started under."""
    with op.batch_alter_table("declarations") as declarations:
        declarations.add_column(sa.Column("checked_version", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE declarations SET checked_version = notice_version")
    with op.batch_alter_table("declarations") as declarations:
        declarations.alter_column("checked_version", server_default=None)
        declarations.create_index("ix_declarations_checked", ["notice_id", "checked_version", "state"])
    op.create_table(
        "rechecks",
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("notice_version", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("settled", sa.String(length=20), nullable=False),
        sa.Column("findings", Json(), nullable=False),
        sa.Column("checked_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.declaration_id"],
            name=op.f("fk_rechecks_declaration_id_declarations"),
        ),
        sa.PrimaryKeyConstraint("declaration_id", "notice_version", name=op.f("pk_rechecks")),
    )
    op.create_index("ix_rechecks_notice", "rechecks", ["notice_id", "notice_version", "outcome"])
