"""The tables of the declaration service; ids are UUIDv7 texts, `version` counts saved changes from 1."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from shared.persistence import Instant, Json, new_metadata
from shared.security import BlindIndex

metadata = new_metadata()
ID = String(36)

NOTICES = Table(
    "notices", metadata,
    Column("notice_id", String(60), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("pack", Json, nullable=False),
    Column("title", Text, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", String(36), nullable=False),
)  # fmt: skip

PERSONS = Table(
    "persons", metadata,
    Column("person_id", ID, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    Column("unit_id", ID, nullable=False, index=True),
    Column("sex", String(2), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("id_number_sealed", Text, nullable=False),
    Column("id_number_masked", String(20), nullable=False),
    Column("id_number_index", BlindIndex("id_number_sealed"), nullable=False),
    Column("phone_sealed", Text),
    Column("phone_masked", String(20)),
    Column("basics", Json, nullable=False),
    Column("profile", Json, nullable=False),
    Column("verification", Json),
    Column("claimed_index", BlindIndex("id_number_sealed"), index=True),
    Column("claim", String(10), nullable=False, server_default="stated"),
    Column("returned", Json),
    UniqueConstraint("id_number_index"),
)  # fmt: skip
"""`claimed_index` finds everybody who states a number. `id_number_index` is the same for the one whose number it is;
others have a text of their own there, so that the constraint holds a number to one owner. Version 0.2.0 writes the
number's index there for everybody and leaves `claimed_index` empty."""

DECLARATIONS = Table(
    "declarations", metadata,
    Column("declaration_id", ID, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person_id", ID, ForeignKey("persons.person_id"), nullable=False),
    Column("unit_id", ID, nullable=False, index=True),
    Column("notice_id", String(60), nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("plan_id", String(100), nullable=False),
    Column("plan_name", String(200), nullable=False),
    Column("series", String(60), nullable=False),
    Column("level", String(20), nullable=False),
    Column("level_group", String(10), nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("filing_clause", String(60)),
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sections", Json, nullable=False),
    Column("commitment", Json),
    Column("open_return", Json),
    Column("due_at", Instant),
    Column("started_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("session_id", ID),
    Column("certificate_number", String(60)),
    Column("checked_version", Integer, nullable=False),
    Column("filed_with", String(100)),
    Column("filed_through", String(20)),
    Index("ix_declarations_person_year", "person_id", "year"),
    Index("ix_declarations_due", "due_at"),
    Index("ix_declarations_checked", "notice_id", "checked_version", "state"),
)  # fmt: skip
"""`due_at`: from when it is too late for the applicant, NULL when somebody else holds it; the sweep reads by it.
`filed_with` and `filed_through`: committee and recommending body of the last submission."""

MATERIALS = Table(
    "materials", metadata,
    Column("material_id", ID, primary_key=True),
    Column("declaration_id", ID, ForeignKey("declarations.declaration_id"), nullable=False, index=True),
    Column("item", String(60), nullable=False),
    Column("title", String(200), nullable=False),
    Column("object_key", String(300), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("supports", String(100)),
)  # fmt: skip

REVISIONS = Table(
    "revisions", metadata,
    Column("declaration_id", ID, ForeignKey("declarations.declaration_id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("answers_return", String(100)),
    Column("answered", Json),
)  # fmt: skip
"""Submitted dossiers as canonical JSON text: written once, never changed. `answered` is the return that a revision
answers; NULL for a first one, and for those from before declaration_0004 or of a process of 0.2.0."""

RECHECKS = Table(
    "rechecks", metadata,
    Column("declaration_id", ID, ForeignKey("declarations.declaration_id"), primary_key=True),
    Column("notice_version", Integer, primary_key=True),
    Column("notice_id", String(60), nullable=False),
    Column("from_version", Integer, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("settled", String(20), nullable=False),
    Column("findings", Json, nullable=False),
    Column("checked_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Index("ix_rechecks_notice", "notice_id", "notice_version", "outcome"),
)  # fmt: skip
"""What each new version of a notice meant for each open declaration."""

STEPS = Table(
    "steps", metadata,
    Column("step_id", ID, primary_key=True),
    Column("declaration_id", ID, nullable=False, index=True),
    Column("key", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("holder", String(200)),
    Column("deadline", String(40)),
    Column("clause", String(60)),
    Column("details", Json, nullable=False),
)  # fmt: skip

ORGANISATIONS = Table(
    "organisations", metadata,
    Column("organisation_id", ID, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("tier", String(20), nullable=False),
    Column("region", String(12), nullable=False),
    Column("sector", String(60), nullable=False),
    Column("nature", String(40), nullable=False),
    Column("parent_id", ID),
    Column("channel", String(20)),
    Column("stationed", Boolean, nullable=False),
    Column("entrusted", Boolean),
    Column("specialised_sme", Boolean, nullable=False),
    Column("under_reform", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Index("ix_organisations_search", "kind", "region", "sector"),
)  # fmt: skip

CASES = Table(
    "cases", metadata,
    Column("declaration_id", ID, primary_key=True),
    Column("case_number", String(60), nullable=False),
    Column("route_id", String(100), nullable=False),
    Column("stages", Json, nullable=False),
    Column("current", Json),
    Column("waiting_report", Boolean, nullable=False),
)  # fmt: skip

STAGE_HOLDERS = Table(
    "stage_holders", metadata,
    Column("declaration_id", ID, primary_key=True),
    Column("organisation_id", ID, primary_key=True, index=True),
)  # fmt: skip

SESSIONS = Table(
    "sessions", metadata,
    Column("session_id", ID, primary_key=True),
    Column("committee_name", String(200), nullable=False),
    Column("meeting_on", Date, nullable=False),
    Column("results_to", Date),
)  # fmt: skip

INTEGRITY_RECORDS = Table(
    "integrity_records", metadata,
    Column("declaration_id", ID, primary_key=True),
    Column("person_id", ID, nullable=False, index=True),
    Column("notice_id", String(60), nullable=False),
    Column("reason", String(60), nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("clause", Text, nullable=False),
)  # fmt: skip
"""What is on record against a person; the notice that one files under says how long it counts."""
