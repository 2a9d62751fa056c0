"""Tables of docgen: documents with their jobs, who may read them, and the projections that forms are filled from."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from shared.persistence import Instant, Json, new_metadata

metadata = new_metadata()

DOCUMENTS = Table(
    "documents",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject_id", String(100), nullable=False),
    Column("variant", String(40), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("notice_id", String(60)),
    Column("owner_person_id", String(100)),
    Column("private", Boolean, nullable=False),
    Column("data", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("claim", String(36)),
    Column("lease_until", Instant),
    Column("last_error", String(500)),
    Column("digest", String(64)),
    Column("size", Integer),
    Column("object_key", String(200)),
    Column("created_at", Instant, nullable=False),
    Column("stored_at", Instant),
    Column("version", Integer, nullable=False),
    UniqueConstraint("kind", "subject_id", "variant", "revision", name="uq_documents_subject"),
    Index("ix_documents_state_due", "state", "due_at"),
    Index("ix_documents_subject", "subject_id"),
    Index("ix_documents_owner", "owner_person_id"),
)

READERS = Table(
    "readers",
    metadata,
    Column("subject_id", String(100), primary_key=True),
    Column("organisation_id", String(100), primary_key=True),
    Index("ix_readers_organisation", "organisation_id"),
)

PLACES = Table(
    "places",
    metadata,
    Column("organisation_id", String(100), primary_key=True),
    Column("region", String(6), nullable=False),
)

DOSSIERS = Table(
    "dossiers",
    metadata,
    Column("declaration_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("body", Json, nullable=False),
)

FACTS = Table(
    "facts",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("body", Json, nullable=False),
)
