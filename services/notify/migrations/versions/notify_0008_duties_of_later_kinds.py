"""A table of their own for duties of kinds that version 0.2.0 cannot read, and lists of everybody's by an index."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "notify_0008"
down_revision = "notify_0007"
branch_labels = None
depends_on = None

STANDING = sa.text("state <> 'cleared'")
EARLIER = (
    "submit_declaration", "fix_returned_declaration", "audit_stage", "recheck", "report_roster", "close_publicity",
    "file_plan", "hold_session", "conclude_review", "close_results", "report_package",
)  # fmt: skip


def upgrade() -> None:
    """Forward; what stands where that version would stumble over it moves."""
    _table()
    _indexes()
    for table, name, column in _LISTED:
        op.create_index(f"ix_{table}_{name}", table, [column, "id"])
    deadlines, later = (sa.table(name, *map(sa.column, _NAMES)) for name in ("deadlines", "later_deadlines"))
    moved = deadlines.c.kind.not_in(EARLIER)
    op.execute(later.insert().from_select(_NAMES, sa.select(deadlines).where(moved)))
    op.execute(deadlines.delete().where(moved))


_LISTED = (("deadlines", "due", "due_at"), ("messages", "sent", "sent_at"), ("dispatches", "queued", "queued_at"))


def _table() -> None:
    op.create_table(
        "later_deadlines",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=True),
        sa.Column("subject_id", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=True),
        sa.Column("organisation_id", sa.String(length=100), nullable=True),
        sa.Column("recipient_key", sa.String(length=120), nullable=False),
        sa.Column("since", persistence.Instant(), nullable=False),
        sa.Column("due_at", persistence.Instant(), nullable=True),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("group_key", sa.String(length=300), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("cleared_at", persistence.Instant(), nullable=True),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("roles", persistence.Json(), nullable=True),
        sa.Column("planned", sa.Integer(), nullable=True),
        sa.Column("level_group", sa.String(length=20), nullable=True),
        sa.Column("actor_id", sa.String(length=100), nullable=True),
        sa.Column("parties", persistence.Json(), nullable=True),
        sa.Column("watching", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_deadlines")),
        sa.UniqueConstraint("kind", "subject_id", "round", "recipient_key", name="uq_later_deadlines_duty"),
    )


def _indexes() -> None:
    for name, columns in (
        ("subject", ["subject_id"]), ("group", ["group_key"]), ("state_due", ["state", "due_at"]),
        ("due", ["due_at", "id"]),
        ("of_person", ["person_id", "state", "kind", "due_at", "watching"]),
        ("of_organisation", ["organisation_id", "state", "kind", "due_at", "watching"]),
    ):  # fmt: skip
        op.create_index(f"ix_later_deadlines_{name}", "later_deadlines", columns)
    op.create_index(
        "ix_later_deadlines_notice", "later_deadlines", ["notice_id", "group_key", "id"],
        postgresql_where=STANDING, sqlite_where=STANDING,
    )  # fmt: skip


_NAMES = [
    "id", "kind", "notice_id", "subject_id", "round", "person_id", "organisation_id", "recipient_key", "since",
    "due_at", "clause", "group_key", "label", "state", "cleared_at", "escalation", "version", "roles", "planned",
    "level_group", "actor_id", "parties", "watching",
]  # fmt: skip
