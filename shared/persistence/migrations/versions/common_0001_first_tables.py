"""First tables: bus, idempotent commands, the audit log that only grows."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "common_0001"
down_revision = None
branch_labels = ("common",)

_APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail WHEN OLD.seal_no IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
        "CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail FOR EACH ROW "
        "WHEN (OLD.seal_no IS NOT NULL) EXECUTE FUNCTION trail_refuse()",
    ),
}


def upgrade() -> None:
    """Forward."""
    _publishing()
    _consuming()
    _dead_letters()
    _commands()
    _trail()


def _big() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _publishing() -> None:
    op.create_table(
        "outbox",
        sa.Column("position", _big(), autoincrement=True, nullable=False),
        _text("event_id", 36),
        _text("type", 100),
        _text("exchange", 100),
        _text("routing_key", 100),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stream_heads",
        _text("aggregate", 60),
        _text("subject", 100),
        sa.Column("sequence", _big(), nullable=False),
        sa.PrimaryKeyConstraint("aggregate", "subject", name="pk_stream_heads"),
    )
    op.create_table(
        "event_tally",
        _text("type", 100),
        sa.Column("published", _big(), nullable=False),
        sa.PrimaryKeyConstraint("type", name="pk_event_tally"),
    )
    op.create_table(
        "epochs",
        _text("id", 36),
        _text("place", 200),
        sa.Column("began_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_epochs"),
    )


def _consuming() -> None:
    op.create_table(
        "inbox",
        _text("handler", 120),
        _text("event_id", 36),
        _text("type", 100),
        sa.Column("handled_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("handler", "event_id", name="pk_inbox"),
    )
    op.create_table(
        "cursors",
        _text("handler", 120),
        _text("subject", 100),
        sa.Column("sequence", _big(), nullable=False),
        sa.PrimaryKeyConstraint("handler", "subject", name="pk_cursors"),
    )


def _dead_letters() -> None:
    op.create_table(
        "dead_letters",
        _text("id", 36),
        _text("handler", 120),
        _text("event_id", 64),
        _text("type", 100, nullable=True),
        _text("subject", 100, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        _text("reason", 500),
        sa.Column("history", persistence.Json(), nullable=False),
        sa.Column("failed_at", persistence.Instant(), nullable=False),
        _text("state", 10),
        sa.Column("resolved_at", persistence.Instant()),
        _text("resolved_by", 100, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_dead_letters"),
    )
    still_open = sa.text("state = 'open'")
    op.create_index(
        "uq_dead_letters_open",
        "dead_letters",
        ["handler", "event_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _commands() -> None:
    op.create_table(
        "idempotency",
        _text("method", 100),
        _text("caller", 100),
        _text("key", 100),
        _text("digest", 64),
        sa.Column("result", persistence.Json()),
        sa.Column("created_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("method", "caller", "key", name="pk_idempotency"),
    )


def _trail() -> None:
    op.create_table(
        "trail",
        sa.Column("position", _big(), autoincrement=True, nullable=False),
        _text("id", 36),
        sa.Column("at", persistence.Instant(), nullable=False),
        _text("action", 60),
        _text("subject_kind", 60),
        _text("subject_id", 100),
        sa.Column("actor", persistence.Json(), nullable=False),
        _text("clause", 60, nullable=True),
        sa.Column("opinion", sa.Text()),
        sa.Column("data", persistence.Json()),
        _text("correlation", 36),
        _text("causation", 36, nullable=True),
        sa.Column("seal_no", _big()),
        _text("prev_hash", 64, nullable=True),
        _text("hash", 64, nullable=True),
        sa.PrimaryKeyConstraint("position", name="pk_trail"),
        sqlite_autoincrement=True,
    )
    unsealed = sa.text("seal_no IS NULL")
    op.create_index("uq_trail_seal_no", "trail", ["seal_no"], unique=True)
    op.create_index("ix_trail_unsealed", "trail", ["position"], sqlite_where=unsealed, postgresql_where=unsealed)
    op.create_index("ix_trail_subject", "trail", ["subject_kind", "subject_id"])
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
