"""Hide ID numbers: masks that kept region and last four, and digests that give a number back."""

from alembic import op

from shared.persistence.schema.hidden_numbers import hide_id_numbers

revision = "common_0003"
down_revision = "common_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    hide_id_numbers(op.get_bind())
