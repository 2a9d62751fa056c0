"""Data of events that is too large for the broker: kept in the object store, the event names it by key and digest.

The store is imported where it is used: every service process imports this module, and hardly one meets such an event.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from shared.contracts.envelope import CARRIED_APART_FROM, CONTENT_TYPE, BadEnvelope, Event, decode
from shared.contracts.store_users import events_of
from shared.kernel.canonical import canonical_json, digest

if TYPE_CHECKING:
    from shared.storage import ObjectStore


class LargeData:
    """The way to the store that all services share; without one every event carries its data itself."""

    def __init__(self, storage_url: str = "") -> None:
        self._url = storage_url

    @cached_property
    def _store(self) -> ObjectStore:
        from shared.storage import store_from_url

        return store_from_url(self._url)

    def put_apart(self, body: str) -> str:
        """The body to send: the same, or with its data left in the store."""
        if not self._url or len(body) * 4 <= CARRIED_APART_FROM or len(body.encode()) <= CARRIED_APART_FROM:
            return body
        event = decode(body)
        stored, key = canonical_json(event.data), f"{events_of(event.source)}{digest(event.data)}.json"
        self._store.put(key, stored, CONTENT_TYPE)
        return event.apart(key, stored).encode()

    def deposit(self, key: str, data: bytes) -> None:
        """Leave a small JSON file in the store, if there is one; what stands there already stays."""
        if self._url and self._store.stat(key) is None:
            self._store.put(key, data, CONTENT_TYPE)

    def join(self, event: Event) -> Event:
        """The event with its data; BadEnvelope when what is stored is not what it names, else what the store raises."""
        if event.dataref is None:
            return event
        if not event.dataref.startswith(events_of(event.source)):
            raise BadEnvelope("envelope_invalid", "dataref leads to another place than the publisher's events")
        return event.rejoined(self._store.get(event.dataref))
