"""Tables of oversight and of the score sheet; they belong to the same metadata as the others."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from services.committee.store.metadata import metadata
from shared.persistence import Json

INSPECTIONS = Table(
    "inspections", metadata,
    Column("id", String(36), primary_key=True),
    Column("committee_id", String(36), nullable=False),
    Column("session_id", String(36)),
    Column("kind", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("inspected_on", Date, nullable=False),
    Column("faults", Boolean, nullable=False),
    Column("findings", Text, nullable=False),
    Column("inspector_id", String(100), nullable=False),
    Column("organisation_id", String(36), nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("clause", String(200), nullable=False),
    Index("ix_inspections_committee", "committee_id"),
)  # fmt: skip

MEASURES = Table(
    "measures", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("committee_id", String(36), nullable=False),
    Column("inspection_id", String(36)),
    Column("kind", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("state", String(10), nullable=False),
    Column("suspends", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("organisation_id", String(36), nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("due_on", Date),
    Column("overdue", Boolean, nullable=False),
    Column("lifted_on", Date),
    Column("lifting_opinion", Text),
    Index("ix_measures_committee", "committee_id"),
    Index("ix_measures_due", "state", "due_on"),
)  # fmt: skip

EXTENSIONS = Table(
    "extensions", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("committee_id", String(36), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("extends", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("answered_on", Date),
    Column("opinion", Text),
    Index("ix_extensions_committee", "committee_id", "notice_id"),
)  # fmt: skip

CLEANINGS = Table(
    "cleanings", metadata,
    Column("id", String(36), primary_key=True),
    Column("committee_id", String(36), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("year", Integer, nullable=False),
    Column("removed", Json, nullable=False),
    Column("added", Json, nullable=False),
    Column("pool_size", Integer, nullable=False),
    Column("private", Integer, nullable=False),
    Column("pool_digest", String(64), nullable=False),
    Column("reported_on", Date, nullable=False),
    Column("reporter_id", String(100), nullable=False),
    Column("clause", String(200), nullable=False),
    Index("ix_cleanings_committee", "committee_id", "year"),
)  # fmt: skip

JOINT_REVIEWS = Table(
    "joint_reviews", metadata,
    Column("id", String(36), primary_key=True),
    Column("committee_id", String(36), nullable=False),
    Column("from_code", String(100), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("mode", String(10), nullable=False),
    Column("opinion", Text, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("authority_name", String(200), nullable=False),
    Column("agreed_on", Date, nullable=False),
    UniqueConstraint("committee_id", "notice_id", "from_code"),
)  # fmt: skip

SIDES = Table(
    "sides", metadata,
    Column("committee_id", String(36), primary_key=True),
    Column("person_id", String(100), primary_key=True),
    Column("side", String(10), nullable=False),
)  # fmt: skip
"""Who has acted for a committee's office and who for its authority: nobody does both."""

SCORES = Table(
    "scores", metadata,
    Column("session_id", String(36), primary_key=True),
    Column("declaration_id", String(36), primary_key=True),
    Column("method", String(30), primary_key=True),
    Column("scores", Json, nullable=False),
    Column("score", Integer),
    Column("total", Integer),
    Column("remark", Text),
    Column("registered_on", Date, nullable=False),
)  # fmt: skip
