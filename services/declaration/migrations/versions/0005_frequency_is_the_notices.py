"""How often one may declare is the notice's to say: the table no longer holds one row per person, year and level.

The first revision no longer makes that constraint: SQLite cannot drop one while other tables point to the table, and no
release holds it.
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE declarations DROP CONSTRAINT IF EXISTS uq_declarations_person_id_year_level")
    op.create_index("ix_declarations_person_year", "declarations", ["person_id", "year"])
