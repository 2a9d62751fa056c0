"""The queue of letters: claim one, send it elsewhere, note what became of it."""

from __future__ import annotations

from datetime import timedelta

from services.notify.usecases.ports import Letter, NotifyTx

CLAIMED_FOR = timedelta(minutes=10)
DELAYS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Waits after each failed attempt; after the last the letter rests as `failed`, the inbox keeps the message."""


def next_letter(tx: NotifyTx) -> Letter | None:
    """Claim the letter that is due first; a claim ends by itself, so that a killed process loses no letter."""
    if tx.ports.mailbox is None:
        return None
    letter = tx.ports.mailbox.next_due(tx.now)
    if letter is not None:
        tx.ports.mailbox.postpone(letter.message_id, tx.now + CLAIMED_FOR, letter.attempts + 1)
    return letter


def note_outcome(tx: NotifyTx, letter: Letter, delivered: bool) -> None:
    """Settle a claimed letter: sent, to be tried again, or given up."""
    if tx.ports.mailbox is None:
        return
    if delivered:
        tx.ports.mailbox.close(letter.message_id, "sent")
    elif letter.attempts < len(DELAYS):
        tx.ports.mailbox.postpone(letter.message_id, tx.now + DELAYS[letter.attempts], letter.attempts + 1)
    else:
        tx.ports.mailbox.close(letter.message_id, "failed")
