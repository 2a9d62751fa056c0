"""Wishes and addresses in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from services.notify.domain.channel import Channel
from services.notify.domain.contact import OwnAddress, Preferences
from services.notify.domain.recipient import Recipient
from services.notify.store.letter_tables import CONTACTS, PREFERENCES
from shared.persistence import JsonRows, find, put

_WISHES = JsonRows(Preferences, "order", "outside", apart={"recipient": Recipient})
_ROWS = JsonRows(OwnAddress, "channel", apart={"recipient": Recipient})


class ContactRepository:
    """Adapter of `letter_ports.Contacts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def preferences(self, recipient: Recipient) -> Preferences:
        """What was wished, or what stands for those who never said."""
        row = find(self._connection, PREFERENCES, recipient_key=recipient.key).first()
        return Preferences(recipient) if row is None else _WISHES.read(row)

    def keep_preferences(self, preferences: Preferences, at: datetime, by: str) -> None:
        """Replace what was wished."""
        said = {"recipient_key": preferences.recipient.key, "changed_at": at, "changed_by": by}
        put(self._connection, PREFERENCES, _WISHES.values(preferences) | said)

    def of(self, recipient: Recipient) -> dict[Channel, OwnAddress]:
        """The addresses by channel."""
        rows = find(self._connection, CONTACTS, recipient_key=recipient.key)
        return {contact.channel: contact for contact in map(_ROWS.read, rows)}

    def held(self, recipient: Recipient) -> dict[Channel, OwnAddress]:
        """The same, kept from others until the end of the transaction."""
        rows = find(self._connection, CONTACTS, recipient_key=recipient.key, hold=True)
        return {contact.channel: contact for contact in map(_ROWS.read, rows)}

    def keep(self, contact: OwnAddress) -> None:
        """Replace one."""
        put(self._connection, CONTACTS, _ROWS.values(contact) | {"recipient_key": contact.recipient.key})
