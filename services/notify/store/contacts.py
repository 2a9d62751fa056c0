"""Wishes and addresses in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, CursorResult, Select, bindparam, select

from services.notify.domain.channel import Channel
from services.notify.domain.contact import OwnAddress, Preferences
from services.notify.domain.recipient import Recipient
from services.notify.store.letter_tables import CONTACTS, PREFERENCES
from shared.persistence import JsonRows, find, put

_WISHES = JsonRows(Preferences, "order", "outside", apart={"recipient": Recipient})
_ROWS = JsonRows(OwnAddress, "channel", apart={"recipient": Recipient})
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_WISHED = select(PREFERENCES).where(PREFERENCES.c.recipient_key.in_(_KEYS))
_ADDRESSES = select(CONTACTS).where(CONTACTS.c.recipient_key.in_(_KEYS))


class ContactRepository:
    """Adapter of `letter_ports.Contacts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def preferences_of(self, recipients: Collection[Recipient]) -> dict[Recipient, Preferences]:
        """What each wished, or what stands for those who never said."""
        told = {wishes.recipient: wishes for wishes in map(_WISHES.read, self._named(_WISHED, recipients))}
        return {recipient: told.get(recipient) or Preferences(recipient) for recipient in recipients}

    def keep_preferences(self, preferences: Preferences, at: datetime, by: str) -> None:
        """Replace what was wished."""
        said = {"recipient_key": preferences.recipient.key, "changed_at": at, "changed_by": by}
        put(self._connection, PREFERENCES, _WISHES.values(preferences) | said)

    def of(self, recipients: Collection[Recipient]) -> dict[Recipient, dict[Channel, OwnAddress]]:
        """The addresses of each by channel."""
        found: dict[Recipient, dict[Channel, OwnAddress]] = {}
        for contact in map(_ROWS.read, self._named(_ADDRESSES, recipients)):
            found.setdefault(contact.recipient, {})[contact.channel] = contact
        return found

    def held(self, recipient: Recipient) -> dict[Channel, OwnAddress]:
        """The addresses of one, kept from others until the end of the transaction."""
        rows = find(self._connection, CONTACTS, recipient_key=recipient.key, hold=True)
        return {contact.channel: contact for contact in map(_ROWS.read, rows)}

    def keep(self, contact: OwnAddress) -> None:
        """Replace one."""
        put(self._connection, CONTACTS, _ROWS.values(contact) | {"recipient_key": contact.recipient.key})

    def _named(self, statement: Select[Any], recipients: Collection[Recipient]) -> CursorResult[Any]:
        return self._connection.execute(statement, {"keys": [recipient.key for recipient in recipients]})
