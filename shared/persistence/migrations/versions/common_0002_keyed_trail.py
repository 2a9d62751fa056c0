"""Keyed seals and signatures of the trail, its daily heads, revoked tokens."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "common_0002"
down_revision = "common_0001"
branch_labels = None
depends_on = None

_ONLY_ADDED = ("trail_seals", "trail_heads")


def upgrade() -> None:
    """Forward."""
    op.add_column("trail", sa.Column("signature", sa.String(110)))
    op.create_table(
        "trail_seals",
        sa.Column("number", _big(), autoincrement=False, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=False),
        sa.Column("sealed_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_trail_seals"),
    )
    op.create_table(
        "trail_heads",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", _big(), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=False),
        sa.Column("noted_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_trail_heads"),
    )
    op.create_table(
        "token_revocations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("token_id", sa.String(100)),
        sa.Column("person_id", sa.String(100)),
        sa.Column("revoked_at", persistence.Instant(), nullable=False),
        sa.Column("ends_at", persistence.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_token_revocations"),
    )
    op.create_index("ix_token_revocations_ends_at", "token_revocations", ["ends_at"])
    for table in _ONLY_ADDED:
        for what in ("update", "delete"):
            op.execute(_refusal(table, what))
    if op.get_bind().dialect.name == "postgresql":
        for table in ("trail", *_ONLY_ADDED):
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()"
            )


def _refusal(table: str, what: str) -> str:
    head = f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
    if op.get_bind().dialect.name == "postgresql":
        return head + "FOR EACH ROW EXECUTE FUNCTION trail_refuse()"
    return head + "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"


def _big() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
