"""Objections change at a version of their own, and what one source may file is counted."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "audit_0002"
down_revision = "audit_0001"
branch_labels = None
depends_on = None


_MEANWHILE = "USING ERRCODE = 'serialization_failure'"
_GUARDS = (
    f"""
    CREATE FUNCTION objections_resolved_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF OLD.outcome <> 'open' AND (NEW.outcome, NEW.resolved_at) IS DISTINCT FROM (OLD.outcome, OLD.resolved_at) THEN
        RAISE EXCEPTION 'an objection was resolved meanwhile' {_MEANWHILE};
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER objections_resolved_once BEFORE UPDATE ON objections "
    "FOR EACH ROW EXECUTE FUNCTION objections_resolved_once()",
    f"""
    CREATE FUNCTION publicities_closed_answered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM objections WHERE publicity_id = NEW.id AND outcome = 'open') THEN
        RAISE EXCEPTION 'an objection was filed meanwhile' {_MEANWHILE};
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER publicities_closed_answered BEFORE UPDATE ON publicities "
    "FOR EACH ROW WHEN (OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL) "
    "EXECUTE FUNCTION publicities_closed_answered()",
)
"""0.2.0 writes a list back with all objections as it has read them, at the list's version, which this version does not
move. What somebody else has done meanwhile makes it fail with the error that it repeats its call after. On SQLite one
process writes at a time. To be dropped once no process of 0.2.0 can be there."""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "budgets",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("since", persistence.Instant(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_budgets")),
    )
    op.create_index("ix_budgets_since", "budgets", ["since"], unique=False)
    op.add_column("objections", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("objections", sa.Column("filed_by", sa.String(length=100), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for statement in _GUARDS:
            op.execute(statement)
