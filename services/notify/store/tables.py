"""Tables of notify. A recipient is a person or an organisation: exactly one of the two columns is set."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, false

from services.notify.store.sealed_json import SealedJson
from shared.persistence import Instant, Json, new_metadata
from shared.security import SealedText

metadata = new_metadata()

DEADLINES = Table(
    "deadlines",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("notice_id", String(60), nullable=False),
    Column("subject_id", String(100), nullable=False),
    Column("round", String(100), nullable=False),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("recipient_key", String(120), nullable=False),
    Column("since", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("group_key", String(300), nullable=False),
    Column("label", String(200)),
    Column("state", String(10), nullable=False),
    Column("cleared_at", Instant),
    Column("escalation", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("kind", "subject_id", "round", "recipient_key", name="uq_deadlines_duty"),
    Index("ix_deadlines_subject", "subject_id"),
    Index("ix_deadlines_group", "group_key"),
    Index("ix_deadlines_state_due", "state", "due_at"),
    Index("ix_deadlines_person", "person_id"),
    Index("ix_deadlines_organisation", "organisation_id"),
)

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
    Column("channel", String(20), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("read_by", String(100)),
    UniqueConstraint("key", name="uq_messages_key"),
    Index("ix_messages_person", "person_id", "sent_at"),
    Index("ix_messages_organisation", "organisation_id", "sent_at"),
)

NOTICES = Table(
    "notices",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("notice_version", Integer, nullable=False),
    Column("reminders", Json, nullable=False),
    Column("last_days", Json, nullable=False),
)

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
)

DISPATCHES = Table(
    "dispatches",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("message_id", String(36)),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("kind", String(40), nullable=False),
    Column("category", String(10), nullable=False),
    Column("rule", String(60), nullable=False),
    Column("routes", SealedJson, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("step", Integer, nullable=False),
    Column("batch", String(250)),
    Column("letter_id", String(60)),
    Column("attempts", Integer, nullable=False),
    Column("claim", String(36)),
    Column("sent_at", Instant),
    Column("settled_at", Instant),
    Column("receipt", String(200)),
    Column("code", String(60), nullable=False),
    Column("said", String(200), nullable=False),
    Column("tries", Json, nullable=False),
    Column("content", SealedJson),
    Index("ix_dispatches_due", "state", "channel", "due_at"),
    Index("ix_dispatches_settled", "state", "settled_at"),
    Index("ix_dispatches_letter", "letter_id"),
    Index("ix_dispatches_claim", "claim"),
    Index("ix_dispatches_batch", "batch", "state"),
    Index("ix_dispatches_message", "message_id"),
    Index("ix_dispatches_person", "person_id", "queued_at"),
    Index("ix_dispatches_organisation", "organisation_id", "queued_at"),
)
"""Messages on their way out of the house. Addresses stand in `routes`, the text of a letter that no inbox has in
`content`, both sealed."""

CHANNEL_RATES = Table(
    "channel_rates",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("full_at", Instant, nullable=False),
)
"""When each channel's bucket is full again."""

CONTACTS = Table(
    "contacts",
    metadata,
    Column("recipient_key", String(120), primary_key=True),
    Column("channel", String(20), primary_key=True),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("address", SealedText),
    Column("confirmed_at", Instant),
    Column("pending", SealedText),
    Column("code_digest", String(64)),
    Column("code_until", Instant),
    Column("tries", Integer, nullable=False),
    Column("codes", Integer, nullable=False),
    Column("codes_since", Instant),
    Column("code_sent_at", Instant),
)

PREFERENCES = Table(
    "preferences",
    metadata,
    Column("recipient_key", String(120), primary_key=True),
    Column("person_id", String(100)),
    Column("organisation_id", String(100)),
    Column("order", Json, nullable=False),
    Column("outside", Json, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(100), nullable=False),
)

MAIL_QUEUE = Table(
    "mail_queue",
    metadata,
    Column("message_id", String(36), primary_key=True),
    Column("address", String(200), nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant, nullable=False),
    Index("ix_mail_queue_state_next", "state", "next_try_at"),
)
"""The queue of 0.2.0; what that version still writes is taken over into `dispatches`."""

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
