"""Sending a message: once per key, into the inbox of its recipient, announced as an event."""

from __future__ import annotations

from collections.abc import Sequence

from services.notify.domain.message import Draft, Message
from services.notify.usecases.ports import NotifyTx
from shared.contracts.notify import REMINDER_SENT, ReminderSent

INBOX = "inbox"


def deliver(tx: NotifyTx, draft: Draft, address: str | None = None) -> bool:
    """Send unless it was sent before; tells whether a message went out. Mail goes to `address`, else to the one that
    the recipient has in the directory."""
    message = Message(tx.new_id(), draft, INBOX, tx.now)
    if not tx.ports.messages.add(message):
        return False
    _announce(tx, message)
    _mail(tx, message, address)
    return True


def deliver_all(tx: NotifyTx, drafts: Sequence[Draft]) -> dict[str, str]:
    """The same for many, with as few statements as for one: key -> the id of the message under it, new or not."""
    messages = {draft.key: Message(tx.new_id(), draft, INBOX, tx.now) for draft in drafts}
    new = tx.ports.messages.add_all(list(messages.values()))
    for message in messages.values():
        if message.id in new:
            _announce(tx, message)
            _mail(tx, message, None)
    sent_before = [key for key, message in messages.items() if message.id not in new]
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


def _mail(tx: NotifyTx, message: Message, address: str | None) -> None:
    if tx.ports.mailbox is None:
        return
    address = address or tx.ports.directory.email_of(message.draft.recipient)
    if address:
        tx.ports.mailbox.enqueue(message, address)
