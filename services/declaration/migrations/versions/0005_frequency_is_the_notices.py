"""How often one may declare is the notice's to say: the table no longer holds one row per person, year and level."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("declarations") as declarations:
        declarations.drop_constraint(op.f("uq_declarations_person_id_year_level"), type_="unique")
        declarations.create_index("ix_declarations_person_year", ["person_id", "year"])
