"""One delivery of an event and the verdict over it; knows kombu's message, nothing of nameko."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from shared.calls.wire import Headers
from shared.messaging.embedded.settlement import SETTLE_HEADER
from shared.persistence.events.dead_letters import Failure

ATTEMPT = "x-zhiping-attempt"
"""How often the event has failed already; absent means never."""
RETURNED = "x-delivery-count"
"""Set by quorum queues: how often the message came back unsettled; absent means never."""
HISTORY = "x-zhiping-history"
"""JSON list of {"at", "error"}, one per failure."""
MOST_FAILURES = 100


def word(value: Any, most: int) -> str | None:
    """A text that fits into a column of `most` characters; anything else is not read."""
    return value if isinstance(value, str) and len(value) <= most and value.isprintable() else None


@dataclass(slots=True, eq=False)
class Delivery:
    """A message as it came, with what earlier attempts left in its headers."""

    message: Any
    queue: str

    @property
    def body(self) -> bytes:
        """The raw body."""
        body = self.message.body
        return body.encode() if isinstance(body, str) else bytes(body)

    @property
    def attempts(self) -> int:
        """Failures so far; an unreadable header counts as none."""
        return self._count(ATTEMPT)

    @property
    def returned(self) -> int:
        """How often this message was delivered before and neither settled nor sent to a retry level."""
        return self._count(RETURNED)

    def _count(self, header: str) -> int:
        value = self.message.headers.get(header, 0)
        return value if type(value) is int and value >= 0 else 0

    @property
    def history(self) -> list[Failure]:
        """The failures so far, oldest first."""
        try:
            found = json.loads(self.message.headers.get(HISTORY) or "[]")
        except (TypeError, ValueError, RecursionError):
            return []
        entries = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return [
            {"at": word(one.get("at"), 500) or "", "error": word(one.get("error"), 500) or ""}
            for one in entries[:MOST_FAILURES]
        ]

    @property
    def message_id(self) -> str | None:
        """The event id in the AMQP properties, readable even where the body is not."""
        return word(self.message.properties.get("message_id"), 64)

    @property
    def user(self) -> str | None:
        """The broker user who sent the message, as the broker made sure; absent where the sender did not say."""
        return word(self.message.properties.get("user_id"), 100)

    @property
    def event_type(self) -> str | None:
        """The event type in the AMQP properties."""
        return word(self.message.properties.get("type"), 100)

    def next_headers(self, history: list[Failure]) -> Headers:
        """Headers of the copy for the next level."""
        headers: Headers = {ATTEMPT: len(history), HISTORY: json.dumps(history, ensure_ascii=False)}
        settlement = self.message.headers.get(SETTLE_HEADER)
        return headers if settlement is None else {**headers, SETTLE_HEADER: settlement}
