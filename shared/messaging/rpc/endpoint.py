"""An RPC method as data: its name, what it takes and gives, and how it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from marshmallow import Schema, ValidationError

from shared.kernel.catalogue import Details
from shared.kernel.errors import ZhipingError, invalid
from shared.messaging.rpc.field_messages import choices_in, in_chinese
from shared.messaging.rpc.size_limits import bounded
from shared.messaging.rpc.unsafe_values import refuse_unsafe_values
from shared.wire.answer import AnswerContract
from shared.wire.types import JsonObject

EndpointKind = Literal["command", "query", "sweep"]
_MISSING = "Missing data for required field."
_UNKNOWN = "Unknown field."
TOLD_AT_ONCE = 100
"""Faults that one answer lists."""


@dataclass(frozen=True)
class Endpoint:
    """One method on the wire; `roles` may call it beside those that the service's access.csv names.

    `anonymous`: the token is not looked at, the caller is nobody. `remembered` false: neither caller nor answer is kept
    for repeated calls, the use case itself is safe to repeat. Both are for commands that must leave no trace.
    `records`: a query that shows numbers or files and keeps to whom; its answer is given once that is committed.
    `trial` false: a command that cannot be tried, because no transaction takes back what it does (in the object store),
    or because its answer must not be had without it (a draw, the votes, whether a number is somebody's).
    """

    name: str
    kind: EndpointKind
    schema: Schema
    method: Callable[..., Any]
    answer: AnswerContract
    roles: frozenset[str] = frozenset()
    anonymous: bool = False
    remembered: bool = True
    records: bool = False
    trial: bool = True

    def __post_init__(self) -> None:
        """Whatever the schema leaves open gets an end."""
        bounded(self.schema)

    @property
    def can_be_tried(self) -> bool:
        """Whether a trial (`dry_run`) leaves nothing behind."""
        return self.kind == "command" and self.trial

    def load(self, params: JsonObject) -> Any:
        """The checked request; the first error decides slug and path, `details.errors` lists up to TOLD_AT_ONCE."""
        refuse_unsafe_values(params)
        try:
            return self.schema.load(params)
        except ValidationError as error:
            raise as_invalid(error) from None


def as_invalid(error: ValidationError) -> ZhipingError:
    """marshmallow's messages as one typed error; they name fields and choices and never repeat values."""
    found = list(islice(flatten(error.messages), TOLD_AT_ONCE))
    path, reason = found[0]
    everything = {place: in_chinese(told, place) for place, told in found}
    if reason == _UNKNOWN:
        return invalid("unknown_field", path=path, field=path, errors=everything)
    if reason == _MISSING and path == "idempotency_key":
        return invalid("idempotency_key_missing", path=path, errors=everything)
    if reason == _MISSING:
        return invalid("missing_field", path=path, field=path, errors=everything)
    choices = choices_in(reason)
    more: Details = {"choices": choices} if choices else {}
    return invalid("invalid_field", path=path, field=path, reason=everything[path], errors=everything, **more)


def flatten(messages: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(`sections.education.0.school`, message) pairs, in marshmallow's order."""
    if isinstance(messages, dict):
        for key, inner in messages.items():
            place = prefix if key == "_schema" else f"{prefix}.{key}" if prefix else str(key)
            yield from flatten(inner, place)
    elif isinstance(messages, list):
        for inner in messages:
            yield from flatten(inner, prefix)
    else:
        yield prefix, str(messages)
