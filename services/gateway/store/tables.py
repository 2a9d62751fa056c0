"""Tables of the gateway: nothing of a declaration, only who may sign in, who is signed in, and who may call."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from shared.persistence import Instant, Json, new_metadata
from shared.security import SealedText

metadata = new_metadata()

ACCOUNTS = Table(
    "accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(100), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("id_number_index", String(64)),
    Column("blocked_at", Instant),
    Column("must_change_password", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_accounts_name", "name", "id"),
)

CAPACITIES = Table(
    "capacities",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account_id", String(36), ForeignKey("accounts.id"), nullable=False),
    Column("role", String(40), nullable=False),
    Column("organisation_id", String(100)),
    Column("organisation_name", String(200)),
    Column("region", String(6)),
    Column("source", String(40)),
    Index("ix_capacities_account", "account_id"),
    Index("ix_capacities_role", "role"),
)

SUBJECTS = Table(
    "subjects",
    metadata,
    Column("source", String(40), primary_key=True),
    Column("subject", String(100), primary_key=True),
    Column("account_id", String(36), ForeignKey("accounts.id"), nullable=False),
    Column("linked_at", Instant, nullable=False),
)
"""By which subject of which identity source an account is known."""

PASSWORDS = Table(
    "passwords",
    metadata,
    Column("account_id", String(36), ForeignKey("accounts.id"), primary_key=True),
    Column("login_name", String(64), nullable=False, unique=True),
    Column("digest", String(200), nullable=False),
    Column("set_at", Instant, nullable=False),
)

FAILURES = Table(
    "failures",
    metadata,
    Column("counter", String(100), primary_key=True),
    Column("account_id", String(36), ForeignKey("accounts.id"), nullable=False),
    Column("count", Integer, nullable=False),
    Column("failed_at", Instant),
    Column("locked_until", Instant),
    Index("ix_failures_account", "account_id"),
)

SECOND_FACTORS = Table(
    "second_factors",
    metadata,
    Column("account_id", String(36), ForeignKey("accounts.id"), primary_key=True),
    Column("secret", SealedText, nullable=False),
    Column("confirmed_at", Instant),
    Column("last_step", BigInteger, nullable=False),
)

RECOVERY_CODES = Table(
    "recovery_codes",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", String(36), ForeignKey("accounts.id"), nullable=False),
    Column("used_at", Instant),
    Index("ix_recovery_codes_account", "account_id"),
)

LOGINS = Table(
    "logins",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", String(36), ForeignKey("accounts.id"), nullable=False),
    Column("capacity_id", String(36)),
    Column("csrf", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_logins_account", "account_id"),
)

SIGN_INS = Table(
    "sign_ins",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("account_id", String(36), ForeignKey("accounts.id")),
    Column("address", String(60), nullable=False),
    Column("agent", String(200), nullable=False),
    Column("way", String(40), nullable=False),
    Column("outcome", String(20), nullable=False),
    Index("ix_sign_ins_account", "account_id", "id"),
)
"""Who tried to sign in, when, from where, how, with which outcome; rows are only ever added."""

STEPS = Table(
    "sign_in_steps",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("source", String(40), nullable=False),
    Column("account_id", String(36)),
    Column("next_path", String(500), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("kept", Json, nullable=False),
    Index("ix_sign_in_steps_begun", "begun_at"),
)
"""Sign-ins under way; a row goes when it is answered, or after its time."""

SHOWN_TICKETS = Table(
    "shown_tickets",
    metadata,
    Column("source", String(40), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("shown_at", Instant, nullable=False),
)

GRANTS = Table(
    "grants",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account_id", String(36), ForeignKey("accounts.id"), nullable=False),
    Column("role", String(40), nullable=False),
    Column("organisation_id", String(100)),
    Column("organisation_name", String(200)),
    Column("region", String(6)),
    Column("proposed_by", String(100), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("decided_by", String(100)),
    Column("decided_at", Instant),
    Index("ix_grants_open", "proposed_at",
          sqlite_where=text("state = 'proposed'"), postgresql_where=text("state = 'proposed'")),
)  # fmt: skip

SERVICE_ACCOUNTS = Table(
    "service_accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("methods", Json, nullable=False),
    Column("role", String(40)),
    Column("organisation_id", String(100)),
    Column("region", String(6)),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    UniqueConstraint("name"),
)

FEED_READINGS = Table(
    "feed_readings",
    metadata,
    Column("service_account_id", String(36), ForeignKey("service_accounts.id"), primary_key=True),
    Column("after", String(100)),
    Column("asked_at", Instant, nullable=False),
)

SERVICE_SECRETS = Table(
    "service_secrets",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("service_account_id", String(36), ForeignKey("service_accounts.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ends_at", Instant),
    Index("ix_service_secrets_account", "service_account_id"),
)
