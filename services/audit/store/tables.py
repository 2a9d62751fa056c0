"""Tables of the audit service; whole aggregates rest in `content` as JSON, beside the columns that queries need."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, false

from shared.persistence import Instant, Json, new_metadata
from shared.persistence.budgets import budgets_table
from shared.persistence.packs import packs_table
from shared.security import LaterSealedText

metadata = new_metadata()

ORGANISATIONS = Table(
    "organisations", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("tier", String(20), nullable=False),
    Column("region", String(6), nullable=False),
    Column("sector", String(40), nullable=False),
    Column("nature", String(40), nullable=False),
    Column("parent_id", String(36)),
    Column("contact", Json, nullable=False),
    Column("seal_reference", String(100)),
    Column("channel", String(20)),
    Column("stationed", Boolean, nullable=False),
    Column("entrusted", Boolean),
    Column("specialised_sme", Boolean, nullable=False),
    Column("under_reform", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("merged_into", String(36)),
    Index("ix_organisations_search", "kind", "region", "sector"),
    Index("ix_organisations_parent", "parent_id"),
)  # fmt: skip

ORGANISATION_CHANGES = Table(
    "organisation_changes", metadata,
    Column("change_id", String(36), primary_key=True),
    Column("organisation_id", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by_id", String(100), nullable=False),
    Column("by_name", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", String(500)),
    Column("changes", Json, nullable=False),
    Index("ix_organisation_changes_organisation", "organisation_id", "version"),
)  # fmt: skip
"""changes: the fields that a step moved, each as it was and as it became."""

PACKS = packs_table(metadata)

POSTS = Table(
    "posts", metadata,
    Column("organisation_id", String(36), primary_key=True),
    Column("notice_id", String(60), primary_key=True),
    Column("content", Json, nullable=False),
)  # fmt: skip
"""content: level -> [posts approved, posts filled], as the unit states them."""

QUOTAS = Table(
    "quotas", metadata,
    Column("notice_id", String(60), primary_key=True),
    Column("quota_id", String(60), primary_key=True),
    Column("content", Json, nullable=False),
)  # fmt: skip
"""content: county -> number, as the allocating body divides a city-wide quota."""

CASE_NUMBERS = Table(
    "case_numbers", metadata,
    Column("notice_id", String(60), primary_key=True),
    Column("last", Integer, nullable=False),
)  # fmt: skip

CASES = Table(
    "cases", metadata,
    Column("declaration_id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("case_number", String(60), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("holder_id", String(36), nullable=False),
    Column("stage_id", String(60), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("plan_id", String(100), nullable=False),
    Column("level_group", String(20), nullable=False),
    Column("person_id", String(100), nullable=False),
    Column("unit_id", String(36), nullable=False),
    Column("return_guessed_on", Date),
    Column("content", Json, nullable=False),
    Column("verdict", Json),
    Column("claim", Json),
    Column("claimed_by", String(100)),
    Column("claimed_until", Instant),
    Index("ix_cases_return_guessed", "return_guessed_on"),
    Index("ix_cases_inbox", "holder_id", "state", "due_on"),
    Index("ix_cases_due", "state", "due_on"),
    Index("ix_cases_counted", "holder_id", "state", "level_group", "stage_id", "due_on", "unit_id", "notice_id"),
)  # fmt: skip
"""due_on is 9999-12-31 for a stage without a last day, so that lists sort and page by it; return_guessed_on is the day
of a return whose deadline is not certain; verdict is what the rules said when they were last asked."""

CASE_HOUSES = Table(
    "case_houses", metadata,
    Column("organisation_id", String(36), primary_key=True),
    Column("declaration_id", String(36), primary_key=True),
)  # fmt: skip
"""Every organisation that a case has reached: whoever held it follows it to its end."""

ABSENCES = Table(
    "absences", metadata,
    Column("organisation_id", String(36), primary_key=True),
    Column("person_id", String(100), primary_key=True),
    Column("until", Date, nullable=False),
)  # fmt: skip

DOSSIERS = Table(
    "dossiers", metadata,
    Column("declaration_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("content", Json, nullable=False),
)  # fmt: skip

PUBLICITIES = Table(
    "publicities", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("scope", String(20), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("organisation_id", String(36), nullable=False),
    Column("posted_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("provisional", Boolean, nullable=False, server_default=false()),
    Column("content", Json, nullable=False),
    Index("ix_publicities_organisation", "organisation_id", "posted_on"),
    Index("ix_publicities_provisional", "provisional", "posted_on"),
)  # fmt: skip

OBJECTIONS = Table(
    "objections", metadata,
    Column("id", String(36), primary_key=True),
    Column("publicity_id", String(36), nullable=False),
    Column("declaration_id", String(36), nullable=False),
    Column("content", LaterSealedText, nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("opinion", LaterSealedText),
    Column("resolved_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("filed_by", String(100)),
    Index("ix_objections_publicity", "publicity_id", "filed_at"),
)  # fmt: skip

BUDGETS = budgets_table(metadata)

REPORTS = Table(
    "reports", metadata,
    Column("id", String(36), primary_key=True),
    Column("organisation_id", String(36), nullable=False),
    Column("level_group", String(20), nullable=False),
    Column("reported_at", Instant, nullable=False),
    Column("content", Json, nullable=False),
    Index("ix_reports_organisation", "organisation_id", "reported_at"),
)  # fmt: skip
