"""Tables of letters: the queue, how fast each channel goes, addresses and wishes. A recipient is as in tables.py."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from services.notify.store.sealed_json import SealedJson
from shared.persistence import Instant, Json, new_metadata
from shared.security import SealedText

metadata = new_metadata()
"""Of every table of this service."""

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
    Column("quiet", String(11)),
    Index("ix_dispatches_due", "state", "channel", "due_at"),
    Index("ix_dispatches_queued", "queued_at", "id"),
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
