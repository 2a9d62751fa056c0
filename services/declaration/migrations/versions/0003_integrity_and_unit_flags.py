"""What is on record against a person; what else a rule asks of a unit, and where its filings went."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "integrity_records",
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_integrity_records")),
    )
    op.create_index(op.f("ix_integrity_records_person_id"), "integrity_records", ["person_id"])
    with op.batch_alter_table("declarations") as declarations:
        declarations.add_column(sa.Column("filed_with", sa.String(length=100)))
        declarations.add_column(sa.Column("filed_through", sa.String(length=20)))
    with op.batch_alter_table("organisations") as organisations:
        organisations.add_column(sa.Column("channel", sa.String(length=20)))
        organisations.add_column(sa.Column("stationed", sa.Boolean(), nullable=False, server_default=sa.false()))
        organisations.add_column(sa.Column("entrusted", sa.Boolean()))
        organisations.add_column(sa.Column("specialised_sme", sa.Boolean(), nullable=False, server_default=sa.false()))
        organisations.add_column(sa.Column("under_reform", sa.Boolean(), nullable=False, server_default=sa.false()))
