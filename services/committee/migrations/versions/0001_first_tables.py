"""First tables: committees, pool, sessions, ballots, results, certificates, projections."""

import sqlalchemy as sa
from alembic import op

from shared import persistence

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    persistence.create_common_tables(op)
    op.create_table(
        "ballot_counts",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "declaration_id", name=op.f("pk_ballot_counts")),
    )
    op.create_table(
        "ballot_tokens",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_ballot_tokens")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot_tokens", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_tokens_session", ["session_id"], unique=False)

    op.create_table(
        "serials",
        sa.Column("series", sa.String(length=100), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_serials")),
    )
    op.create_table(
        "certificates",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("facts", persistence.Json(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificates")),
        sa.UniqueConstraint("declaration_id", name=op.f("uq_certificates_declaration_id")),
    )
    op.create_table(
        "committees",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level_group", sa.String(length=20), nullable=False),
        sa.Column("series", persistence.Json(), nullable=False),
        sa.Column("majors", persistence.Json(), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("scope_kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(length=36), nullable=False),
        sa.Column("office_name", sa.String(length=200), nullable=False),
        sa.Column("authority_id", sa.String(length=36), nullable=False),
        sa.Column("authority_name", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approval_opinion", sa.Text(), nullable=True),
        sa.Column("pool_source", sa.String(length=64), nullable=True),
        sa.Column("pool_report", persistence.Json(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committees")),
        sa.UniqueConstraint("code", name=op.f("uq_committees_code")),
        sa.UniqueConstraint("serial", name=op.f("uq_committees_serial")),
    )
    op.create_table(
        "experts",
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("expert_no", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sex", sa.String(length=4), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("unit_nature", sa.String(length=60), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("major", sa.String(length=100), nullable=False),
        sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("level_rank", sa.Integer(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("account", sa.String(length=100), nullable=False),
        sa.Column("consecutive_years", sa.Integer(), nullable=False),
        sa.Column("served_last_year", sa.Boolean(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("may_preside", sa.Boolean(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", "expert_no", name=op.f("pk_experts")),
    )
    op.create_table(
        "objections",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("filed_at", persistence.Instant(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
    )
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.create_index("ix_objections_session", ["session_id"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("contact", persistence.Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "packs",
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", persistence.Json(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id", "version", name=op.f("pk_packs")),
    )
    op.create_table(
        "panel_members",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("expert_no", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("account", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("chair", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("collected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "expert_no", name=op.f("pk_panel_members")),
    )
    with op.batch_alter_table("panel_members", schema=None) as batch_op:
        batch_op.create_index("ix_panel_members_account", ["account"], unique=False)

    op.create_table(
        "recusals",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("expert_no", sa.String(length=60), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "expert_no", "declaration_id", name=op.f("pk_recusals")),
    )
    op.create_table(
        "reviews",
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("committee_code", sa.String(length=100), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("facts", persistence.Json(), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("blind_no", sa.String(length=10), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("certificate_number", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("session_id", "blind_no", name=op.f("uq_reviews_session_id_blind_no")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index("ix_reviews_waiting", ["committee_code", "notice_id", "state"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("notice_id", sa.String(length=60), nullable=False),
        sa.Column("office_id", sa.String(length=36), nullable=False),
        sa.Column("authority_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("panel_size", sa.Integer(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("blind_key", sa.Text(), nullable=False),
        sa.Column("reconvened", sa.Integer(), nullable=False),
        sa.Column("snapshot", persistence.Json(), nullable=True),
        sa.Column("snapshot_digest", sa.String(length=64), nullable=True),
        sa.Column("commitment", sa.String(length=64), nullable=True),
        sa.Column("transcript", persistence.Json(), nullable=True),
        sa.Column("transcript_digest", sa.String(length=64), nullable=True),
        sa.Column("plan_filed_on", sa.Date(), nullable=True),
        sa.Column("plan", persistence.Json(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("ballot_key", sa.Text(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("report_due_on", sa.Date(), nullable=True),
        sa.Column("publicity_id", sa.String(length=36), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_late", sa.Boolean(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index("ix_sessions_authority", ["authority_id", "meeting_on"], unique=False)
        batch_op.create_index("ix_sessions_committee", ["committee_id", "state"], unique=False)
        batch_op.create_index("ix_sessions_office", ["office_id", "meeting_on"], unique=False)
