"""Sending a message: once per key, into the inbox of its recipient, announced as an event, and on its way outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.notify.domain.hours import LetterHours
from services.notify.domain.message import Draft, Message
from services.notify.usecases.enqueue import enqueue
from services.notify.usecases.ports import NotifyTx
from shared.contracts.notify import REMINDER_SENT, ReminderSent

INBOX = "inbox"


def deliver(tx: NotifyTx, draft: Draft, address: str | None = None) -> bool:
    """Send unless it was sent before; tells whether a message went out. A letter goes by mail to `address`, else on
    the channels and to the addresses that the recipient has."""
    message = Message(tx.new_id(), draft, INBOX, tx.now)
    if not tx.ports.messages.add(message):
        return False
    _announce(tx, message)
    enqueue(tx, [message], address)
    return True


def deliver_all(tx: NotifyTx, drafts: Sequence[Draft], hours: Mapping[str, LetterHours]) -> dict[str, str]:
    """The same for many, with as few statements as for one: key -> the id of the message under it, new or not.
    `hours`: when their letters may leave, by key."""
    messages = {draft.key: Message(tx.new_id(), draft, INBOX, tx.now) for draft in drafts}
    added = tx.ports.messages.add_all(list(messages.values()))
    new = [message for message in messages.values() if message.id in added]
    for message in new:
        _announce(tx, message)
    enqueue(tx, new, hours=hours)
    sent_before = [key for key, message in messages.items() if message.id not in added]
    return {key: message.id for key, message in messages.items()} | tx.ports.messages.ids_of(sent_before)


def _announce(tx: NotifyTx, message: Message) -> None:
    draft = message.draft
    sent = ReminderSent(
        message_id=message.id,
        kind=draft.kind,
        category=draft.category,
        recipient_person_id=draft.recipient.person_id,
        recipient_organisation_id=draft.recipient.organisation_id,
        subject_id=message.subject_id,
        days_before=draft.days_before,
        items=len(draft.items),
        channel=message.channel,
        due_at=draft.due_at,
        sent_at=message.sent_at,
    )
    tx.record(REMINDER_SENT, message.id, sent)
