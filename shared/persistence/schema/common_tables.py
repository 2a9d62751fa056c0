"""The tables every service carries beside its own, and the metadata to hang them all on.

Change of a common table: change it here and write its revision with `zhiping db revision common -m ...`; the drift
check fails until both agree.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, MetaData, String, Table, Text, text

from shared.persistence.db.types import Instant, Json

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraint names are derived, so that a migration can name what it drops on either database."""

BIG = BigInteger().with_variant(Integer, "sqlite")
"""64-bit counter; SQLite numbers rows by itself only in a column declared INTEGER."""

COMMON = MetaData(naming_convention=NAMING)

OUTBOX = Table(
    "outbox",
    COMMON,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("event_id", String(36), nullable=False),
    Column("type", String(100), nullable=False),
    Column("exchange", String(100), nullable=False),
    Column("routing_key", String(100), nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Events committed and not yet settled; a row is deleted once the broker has confirmed it."""

STREAM_HEADS = Table(
    "stream_heads",
    COMMON,
    Column("aggregate", String(60), primary_key=True),
    Column("subject", String(100), primary_key=True),
    Column("sequence", BIG, nullable=False),
)
"""Last sequence given to an event of each aggregate published by this service; the first is 1."""

EVENT_TALLY = Table(
    "event_tally",
    COMMON,
    Column("type", String(100), primary_key=True),
    Column("published", BIG, nullable=False),
)
"""How many events of each type left the outbox."""

EPOCHS = Table(
    "epochs",
    COMMON,
    Column("id", String(36), primary_key=True),
    Column("place", String(200), nullable=False),
    Column("began_at", Instant, nullable=False),
)
"""Where this database has lived; the last is the present one (see shared.persistence.events.epoch)."""

INBOX = Table(
    "inbox",
    COMMON,
    Column("handler", String(120), primary_key=True),
    Column("event_id", String(36), primary_key=True),
    Column("type", String(100), nullable=False),
    Column("handled_at", Instant, nullable=False),
)
"""Events whose effect is committed, per handler (= queue name)."""

CURSORS = Table(
    "cursors",
    COMMON,
    Column("handler", String(120), primary_key=True),
    Column("subject", String(100), primary_key=True),
    Column("sequence", BIG, nullable=False),
    Column("epoch", String(36)),
    Column("base", BIG),
)
"""Last sequence each handler has applied of each foreign aggregate; 0 = none yet. epoch: of the event applied last;
base: up to where a consumer that joined later was told to leave events out. Both null where nobody noted it."""

DEAD_LETTERS = Table(
    "dead_letters",
    COMMON,
    Column("id", String(36), primary_key=True),
    Column("handler", String(120), nullable=False),
    Column("event_id", String(64), nullable=False),
    Column("type", String(100)),
    Column("subject", String(100)),
    Column("body", Text, nullable=False),
    Column("reason", String(500), nullable=False),
    Column("history", Json, nullable=False),
    Column("failed_at", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("resolved_at", Instant),
    Column("resolved_by", String(100)),
    Index("uq_dead_letters_open", "handler", "event_id", unique=True,
          sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")),
)  # fmt: skip
"""Messages given up on. event_id: the body's SHA-256 where no id was readable; state: open, replayed, discarded;
trial for an event that may have ended its process (see trials)."""

IDEMPOTENCY = Table(
    "idempotency",
    COMMON,
    Column("method", String(100), primary_key=True),
    Column("caller", String(100), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("result", Json),
    Column("created_at", Instant, nullable=False),
)
KEYED = "hmac:"
"""The answer given to each command, so that a repeated call gets the same answer and has no second effect. `digest` is
of the request; it begins with KEYED where it was taken with the index key, as the request holds a person's number."""

TRAIL = Table(
    "trail",
    COMMON,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False),
    Column("at", Instant, nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject_kind", String(60), nullable=False),
    Column("subject_id", String(100), nullable=False),
    Column("actor", Json, nullable=False),
    Column("clause", String(60)),
    Column("opinion", Text),
    Column("data", Json),
    Column("correlation", String(36), nullable=False),
    Column("causation", String(36)),
    Column("seal_no", BIG),
    Column("prev_hash", String(64)),
    Column("hash", String(64)),
    Column("signature", String(110)),
    Index("uq_trail_seal_no", "seal_no", unique=True),
    Index("ix_trail_unsealed", "position",
          sqlite_where=text("seal_no IS NULL"), postgresql_where=text("seal_no IS NULL")),
    Index("ix_trail_subject", "subject_kind", "subject_id"),
    sqlite_autoincrement=True,
)  # fmt: skip
"""Every decision, append-only; seal_no, prev_hash and hash are filled by the relay (see trail.chain). `signature`:
`<key id>.<HMAC>` by the process that decided, null where 0.2.0 did or a service has no key."""

TRAIL_SEALS = Table(
    "trail_seals",
    COMMON,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("seal", String(64), nullable=False),
    Column("key_id", String(40), nullable=False),
    Column("sealed_at", Instant, nullable=False),
)
"""The keyed seal of the entry whose seal_no is `number`; rows are only ever added."""

TRAIL_HEADS = Table(
    "trail_heads",
    COMMON,
    Column("day", Date, primary_key=True),
    Column("number", BIG, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("key_id", String(40), nullable=False),
    Column("noted_at", Instant, nullable=False),
)
"""How far the keyed seals went on each day, as it was sent out of the house; rows are only ever added."""

TOKEN_REVOCATIONS = Table(
    "token_revocations",
    COMMON,
    Column("id", String(36), primary_key=True),
    Column("token_id", String(100)),
    Column("person_id", String(100)),
    Column("revoked_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Index("ix_token_revocations_ends_at", "ends_at"),
)
"""Tokens that count no more: one by its id, or all that were issued to a person up to `revoked_at`; after `ends_at`
each of them has expired by itself."""

OPENINGS = Table(
    "openings",
    COMMON,
    Column("id", String(36), primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("person_id", String(100), nullable=False),
    Column("opened_by", String(100), nullable=False),
    Column("organisation_id", String(100)),
    Column("roles", String(300), nullable=False),
    Column("shown", String(100), nullable=False),
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", String(100), nullable=False),
    Column("ground", String(30), nullable=False),
    Column("correlation", String(36), nullable=False),
    Index("ix_openings_person", "person_id", "opened_at"),
    Index("ix_openings_organisation", "organisation_id", "opened_at"),
)
"""Who was shown whose number or file; `roles` and `shown` are lists with commas. Rows are only ever added."""


def new_metadata() -> MetaData:
    """Metadata for one service, with naming convention and common tables; the service adds its own tables to it."""
    metadata = MetaData(naming_convention=NAMING)
    for table in COMMON.sorted_tables:
        table.to_metadata(metadata)
    return metadata
