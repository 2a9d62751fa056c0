"""A fresh service is told the events of a year in any order, each as often as wanted, and its end state is read."""

from __future__ import annotations

import importlib
import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from shared.contracts.base import Stream
from shared.contracts.queues import SUBSCRIPTIONS
from shared.kernel.clock import VirtualClock, parse_instant
from shared.kernel.settings import Settings
from shared.messaging.events.consume import STREAM
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from shared.messaging.events.topology import Subscription
from shared.persistence.schema.migrations import migrate
from tests.support.envelopes import Message

BOOKKEEPING = {
    "epochs",
    "inbox",
    "cursors",
    "alembic_version",
    "stream_heads",
    "event_tally",
    "trials",
    "feeds",
    "changes",
}
"""When and from where; not what came of it. A feed tells what came, in that order, to whom had to do with it by then;
who has (`change_parties`) is compared."""
WHERE_IT_STANDS = {"position", "seal_no", "prev_hash", "hash", "signature"}
"""Columns of the trail that hang on its order and on ids of its own."""
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_NUMBERED = re.compile(r"([A-Z]+-\d{4}-)\d{6}")
"""A case's number is given by the order of arrival."""
Key = tuple[str, str]
"""Source and aggregate of a stream."""


@dataclass(frozen=True)
class Year:
    """What a year left behind (see record.py)."""

    folder: Path

    @cached_property
    def bodies(self) -> list[str]:
        """Its events, in the order in which they left."""
        return (self.folder / "events.jsonl").read_text(encoding="utf-8").splitlines()

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that the events name."""
        return frozenset(found for body in self.bodies for found in _ID.findall(body))

    @cached_property
    def keyring(self) -> str:
        """The keys that it was sealed with."""
        return (self.folder / "keyring.json").read_text()

    @cached_property
    def ended_on(self) -> datetime:
        """Its last instant."""
        return parse_instant((self.folder / "ended_on").read_text())


def end_state(year: Year, service: str, bodies: Sequence[str], folder: Path) -> dict[str, list[str]]:
    """Table -> its rows as sorted texts, after the service was told the bodies one by one.

    What cannot be applied yet is told again behind the others, as the retry levels do, until a whole round brings
    nothing: `waiting` lists what was left (a fresh declaration service knows none of the declarations that others speak
    of). The audit service keeps its register of organisations, which no event brings it. Ids that the service made
    itself and numbers by arrival count as equal.
    """
    url = f"sqlite:///{folder / service}.db?synchronous=OFF"
    migrate(service, url)
    settings = Settings(
        database_url=url, storage_url=f"dir://{folder}/files?durable=no", keyring=year.keyring,
        environ={"ZHIPING_RENDER_WORKERS": "1"},
    )  # fmt: skip
    clock = VirtualClock(year.ended_on)
    clocks = {"wall": clock} if service == "docgen" else {}
    app = importlib.import_module(f"services.{service}.bootstrap").bootstrap(settings, clock, **clocks)
    try:
        if service == "audit":
            _copy_organisations(app, year.folder / "audit.db")
        left = _tell(app, service, bodies)
        return _rows(app, year.ids) | {"waiting": sorted({json.loads(body)["id"] for body in left})}
    finally:
        app.close()


def _copy_organisations(app: Any, kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as source, app.database.begin() as connection:
        source.row_factory = sqlite3.Row
        for row in source.execute("SELECT * FROM organisations"):
            names = ", ".join(dict(row))
            places = ", ".join(f":{name}" for name in dict(row))
            connection.execute(text(f"INSERT INTO organisations ({names}) VALUES ({places})"), dict(row))


def _tell(app: Any, service: str, bodies: Sequence[str]) -> Sequence[str]:
    service_class = getattr(importlib.import_module(f"services.{service}.service"), f"{service.capitalize()}Service")
    methods = [getattr(service_class, name) for name in dir(service_class)]
    following = [method for method in methods if STREAM in getattr(method, "__dict__", {})]
    handlers = {_key(getattr(method, STREAM)): method for method in following}
    streams = {_key(stream): stream for stream in SUBSCRIPTIONS[service]}
    waiting, told = list(bodies), -1
    while len(waiting) != told:
        told = len(waiting)
        waiting = [body for body in waiting if not _taken(app, service, body, streams, handlers)]
    return waiting


def _taken(
    app: Any, service: str, body: str, streams: Mapping[Key, Stream], handlers: Mapping[Key, Callable[..., Any]]
) -> bool:
    """Whether nothing is left to do about it."""
    head = json.loads(body)
    key = head["source"], head["aggregate"]
    if key not in streams:
        return True
    queue = Subscription(service, streams[key]).queue
    app.delayed.add(queue, head["subject"])  # nobody else will bring what lacks: do not wait for it
    handler = partial(handlers[key].__wrapped__, None)  # type: ignore[attr-defined]
    outcome = apply_delivery(app, streams[key], Delivery(Message(body), queue), handler)
    assert outcome.verdict is not DeliveryOutcome.DEAD, outcome.error
    return outcome.verdict is not DeliveryOutcome.RETRY


def _key(stream: Stream) -> Key:
    return stream.source, stream.aggregate


def _rows(app: Any, known: frozenset[str]) -> dict[str, list[str]]:
    found = {}
    with app.database.begin_reading() as connection:
        for table in sorted(set(inspect(connection).get_table_names()) - BOOKKEEPING):
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            found[table] = sorted(_plain(dict(row), known) for row in rows)
    return found


def _plain(row: dict[str, Any], known: frozenset[str]) -> str:
    kept = {name: value for name, value in row.items() if name not in WHERE_IT_STANDS}
    written = json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)
    written = _ID.sub(lambda match: match[0] if match[0] in known else "<id>", written)
    return _NUMBERED.sub(r"\1<number>", _TRACE.sub("<trace>", written))
