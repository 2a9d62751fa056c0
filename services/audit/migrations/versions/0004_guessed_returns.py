"""Returns whose deadline is not certain are found without reading every case."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("return_guessed_on", sa.Date(), nullable=True))
        cases.create_index("ix_cases_return_guessed", ["return_guessed_on"])
