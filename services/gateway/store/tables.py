"""Tables of the gateway: nothing of a declaration, only who may sign in and who is signed in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from shared.persistence import Instant, new_metadata

metadata = new_metadata()

ACCOUNTS = Table(
    "accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(100), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
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
    Index("ix_capacities_account", "account_id"),
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
