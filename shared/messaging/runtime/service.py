"""The base of every service class: the methods that operators expect of all services alike."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import fields, validate

from shared.messaging.events import dead_letters
from shared.messaging.rpc.methods import command, query
from shared.messaging.rpc.schemas import MAX_LIMIT, CommandSchema, QuerySchema
from shared.persistence.events.status import StatusCounts, status_counts
from shared.wire.types import Page

OPERATOR = ("operator",)
STANDARD_RPC = (
    "get_status",
    "list_dead_letters",
    "show_dead_letter",
    "replay_dead_letter",
    "discard_dead_letter",
)
"""Methods of every service, open to the role operator without a line in access.csv."""


class GetStatus(QuerySchema):
    """get_status takes nothing."""


class ListDeadLetters(QuerySchema):
    """`state`: open (default), replayed, discarded, or null for all."""

    state = fields.String(
        load_default="open", allow_none=True, validate=validate.OneOf(("open", "replayed", "discarded"))
    )
    limit = fields.Integer(strict=True, load_default=50, validate=validate.Range(min=1, max=MAX_LIMIT))


class ShowDeadLetter(QuerySchema):
    """One letter."""

    id = fields.String(required=True)


class ReplayDeadLetter(CommandSchema):
    """`id` of one letter, or `all`."""

    id = fields.String(required=True)


class DiscardDeadLetter(CommandSchema):
    """`id` of one letter."""

    id = fields.String(required=True)


class Service:
    """Inherit, set `name` and `app = Wiring(bootstrap)`, and decorate methods with command, query, consume, sweep."""

    name: ClassVar[str]
    app: Any

    @query(GetStatus, roles=OPERATOR)
    def get_status(self, tx: Any, request: dict[str, Any]) -> StatusCounts:
        """What is pending, published, handled, and given up on."""
        return status_counts(tx.connection)

    @query(ListDeadLetters, roles=OPERATOR)
    def list_dead_letters(self, tx: Any, request: dict[str, Any]) -> Page[dead_letters.DeadLetterLine]:
        """Messages given up on."""
        return dead_letters.listing(tx, request["state"], request["limit"])

    @query(ShowDeadLetter, roles=OPERATOR)
    def show_dead_letter(self, tx: Any, request: dict[str, Any]) -> dead_letters.FullDeadLetter:
        """One of them in full, with the error of each attempt."""
        return dead_letters.show(tx, request["id"])

    @command(ReplayDeadLetter, roles=OPERATOR)
    def replay_dead_letter(self, tx: Any, request: dict[str, Any]) -> dead_letters.Replayed:
        """Send one (or `all`) back to its queue."""
        return dead_letters.replay(tx, request["id"])

    @command(DiscardDeadLetter, roles=OPERATOR)
    def discard_dead_letter(self, tx: Any, request: dict[str, Any]) -> dead_letters.Discarded:
        """Give one up for good."""
        return dead_letters.discard(tx, request["id"])
