"""A service as one of its processes has it: the door for calls, the queues for events, the relay; without a bus."""

from __future__ import annotations

import functools
import importlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from infra.service_classes import service_class
from shared.contracts.base import EventType
from shared.kernel.caller import Caller
from shared.kernel.clock import VirtualClock, iso
from shared.kernel.ids import new_id
from shared.messaging import endpoints
from shared.messaging.events.consume import STREAM
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence.events.dead_letters import DeadLetter, add_dead_letter
from shared.persistence.events.outbox import settle, take_batch
from shared.persistence.schema.common_tables import CURSORS
from shared.persistence.trail.chain import seal_trail

try:  # the version before has neither
    from shared.persistence.revocations import revoke
    from shared.persistence.trail.heads import note_head
except ImportError:
    note_head = None
from tests.support import envelopes
from tests.support.upgrade.names import Settings, TokenIssuer

OPERATOR = Caller("operator-1", "运维", None, frozenset({"operator"}))
SUBJECTS = {"case": "declaration_id", "review": "declaration_id"}
"""aggregate -> the field that names it, where that is not its own id."""
SEALED_AT_ONCE = 10
"""Few, so that the next version finds entries to seal."""


class Calendar(VirtualClock):
    """A clock that may be set back, too: every part of a story happens in the same season."""

    def set(self, instant: datetime) -> None:
        """From now on it is `instant`."""
        self._now = instant


class Replica:
    """What the suites' worlds do around a service, over a database that is taken as it is found."""

    def __init__(self, service: str, url: str, folder: Path, keyring: str, start: datetime) -> None:
        self.clock = Calendar(start)
        self.issuer = TokenIssuer(self.clock)
        self.settings = Settings(
            database_url=url, storage_url=f"dir://{folder}/files?durable=no", keyring=keyring, jwks=self.issuer.jwks,
            environ={"ZHIPING_PUBLIC_URL": "https://zc.example.cn"}, retry_delays=(0.05,),
        )  # fmt: skip
        bootstrap = importlib.import_module(f"services.{service}.bootstrap").bootstrap
        self.app: Any = bootstrap(self.settings, self.clock)
        made = service_class(service)
        self.service, self.endpoints = made(), endpoints(made)
        followers = [one for name in dir(made) if hasattr(one := getattr(made, name), STREAM)]
        self._followers = {getattr(one, STREAM).aggregate: one for one in followers}
        self.last_command: dict[str, Any] | None = None

    def close(self) -> None:
        """Give the connections back."""
        self.app.close()

    def call(self, who: Caller | None, method: str, **params: Any) -> Any:
        """A query, or a command whose key the story chooses."""
        context = CallContext(self.issuer.issue(who) if who else None, new_id(), new_id(), None)
        return run_rpc(self.app, context, self.endpoints[method], self.service, params)

    def ask(self, who: Caller | None, method: str, **params: Any) -> Any:
        """The same; some worlds call it so."""
        return self.call(who, method, **params)

    def do(self, who: Caller | None, method: str, **params: Any) -> Any:
        """A command; the last one whose answer is kept can be repeated."""
        params.setdefault("idempotency_key", new_id())
        answer = self.call(who, method, **params)
        if self.endpoints[method].remembered and who is not None:
            caller = [who.person_id, who.name, who.organisation_id, sorted(who.roles)]
            self.last_command = {"caller": caller, "method": method, "params": params, "answer": answer}
        return answer

    def repeat(self, command: dict[str, Any]) -> None:
        """A command that was answered before gets the same answer."""
        *person, roles = command["caller"]
        answer = self.call(Caller(*person, frozenset(roles)), command["method"], **command["params"])
        assert answer == command["answer"], f"{command['method']} was answered otherwise when it was repeated: {answer}"

    def arrives(self, event: EventType, data: dict[str, Any]) -> None:
        """The next event of its subject is delivered and handled."""
        method = self._followers[event.aggregate]
        stream = getattr(method, STREAM)
        queue, subject = stream.queue_of(self.app.name), data[SUBJECTS.get(event.aggregate, f"{event.aggregate}_id")]
        sequence = self._sequence(queue, subject) + 1
        event.check_outgoing(data)
        body = envelopes.body(event, subject, data, sequence=sequence, time=iso(self.clock.now()))
        faults: list[Exception] = []
        handler = functools.partial(self._handle, method.__wrapped__, faults)
        outcome = apply_delivery(self.app, stream, Delivery(envelopes.Message(body), queue), handler)
        if outcome.verdict is not DeliveryOutcome.HANDLED:
            raise AssertionError(f"{event.name} of {subject}: {outcome.error}") from (faults or [None])[-1]

    def _handle(self, method: Any, faults: list[Exception], tx: Any, event: Any) -> None:
        try:
            method(self.service, tx, event)
        except Exception as fault:
            faults.append(fault)
            raise

    def _sequence(self, queue: str, subject: str) -> int:
        found = select(CURSORS.c.sequence).where(CURSORS.c.handler == queue, CURSORS.c.subject == subject)
        with self.app.database.begin_reading() as connection:
            return connection.scalar(found) or 0

    def relay(self) -> None:
        """The older half of the outbox goes out, some of the trail is sealed."""
        with self.app.database.begin() as connection:
            rows = take_batch(connection, 1000).rows
            settle(connection, rows[: len(rows) // 2])
            self._seal(connection)

    def _seal(self, connection: Connection) -> None:
        if note_head is None:
            seal_trail(connection, limit=SEALED_AT_ONCE)
            return
        now = self.clock.now()
        seal_trail(connection, SEALED_AT_ONCE, self.app.database.trail_keys, now)
        note_head(connection, now)
        revoke(connection, now, now + timedelta(hours=12), person_id="nobody")

    def operate(self) -> None:
        """The operator looks, discards the dead letter that lay there; another one comes."""
        self.call(OPERATOR, "get_status")
        for letter in self.call(OPERATOR, "list_dead_letters")["items"]:
            self.call(OPERATOR, "show_dead_letter", id=letter["id"])
            self.call(OPERATOR, "discard_dead_letter", id=letter["id"], idempotency_key=new_id())
        stream = getattr(next(iter(self._followers.values())), STREAM)
        event = stream.events[0]
        letter = DeadLetter(
            id=new_id(), handler=stream.queue_of(self.app.name), event_id=new_id(), type=event.name, subject="s-1",
            body=envelopes.body(event, "s-1"), reason="off_contract: a story", failed_at=self.clock.now(),
            history=[{"at": iso(self.clock.now()), "error": "off_contract"}],
        )  # fmt: skip
        with self.app.database.begin() as connection:
            add_dead_letter(connection, letter)
