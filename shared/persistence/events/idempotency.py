"""The answer that each command got, so that the same call again gets the same answer and does nothing twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, text

from shared.kernel.errors import conflict
from shared.persistence.db.types import Instant, Json
from shared.persistence.schema.common_tables import IDEMPOTENCY

_TABLE = IDEMPOTENCY.c
_FIND = select(_TABLE.digest, _TABLE.result).where(
    _TABLE.method == bindparam("method"), _TABLE.caller == bindparam("caller"), _TABLE.key == bindparam("key")
)
_REMEMBER = text(
    "INSERT INTO idempotency (method, caller, key, digest, result, created_at) "
    "VALUES (:method, :caller, :key, :digest, :result, :at) ON CONFLICT (method, caller, key) DO NOTHING"
).bindparams(bindparam("result", type_=Json), bindparam("at", type_=Instant))


class CallKey(NamedTuple):
    """What makes a call the same call: the method, the person who calls and the key he chose."""

    method: str
    caller: str
    key: str


class Remembered(NamedTuple):
    """An answer given before."""

    result: Any


def find_answer(connection: Connection, call: CallKey, *digests: str) -> Remembered | None:
    """The answer to this call, None for a new one. `digests` are of the request: what this version or an earlier one
    keeps of it (64 characters).

    Raises conflict("idempotency_key_reused") when the key was used for another request.
    """
    row = connection.execute(_FIND, call._asdict()).first()
    if row is None:
        return None
    if row.digest not in digests:
        raise conflict("idempotency_key_reused", path="idempotency_key")
    return Remembered(row.result)


def remember_answer(connection: Connection, call: CallKey, digest: str, result: Any, at: datetime) -> None:
    """Keep the answer in the transaction of the effect.

    Raises conflict("request_in_progress") when the same call has just been committed by another worker: this
    transaction is then rolled back, and find_answer in a new one has the answer.
    """
    values = {**call._asdict(), "digest": digest, "result": result, "at": at}
    if connection.execute(_REMEMBER, values).rowcount == 0:
        raise conflict("request_in_progress", path="idempotency_key")
