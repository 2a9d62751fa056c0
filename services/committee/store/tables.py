"""Tables of the committee service; column names are the field names of the domain's dataclasses."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint, false

from services.committee.store import oversight_tables as oversight_tables
from services.committee.store.metadata import metadata
from shared.persistence import Instant, Json
from shared.persistence.budgets import budgets_table
from shared.persistence.packs import packs_table
from shared.security import LaterSealedText, SealedText

COMMITTEES = Table(
    "committees", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("code", String(100), nullable=False, unique=True),
    Column("serial", Integer, nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("level_group", String(20), nullable=False),
    Column("series", Json, nullable=False),
    Column("majors", Json, nullable=False),
    Column("region", String(6), nullable=False),
    Column("scope_kind", String(10), nullable=False),
    Column("decides", String(12), nullable=False, server_default="review"),
    Column("size", Integer, nullable=False),
    Column("office_id", String(36), nullable=False),
    Column("office_name", String(200), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("authority_name", String(200), nullable=False),
    Column("substitute_id", String(36)),
    Column("substitute_name", String(200)),
    Column("substitute_reason", Text),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("approved_on", Date),
    Column("approval_opinion", Text),
    Column("pool_source", String(64)),
    Column("pool_report", Json),
)  # fmt: skip

EXPERTS = Table(
    "experts", metadata,
    Column("committee_id", String(36), primary_key=True),
    Column("expert_no", String(60), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("sex", String(4), nullable=False),
    Column("unit", String(200), nullable=False),
    Column("unit_id", String(36)),
    Column("unit_nature", String(60), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("major", String(100), nullable=False),
    Column("series", String(60), nullable=False),
    Column("level_rank", Integer, nullable=False),
    Column("phone", SealedText),
    Column("account", String(100), nullable=False),
    Column("consecutive_years", Integer, nullable=False),
    Column("served_last_year", Boolean, nullable=False),
    Column("external", Boolean, nullable=False),
    Column("may_preside", Boolean, nullable=False),
    Column("listed", Boolean, nullable=False),
)  # fmt: skip

SESSIONS = Table(
    "sessions", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("committee_id", String(36), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("kind", String(12), nullable=False, server_default="review"),
    Column("office_id", String(36), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("results_authority_id", String(36), nullable=False, server_default=""),
    Column("meeting_on", Date, nullable=False),
    Column("place", String(200), nullable=False),
    Column("panel_size", Integer, nullable=False),
    Column("procedure", Text, nullable=False),
    Column("measures", Text, nullable=False),
    Column("blind_key", SealedText, nullable=False),
    Column("reconvened", Integer, nullable=False),
    Column("snapshot", Json),
    Column("snapshot_digest", String(64)),
    Column("commitment", String(64)),
    Column("transcript", Json),
    Column("transcript_digest", String(64)),
    Column("plan_filed_on", Date),
    Column("plan", Json),
    Column("present", Integer),
    Column("ballot_key", SealedText),
    Column("concluded_on", Date),
    Column("report_due_on", Date),
    Column("publicity_id", String(36)),
    Column("posted_on", Date),
    Column("ends_on", Date),
    Column("closed_on", Date),
    Column("reported_on", Date),
    Column("reported_late", Boolean, nullable=False),
    Column("approved_on", Date),
    Column("grouping", Json),
    Column("indicators", Json),
    Index("ix_sessions_committee", "committee_id", "state"),
    Index("ix_sessions_office", "office_id", "meeting_on"),
    Index("ix_sessions_authority", "authority_id", "meeting_on"),
    Index("ix_sessions_results_authority", "results_authority_id", "meeting_on"),
)  # fmt: skip
"""Sessions, and lists that were recognised without one: `kind` tells which, see session_rows.py; `snapshot` and
`transcript` are read and written alone, see draws.py."""

MEMBERS = Table(
    "panel_members", metadata,
    Column("session_id", String(36), primary_key=True),
    Column("expert_no", String(60), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("account", String(100), nullable=False),
    Column("unit", String(200), nullable=False),
    Column("unit_id", String(36)),
    Column("role", String(10), nullable=False),
    Column("seat", Integer, nullable=False),
    Column("chair", Boolean, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("collected", Boolean, nullable=False),
    Index("ix_panel_members_account", "account"),
)  # fmt: skip
"""The roll. No time, no token: who took ballots is known, which and when is not."""

RECUSALS = Table(
    "recusals", metadata,
    Column("session_id", String(36), primary_key=True),
    Column("expert_no", String(60), primary_key=True),
    Column("declaration_id", String(36), primary_key=True),
    Column("reason", String(200), nullable=False),
    Column("automatic", Boolean, nullable=False),
)  # fmt: skip

REVIEWS = Table(
    "reviews", metadata,
    Column("declaration_id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("committee_code", String(100), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("person_id", String(100), nullable=False),
    Column("facts", Json, nullable=False),
    Column("session_id", String(36)),
    Column("blind_no", String(10)),
    Column("present", Integer),
    Column("yes", Integer),
    Column("no", Integer),
    Column("abstain", Integer),
    Column("reviewed_on", Date),
    Column("certificate_number", String(60)),
    Column("opinion", Text),
    Column("reason", Text),
    Column("group_id", String(60)),
    Index("ix_reviews_waiting", "committee_code", "notice_id", "state"),
    UniqueConstraint("session_id", "blind_no"),
)  # fmt: skip

WITHDRAWALS = Table(
    "withdrawals", metadata,
    Column("declaration_id", String(36), primary_key=True),
    Column("reason", String(20), nullable=False),
    Column("noted_on", Date, nullable=False),
)  # fmt: skip
"""Declarations that ended before they came here: what passes audit later, on another stream, waits for no committee."""

BALLOT_TOKENS = Table(
    "ballot_tokens", metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("session_id", String(36), nullable=False),
    Column("declaration_id", String(36), nullable=False),
    Column("receipt", String(64)),
    Index("ix_ballot_tokens_session", "session_id"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The right to vote once: no member, no choice, no time; kept in the order of the hashes, not of the hand-out.

Gone after the count.
"""

BALLOT_COUNTS = Table(
    "ballot_counts", metadata,
    Column("session_id", String(36), primary_key=True),
    Column("declaration_id", String(36), primary_key=True),
    Column("yes", Integer, nullable=False),
    Column("no", Integer, nullable=False),
    Column("abstain", Integer, nullable=False),
)  # fmt: skip
"""The box itself. A ballot is an increment: it leaves no row, no order and no neighbour."""

OBJECTIONS = Table(
    "objections", metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("session_id", String(36), nullable=False),
    Column("declaration_id", String(36), nullable=False),
    Column("content", SealedText, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("opinion", LaterSealedText),
    Column("about", String(10), nullable=False),
    Column("investigator_id", String(36)),
    Column("finding", String(20)),
    Column("findings", SealedText),
    Column("filed_by", String(100)),
    Index("ix_objections_session", "session_id"),
)  # fmt: skip

BUDGETS = budgets_table(metadata)

CERTIFICATES = Table(
    "certificates", metadata,
    Column("number", String(60), primary_key=True),
    Column("declaration_id", String(36), nullable=False, unique=True),
    Column("session_id", String(36), nullable=False),
    Column("committee_id", String(36), nullable=False),
    Column("person_id", String(100), nullable=False),
    Column("facts", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("revoked_on", Date),
    Column("revoke_reason", Text),
    Column("revoke_clause", String(200)),
)  # fmt: skip

SERIALS = Table(
    "serials", metadata,
    Column("series", String(100), primary_key=True),
    Column("last", Integer, nullable=False),
)  # fmt: skip
"""Last serial of each sequence (committees; certificate numbers), taken in the using transaction: no gaps."""

ORGANISATIONS = Table(
    "organisations", metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("tier", String(20), nullable=False),
    Column("region", String(6), nullable=False),
    Column("contact", Json, nullable=False),
    Column("sector", String(40), nullable=False, server_default=""),
    Column("parent_id", String(36)),
    Column("stationed", Boolean, nullable=False, server_default=false()),
    Column("entrusted", Boolean),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Index("ix_organisations_place", "kind", "region"),
)  # fmt: skip

PACKS = packs_table(metadata)
