"""Office and authority by the register, who acted for which, organisations of experts."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("organisations") as organisations:
        organisations.add_column(sa.Column("sector", sa.String(length=40), nullable=False, server_default=""))
        organisations.add_column(sa.Column("parent_id", sa.String(length=36)))
        organisations.add_column(sa.Column("stationed", sa.Boolean(), nullable=False, server_default=sa.false()))
        organisations.add_column(sa.Column("entrusted", sa.Boolean()))
        organisations.create_index("ix_organisations_place", ["kind", "region"], unique=False)
    with op.batch_alter_table("committees") as committees:
        committees.add_column(sa.Column("substitute_id", sa.String(length=36)))
        committees.add_column(sa.Column("substitute_name", sa.String(length=200)))
        committees.add_column(sa.Column("substitute_reason", sa.Text()))
    with op.batch_alter_table("experts") as experts:
        experts.add_column(sa.Column("unit_id", sa.String(length=36)))
    with op.batch_alter_table("panel_members") as members:
        members.add_column(sa.Column("unit_id", sa.String(length=36)))
    with op.batch_alter_table("sessions") as sessions:
        column = sa.Column("results_authority_id", sa.String(length=36), nullable=False, server_default="")
        sessions.add_column(column)
        sessions.create_index("ix_sessions_results_authority", ["results_authority_id", "meeting_on"], unique=False)
    op.create_table(
        "sides",
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", "person_id", name=op.f("pk_sides")),
    )
