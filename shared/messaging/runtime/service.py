"""The base of every service class: the methods that operators expect of all services alike."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from marshmallow import validate

from shared.messaging.events import dead_letters
from shared.messaging.rpc.methods import command, query
from shared.persistence.events.status import StatusCounts, status_counts
from shared.wire.requests import DEFAULT_LIMIT, MAX_LIMIT, Command, Query
from shared.wire.types import Doc, Page, record

OPERATOR = ("operator",)
STANDARD_RPC = (
    "get_status",
    "list_dead_letters",
    "show_dead_letter",
    "replay_dead_letter",
    "discard_dead_letter",
)
"""Methods of every service, open to the role operator without a line in access.csv."""


LetterId = Annotated[str, validate.Length(max=36)]


@record
class ListDeadLetters(Query):
    """Letters in one state, oldest first."""

    state: Annotated[Literal["open", "replayed", "discarded"] | None, Doc("null for all")] = "open"
    limit: Annotated[int, validate.Range(min=1, max=MAX_LIMIT)] = DEFAULT_LIMIT


@record
class ShowDeadLetter(Query):
    """One letter."""

    id: LetterId


@record
class ReplayDeadLetter(Command):
    """One letter."""

    id: Annotated[LetterId, Doc("or `all`")]


@record
class DiscardDeadLetter(Command):
    """One letter."""

    id: LetterId
    reason: Annotated[
        str | None,
        validate.Length(min=1, max=500),
        Doc("why; goes into the trail. Required for a letter whose number another event has taken"),
    ] = None


class Service:
    """Inherit, set `name` and `app = Wiring(bootstrap)`, and decorate methods with command, query, consume, sweep."""

    name: ClassVar[str]
    app: Any

    @query(roles=OPERATOR)
    def get_status(self, tx: Any, request: Query) -> StatusCounts:
        """What is pending, published, handled, and given up on."""
        return status_counts(tx.connection, tx.undelivered)

    @query(roles=OPERATOR)
    def list_dead_letters(self, tx: Any, request: ListDeadLetters) -> Page[dead_letters.DeadLetterLine]:
        """Messages given up on."""
        return dead_letters.listing(tx, request.state, request.limit)

    @query(roles=OPERATOR)
    def show_dead_letter(self, tx: Any, request: ShowDeadLetter) -> dead_letters.FullDeadLetter:
        """One of them in full, with the error of each attempt."""
        return dead_letters.show(tx, request.id)

    @command(roles=OPERATOR)
    def replay_dead_letter(self, tx: Any, request: ReplayDeadLetter) -> dead_letters.Replayed:
        """Send one (or `all`) back to its queue."""
        return dead_letters.replay(tx, request.id)

    @command(roles=OPERATOR)
    def discard_dead_letter(self, tx: Any, request: DiscardDeadLetter) -> dead_letters.Discarded:
        """Give one up for good."""
        return dead_letters.discard(tx, request.id, request.reason)
