"""What happens around every RPC method: who calls, may he, is the request well-formed, one transaction, once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from shared.kernel.caller import Caller
from shared.kernel.canonical import digest
from shared.kernel.errors import ZhipingError, invalid, unavailable
from shared.kernel.masking import PERSONAL_NUMBERS
from shared.messaging.base.application import Application
from shared.messaging.base.fault_log import log_fault
from shared.messaging.base.trail_heads import announce_head
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.endpoint import Endpoint
from shared.messaging.rpc.unsafe_values import unfit
from shared.persistence.db.held_rows import HeldRows, insisting
from shared.persistence.events.idempotency import CallKey, Remembered, find_answer
from shared.persistence.schema.common_tables import KEYED
from shared.security import blind_index
from shared.telemetry import traced
from shared.wire.types import Done, JsonObject

_SWEEP_LOCK = 0x50EE9
SWEEP_ROUNDS = 10_000


def run_rpc(app: Application, context: CallContext, endpoint: Endpoint, service: Any, params: JsonObject) -> Any:
    """Run one call and return its result; raises ZhipingError only. A trial changes nothing, whatever comes out."""
    started = time.perf_counter()
    outcome = "ok"
    try:
        with traced(f"{app.name}.{endpoint.name}", context.trace, "server", correlation=context.correlation) as trace:
            if context.dry_run and not endpoint.can_be_tried:
                raise invalid("dry_run_not_possible")
            return _RUNNERS[endpoint.kind](app, context, endpoint, service, params, trace)
    except ZhipingError as error:
        outcome = error.kind.value
        raise
    except Exception as error:
        outcome = "unavailable"
        log_fault("rpc_failed", error, method=endpoint.name, correlation=context.correlation)
        raise unavailable("internal_error", correlation=context.correlation) from error
    finally:
        app.metrics.call(endpoint.name, outcome, time.perf_counter() - started)


def authenticate(app: Application, context: CallContext, endpoint: Endpoint) -> Caller:
    """The caller behind the token; without one, nobody, who may use public methods only."""
    if (context.token is None or endpoint.anonymous) and app.access.is_public(endpoint.name):
        return Caller.nobody()
    caller = app.verifier.verify(context.token)
    if not caller.roles & endpoint.roles:
        app.access.check(caller.roles, endpoint.name)
    return caller


def run_command(
    app: Application, context: CallContext, endpoint: Endpoint, service: Any, params: JsonObject, trace: str
) -> Any:
    """One transaction; the answer is stored with the effect. Only a call that failed looks for an earlier answer.

    A command that names no version does not depend on what it read: when somebody was faster, it decides anew.
    A trial goes all the way to the checked answer, and then the transaction is rolled back.
    """
    caller = authenticate(app, context, endpoint)
    request = endpoint.load(params)
    keeps = endpoint.remembered and not context.dry_run
    call = CallKey(endpoint.name, caller.person_id, params["idempotency_key"]) if keeps else None
    fingerprints = _fingerprints(params) if endpoint.remembered else ()

    def attempt(held: HeldRows) -> Any:
        with app.transaction(caller, correlation=context.correlation, causation=context.call, trace=trace) as tx:
            held.hold(tx.connection)
            app.concerns.refuse_own(tx, endpoint.name, request)
            result = endpoint.answer.checked(endpoint.method(service, tx, request))
            if context.dry_run:
                raise _Tried(result)
            if call is not None:
                tx.answer(call, fingerprints[0], result)
        return result

    try:
        return insisting(attempt) if params.get("expected_version") is None else attempt(HeldRows())
    except _Tried as trial:
        return trial.result
    except Exception as error:
        answer = _earlier_answer(app, call, fingerprints, error) if call is not None else None
        if answer is None:
            raise
        return answer.result


class _Tried(Exception):
    """The end of a trial: leaves the transaction by the way on which nothing is kept."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


def _earlier_answer(app: Application, call: CallKey, digests: tuple[str, ...], error: Exception) -> Remembered | None:
    """The command failed: perhaps because it has succeeded before (a repeated call)."""
    if isinstance(error, ZhipingError) and error.slug in ("database_unavailable", "database_busy"):
        return None
    with app.database.begin_reading() as connection:
        return find_answer(connection, call, *digests)


def _fingerprints(params: JsonObject) -> tuple[str, ...]:
    """What the answer is stored under, and what 0.2.0 stored it under."""
    told = _digest(params)
    return (_keyed(told) if _holds_number(params) else told), told


def _digest(params: JsonObject) -> str:
    try:
        return digest(params)
    except TypeError:
        raise unfit("", "fault_fraction") from None


def _holds_number(params: JsonObject) -> bool:
    """Whether a member, at any depth outside lists, is a number of a person."""
    if not PERSONAL_NUMBERS.isdisjoint(params):
        return True
    return any(_holds_number(value) for value in params.values() if type(value) is dict)


def _keyed(told: str) -> str:
    """The other members stand in the rows: without a key the number could be found by trying."""
    return (KEYED + blind_index(told))[: len(told)]


def run_query(
    app: Application, context: CallContext, endpoint: Endpoint, service: Any, params: JsonObject, trace: str
) -> Any:
    """A read-only transaction; one that writes nothing but openings where the method keeps those.

    No record, no answer: what is shown leaves this function after the commit.
    """
    caller = authenticate(app, context, endpoint)
    request = endpoint.load(params)
    if not endpoint.records:
        with app.reading(caller, correlation=context.correlation) as tx:
            return endpoint.answer.checked(endpoint.method(service, tx, request))
    with app.transaction(caller, correlation=context.correlation, causation=context.call, trace=trace) as tx:
        return endpoint.answer.checked(endpoint.method(service, tx, request))


def run_due_command(
    app: Application, context: CallContext, endpoint: Endpoint, service: Any, params: JsonObject, trace: str
) -> Any:
    """Everything that is due now, in small transactions."""
    authenticate(app, context, endpoint)
    endpoint.load(params)
    return endpoint.answer.checked(Done(done=sweep(app, lambda tx: endpoint.method(service, tx), patient=True)))


def sweep(app: Application, work: Callable[[Any], int], *, patient: bool) -> int:
    """Call `work(tx)` in transactions of its own until it does nothing; returns how much was done.

    One sweeper per database at a time: `patient` waits for another replica's turn to end, otherwise it is left to it.
    The first sweep of a day also sends the head of the trail out of the house.
    """
    announce_head(app)
    _do_chores(app)
    done = 0
    for _ in range(SWEEP_ROUNDS):
        with app.transaction(Caller.system(app.name)) as tx:
            if app.database.is_postgres and not _take_turn(tx.connection, patient):
                return done
            step = work(tx)
        if not step:
            return done
        done += step
    raise RuntimeError("a sweep did not come to an end")


def _do_chores(app: Application) -> None:
    """What fails is logged, and no hindrance for what is due."""
    for chore in app.chores:
        try:
            chore()
        except Exception as error:
            log_fault("chore_failed", error, service=app.name)


def _take_turn(connection: Any, patient: bool) -> bool:
    function = "pg_advisory_xact_lock" if patient else "pg_try_advisory_xact_lock"
    return connection.scalar(text(f"SELECT {function}(:key)"), {"key": _SWEEP_LOCK}) is not False


_RUNNERS: dict[str, Callable[..., Any]] = {"command": run_command, "query": run_query, "sweep": run_due_command}
