"""Who was shown whose number or file."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "common_0005"
down_revision = "common_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "openings",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("opened_at", persistence.Instant(), nullable=False),
        sa.Column("person_id", sa.String(100), nullable=False),
        sa.Column("opened_by", sa.String(100), nullable=False),
        sa.Column("organisation_id", sa.String(100)),
        sa.Column("roles", sa.String(300), nullable=False),
        sa.Column("shown", sa.String(100), nullable=False),
        sa.Column("subject_kind", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.String(100), nullable=False),
        sa.Column("ground", sa.String(30), nullable=False),
        sa.Column("correlation", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_openings"),
    )
    op.create_index("ix_openings_person", "openings", ["person_id", "opened_at"])
    op.create_index("ix_openings_organisation", "openings", ["organisation_id", "opened_at"])
    for statement in _only_added():
        op.execute(statement)


def _only_added() -> tuple[str, ...]:
    if op.get_bind().dialect.name == "postgresql":
        each = " ON openings FOR EACH ROW EXECUTE FUNCTION openings_refuse()"
        return (
            "CREATE FUNCTION openings_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'openings are append-only'; END $$",
            f"CREATE TRIGGER openings_no_update BEFORE UPDATE{each}",
            f"CREATE TRIGGER openings_no_delete BEFORE DELETE{each}",
            "CREATE TRIGGER openings_no_truncate BEFORE TRUNCATE ON openings "
            "FOR EACH STATEMENT EXECUTE FUNCTION openings_refuse()",
        )
    refuse = " ON openings BEGIN SELECT RAISE(ABORT, 'openings are append-only'); END"
    return tuple(f"CREATE TRIGGER openings_no_{what} BEFORE {what.upper()}{refuse}" for what in ("update", "delete"))
