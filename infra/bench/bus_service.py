"""What the bus is measured with: a service of ours, and the same work as bare nameko."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from marshmallow import validate
from nameko.rpc import rpc
from sqlalchemy import Column, Connection, Integer, String, Table, insert, select

from shared.contracts.base import Count, EventType, Stream
from shared.kernel.clock import Clock
from shared.kernel.errors import refused
from shared.kernel.settings import Settings
from shared.messaging import (
    Application,
    Event,
    Service,
    Wiring,
    command,
    consume,
    query,
)
from shared.persistence import Database, Tx, new_metadata
from shared.wire.requests import Command, Query
from shared.wire.types import record

METADATA = new_metadata()
ITEMS = Table(
    "items",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("title", String(100), nullable=False),
    Column("version", Integer, nullable=False),
)
LISTED = 50
_NEWEST = select(ITEMS).order_by(ITEMS.c.id).limit(LISTED)
TRANSITIONS = {("draft", "submit"): "submitted", ("submitted", "return"): "returned"}


@record
class ItemMade:
    """An item exists; `at_ns` is when its maker saw the commit coming."""

    item_id: str
    state: str
    weight: Count


ITEM_MADE = EventType("bench.item_made", "item", ItemMade, {"item_id": "i", "state": "submitted", "weight": 1})
ITEM = Stream("bench", "item", (ITEM_MADE,))


@record
class MakeItem(Command):
    """A write of ordinary size."""

    title: Annotated[str, validate.Length(max=100)]
    level: Literal["senior", "middle", "junior"]
    weight: Annotated[int, validate.Range(min=0)]


@dataclass
class BenchItem:
    """The aggregate: draft until submitted."""

    id: str
    title: str
    state: str = "draft"

    def apply(self, action: str) -> None:
        """Move on, or refuse."""
        following = TRANSITIONS.get((self.state, action))
        if following is None:
            raise refused("step_not_possible")
        self.state = following


@dataclass
class BenchPorts:
    """The repository, as it were."""

    connection: Connection

    def add(self, item: BenchItem) -> None:
        """INSERT."""
        values = {"id": item.id, "state": item.state, "title": item.title, "version": 1}
        self.connection.execute(insert(ITEMS), [values])

    def some(self) -> list[BenchItem]:
        """As many as a page has."""
        return [BenchItem(row.id, row.title, row.state) for row in self.connection.execute(_NEWEST)]


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire the service."""
    return Application.wire("bench", settings, clock, BenchPorts, Path(__file__).with_name("bus_access.csv"))


@record
class ItemStored:
    """A new item."""

    item_id: str
    version: int


@record
class ItemLine:
    """An item in a list."""

    item_id: str
    state: str
    title: str


@record
class ItemLines:
    """A page."""

    items: tuple[ItemLine, ...]


@record
class Pong:
    """The shortest answer."""

    pong: bool


@record
class Handled:
    """One event and when its handler started, in nanoseconds since the epoch."""

    event_id: str
    at: int


@record
class HandledAt:
    """All of them."""

    items: tuple[Handled, ...]


class BenchService(Service):
    """Publishes and follows its own items."""

    name = "bench"
    app = Wiring(bootstrap)
    handled: list[tuple[str, int]] = []  # noqa: RUF012  one list per process is the point

    @command()
    def make_item(self, tx: Tx[BenchPorts], request: MakeItem) -> ItemStored:
        """Validate, transition, INSERT, outbox, COMMIT."""
        item = BenchItem(tx.new_id(), request.title)
        item.apply("submit")
        tx.ports.add(item)
        tx.record(ITEM_MADE, item.id, ItemMade(item_id=item.id, state=item.state, weight=request.weight))
        return ItemStored(item_id=item.id, version=1)

    @query()
    def list_items(self, tx: Tx[BenchPorts], request: Query) -> ItemLines:
        """A page of items."""
        found = tx.ports.some()
        return ItemLines(items=tuple(ItemLine(item_id=one.id, state=one.state, title=one.title) for one in found))

    @query()
    def ping(self, tx: Tx[BenchPorts], request: Query) -> Pong:
        """The shortest answer."""
        return Pong(pong=True)

    @consume(ITEM)
    def on_item(self, tx: Tx[BenchPorts], event: Event) -> None:
        """Note when the handler started."""
        self.handled.append((event.id, time.time_ns()))

    @query()
    def handled_at(self, tx: Tx[BenchPorts], request: Query) -> HandledAt:
        """When each event's handler started, nanoseconds since the epoch."""
        return HandledAt(items=tuple(Handled(event_id=event, at=at) for event, at in self.handled))


def bare_service(database: Database) -> type:
    """Stock nameko: one RPC with one INSERT and COMMIT."""

    class Bare:
        name = "bare"

        @rpc
        def make_item(self, id: str, title: str) -> dict[str, Any]:
            """INSERT, COMMIT."""
            with database.engine.begin() as connection:
                connection.execute(insert(ITEMS), [{"id": id, "state": "submitted", "title": title, "version": 1}])
            return {"item_id": id, "version": 1}

        @rpc
        def list_items(self) -> dict[str, Any]:
            """SELECT a page."""
            with database.engine.connect() as connection:
                rows = connection.execute(_NEWEST).all()
            return {"items": [{"item_id": row.id, "state": row.state, "title": row.title} for row in rows]}

        @rpc
        def ping(self) -> dict[str, Any]:
            """The shortest answer."""
            return {"pong": True}

    return Bare
