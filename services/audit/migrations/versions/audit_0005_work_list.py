"""Cases keep what the rules said of them, who has them on his desk, and which organisations they have reached; clerks are absent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "audit_0005"
down_revision = "audit_0004"
branch_labels = None
depends_on = None

AT_ONCE = 500
CASES = sa.table("cases", sa.column("declaration_id", sa.String()), sa.column("content", persistence.Json()))


def upgrade() -> None:
    """Forward."""
    houses = op.create_table(
        "case_houses",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "declaration_id", name=op.f("pk_case_houses")),
    )
    op.create_table(
        "absences",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("pk_absences")),
    )
    op.add_column("cases", sa.Column("verdict", persistence.Json(), nullable=True))
    op.add_column("cases", sa.Column("claim", persistence.Json(), nullable=True))
    op.add_column("cases", sa.Column("claimed_by", sa.String(length=100), nullable=True))
    op.add_column("cases", sa.Column("claimed_until", persistence.Instant(), nullable=True))
    counted = ["holder_id", "state", "level_group", "stage_id", "due_on", "unit_id", "notice_id"]
    op.create_index("ix_cases_counted", "cases", counted, unique=False)
    _enter_houses(houses)


def _enter_houses(houses: sa.Table) -> None:
    """Those that the cases of before have reached."""
    connection = op.get_bind()
    for rows in connection.execute(sa.select(CASES)).partitions(AT_ONCE):
        entries = [
            {"organisation_id": house, "declaration_id": row.declaration_id}
            for row in rows for house in sorted(_reached(row.content))
        ]  # fmt: skip
        connection.execute(sa.insert(houses), entries)


def _reached(case: Any) -> set[str]:
    decided = {decision["stage_id"] for decision in case["decisions"]}
    past = [
        stage
        for number, stage in enumerate(case["stages"])
        if number <= case["position"] or stage["stage_id"] in decided
    ]
    both = {stage[name] for stage in past for name in ("holder_id", "replaces_id") if stage.get(name)}
    return {str(house) for house in both}
