"""Forms that lose nothing: what was typed comes back with the fault beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from flask import g, request

from shared.kernel.errors import Kind, ZhipingError, conflict
from shared.kernel.ids import new_id
from shared.wire.types import JsonObject

T = TypeVar("T")
_WHOLE = re.compile(r"-?[0-9]{1,10}")
ARRIVED = "idempotency_key_reused"
"""The form had come before, with other content, and was acted on although nobody heard of it."""
LISTS = ("missing", "rules", "problems", "findings", "points")
"""Where the details of a refusal hold all that stands in the way at once."""


class Obstacle(TypedDict):
    """One thing that stands in the way."""

    message: str
    clause: str | None


@dataclass(frozen=True)
class Fault:
    """A refusal as a page shows it: the sentence, the clause, and the sentence for each field that is named."""

    slug: str
    message: str
    clause: str | None
    fields: dict[str, str]
    may_try_again: bool
    more: tuple[Obstacle, ...] = ()
    """Everything else."""

    @classmethod
    def of(cls, error: ZhipingError) -> Fault:
        """From what a service raised."""
        told = error.details.get("errors")
        fields = {str(path): str(text) for path, text in told.items()} if isinstance(told, dict) else {}
        if error.path and error.path not in fields:
            fields[error.path] = error.message
        every = [row for name in LISTS for row in error.details.get(name) or () if isinstance(row, dict)]
        for row in every:
            fields.setdefault(str(row.get("path") or ""), str(row.get("message") or ""))
        again = error.kind is Kind.UNAVAILABLE
        return cls(error.slug, error.message, error.clause, fields, again, tuple(map(_told, every)))


def attempt(work: Callable[[], Any]) -> Fault | None:
    """Do it; what a service refuses becomes the fault that the form shows again. None when it is done."""
    return answered(work)[1]


def answered(work: Callable[[], T]) -> tuple[T | None, Fault | None]:
    """The same with what it gives; one of the two.

    `g.away`: a service did not answer, which is for the server to say and not for whoever filled in the form.
    """
    try:
        return work(), None
    except ZhipingError as error:
        g.away = error.kind is Kind.UNAVAILABLE
        g.arrived = error.slug == ARRIVED
        return None, Fault.of(conflict("form_arrived_before") if g.arrived else error)


def form_key() -> str:
    """What makes a form's command one command however often it comes: its own as long as it may not have arrived."""
    posted = request.form.get("idempotency_key")
    return posted if posted and not g.get("arrived") else new_id()


def given(name: str) -> str | None:
    """A field of the form without blanks around it; None when empty."""
    return request.form.get(name, "").strip() or None


def number(name: str) -> int | None:
    """A whole number of the form; None when it is none."""
    return whole(request.form.get(name))


def whole(text: str | None) -> int | None:
    """A whole number as people type it, of ten digits at the most; None for anything else."""
    found = _WHOLE.fullmatch((text or "").strip())
    return int(found[0]) if found else None


def _told(row: JsonObject) -> Obstacle:
    return {"message": str(row.get("message") or ""), "clause": row.get("clause")}
