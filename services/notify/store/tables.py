"""Tables of notify. A recipient is a person or an organisation: exactly one of the two columns is set."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from services.notify.store.letter_tables import metadata as metadata
from shared.persistence import Instant, Json

STANDING = text("state <> 'cleared'")
"""Of an entry of the register; written out, as an index over part of a table serves only who says the same words."""
UNPLANNED = text("planned IS NULL AND state <> 'cleared'")
"""What version 0.2.0 entered and nobody has cleared since."""


def _entries(name: str, *more: Index) -> Table:
    return Table(
        name,
        metadata,
        Column("id", String(36), primary_key=True),
        Column("kind", String(40), nullable=False),
        Column("notice_id", String(60)),
        Column("subject_id", String(100), nullable=False),
        Column("round", String(100), nullable=False),
        Column("person_id", String(100)),
        Column("organisation_id", String(100)),
        Column("recipient_key", String(120), nullable=False),
        Column("since", Instant, nullable=False),
        Column("due_at", Instant),
        Column("clause", String(200), nullable=False),
        Column("group_key", String(300), nullable=False),
        Column("label", String(200)),
        Column("state", String(10), nullable=False),
        Column("cleared_at", Instant),
        Column("escalation", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("roles", Json),
        Column("planned", Integer),
        Column("level_group", String(20)),
        Column("actor_id", String(100)),
        Column("parties", Json),
        Column("watching", Boolean, nullable=False, server_default=false()),
        UniqueConstraint("kind", "subject_id", "round", "recipient_key", name=f"uq_{name}_duty"),
        Index(f"ix_{name}_subject", "subject_id"),
        Index(f"ix_{name}_group", "group_key"),
        Index(f"ix_{name}_due", "due_at", "id"),
        Index(f"ix_{name}_state_due", "state", "due_at"),
        Index(f"ix_{name}_of_person", "person_id", "state", "kind", "due_at", "watching"),
        Index(f"ix_{name}_of_organisation", "organisation_id", "state", "kind", "due_at", "watching"),
        Index(f"ix_{name}_notice", "notice_id", "group_key", "id", postgresql_where=STANDING, sqlite_where=STANDING),
        *more,
    )


DEADLINES = _entries(
    "deadlines", Index("ix_deadlines_unplanned", "id", postgresql_where=UNPLANNED, sqlite_where=UNPLANNED)
)
LATER_DEADLINES = _entries("later_deadlines")
"""Entries of kinds that version 0.2.0 does not know: it stumbles over one wherever it reads a list or looks for what
is late, so they stand where it does not look. The next release brings both together."""

REMINDER_GROUPS = Table(
    "reminder_groups",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("due_at", Instant, nullable=False),
    Column("days_before", Json, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("level_group", String(20)),
    Column("next_at", Instant),
    Index("ix_reminder_groups_next", "next_at"),
)
"""What version 0.2.0 goes by; this one writes it for as long as that one may run beside it, and never reads it."""

REMINDER_PLANS = Table(
    "reminder_plans",
    metadata,
    Column("key", String(365), primary_key=True),
    Column("group_key", String(300), nullable=False),
    Column("rule", String(60), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("notice_id", String(60)),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("due_at", Instant),
    Column("waiting_since", Date, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("level_group", String(20)),
    Column("looked_at", Instant, nullable=False),
    Column("late_at", Instant),
    Column("next_at", Instant),
    Index("ix_reminder_plans_next", "next_at", "key"),
    Index("ix_reminder_plans_group", "group_key"),
)

REMINDER_OCCURRENCES = Table(
    "reminder_occurrences",
    metadata,
    Column("key", String(400), primary_key=True),
    Column("rule", String(60), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("notice_id", String(60)),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("due_at", Instant),
    Column("at", Instant, nullable=False),
    Column("token", String(20), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("count", Integer, nullable=False),
    Column("noted_at", Instant, nullable=False),
    Column("message_id", String(36)),
    Index("ix_reminder_occurrences_at", "at", "key"),
    Index("ix_reminder_occurrences_organisation", "organisation_id", "at"),
)

MESSAGES = Table(
    "messages",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("key", String(350), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("category", String(10), nullable=False),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("subject_id", String(100)),
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("items", Json, nullable=False),
    Column("clause", String(200)),
    Column("due_at", Instant),
    Column("days_before", Integer, nullable=False),
    Column("channels", Json),
    Column("batch", Boolean, nullable=False, server_default=false()),
    Column("rule", String(60), nullable=False, server_default=""),
    Column("wording", String(80), nullable=False, server_default=""),
    Column("wording_version", String(12), nullable=False, server_default=""),
    Column("channel", String(20), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("read_by", String(100)),
    UniqueConstraint("key", name="uq_messages_key"),
    Index("ix_messages_sent", "sent_at", "id"),
    Index("ix_messages_person", "person_id", "sent_at"),
    Index("ix_messages_organisation", "organisation_id", "sent_at"),
    Index("ix_messages_unread_of_person", "person_id", "read_at", "category"),
    Index("ix_messages_unread_of_organisation", "organisation_id", "read_at", "category"),
)

NOTICES = Table(
    "notices",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("notice_version", Integer, nullable=False),
    Column("reminders", Json, nullable=False),
    Column("last_days", Json, nullable=False),
    Column("ruling", Json),
    Column("replanned_to", String(340)),
    Column("document_number", String(100)),
    Index("ix_notices_replanned", "replanned_to"),
)
"""`replanned_to`: how far the open duties are planned by a newer version's rules; null once all of them are."""

SUBJECTS = Table(
    "subjects",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("notice_id", String(60), nullable=False),
    Column("level_group", String(20)),
    Column("label", String(200)),
    Column("last_stage", String(60)),
    Column("office_id", String(100)),
    Column("authority_id", String(100)),
)

ORGANISATIONS = Table(
    "organisations",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("email", String(200)),
    Column("kind", String(20)),
    Column("region", String(6)),
    Column("parent_id", String(100)),
)

PEOPLE = Table(
    "people",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("unit_id", String(100), nullable=False),
    Column("since", Instant, nullable=False),
)
"""For which unit somebody applied last: whose supervisor hears that letters do not reach him."""

CHANGE_PARTIES = Table(
    "change_parties",
    metadata,
    Column("subject_id", String(100), primary_key=True),
    Column("reader", String(102), primary_key=True),
)
"""Who has to do with a declaration, a list, a report or a session by what was told of it so far."""

FEEDS = Table(
    "feeds",
    metadata,
    Column("reader", String(102), primary_key=True),
    Column("last", BigInteger, nullable=False),
)
"""The last place that was given in each feed."""

CHANGES = Table(
    "changes",
    metadata,
    Column("reader", String(102), primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("event_id", String(36), nullable=False),
    Column("kind", String(100), nullable=False),
    Column("about", String(20), nullable=False),
    Column("subject_id", String(100), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("noted_at", Instant, nullable=False),
    Index("ix_changes_noted", "noted_at"),
)

CALENDAR_LINKS = Table(
    "calendar_links",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("recipient_key", String(120), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("asked", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    UniqueConstraint("digest", name="uq_calendar_links_digest"),
    UniqueConstraint("asked", name="uq_calendar_links_asked"),
    Index("ix_calendar_links_recipient", "recipient_key"),
)
"""Of the secrets only digests; `asked` is the digest of the request that made the link."""
